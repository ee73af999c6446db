import test from "ava";
import { operations, vm } from "./support/lunanode.ts";
import { openTestStack } from "./support/stack.ts";

/*
 * Otherwise the same as for a dynamic resource, which the contract suite tests. These are the differences with Pulumi's
 * engine.
 */
const THROUGH_PLUGIN = { clouds: ["lunanode"], adapter: "plugin" } as const;

const managed = { name: "web", powerState: "running", securityGroups: ["default"] };

// The contract suite tests each change on its own.
test.serial("name, plan, power and groups changed in the panel: refresh exits with 7, and up repairs", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, THROUGH_PLUGIN);
  const first = await stack.up(vm(managed));
  t.is(first.code, 0, first.screen);
  const [id = ""] = ids("vm");
  const object = () => emulators.objects("lunanode").find((each) => each.id === id);
  const original = { ...object() };
  const set = { hostname: "renamed", planId: "86", phase: "offline", groupIds: [] };
  emulators.change({ cloud: "lunanode", kind: "vm", id, set });
  const seen = await stack.refresh(["--preview-only", "--diff", "--expect-no-changes"]);
  t.is(seen.code, 7, seen.screen);
  for (const property of ["name", "plan", "powerState", "securityGroups"]) {
    t.regex(seen.screen, new RegExp(`[~+-] ${property}\\b`), property);
  }
  const repaired = await stack.up(undefined, ["--skip-preview", "--refresh"]);
  t.is(repaired.code, 0, repaired.screen);
  for (const key of Object.keys(set)) {
    t.deepEqual(object()?.[key], original[key], key);
  }
  t.deepEqual(ids("vm"), [id]);
});

test.serial("a generated name that was changed in the panel is restored", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"] });
  await stack.up(vm());
  const [id = ""] = ids("vm");
  const { outputs } = await stack.resource("web");
  emulators.change({ cloud: "lunanode", kind: "vm", id, set: { hostname: "renamed" } });
  const up = await stack.up(undefined, ["--skip-preview", "--refresh"]);
  t.is(up.code, 0, up.screen);
  t.is(emulators.objects("lunanode").find((object) => object.id === id)?.hostname, outputs.name);
  t.false(up.screen.includes("autoName"), "nothing of the provider's own is shown");
});

test.serial("a changed image is reported and not repaired", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, THROUGH_PLUGIN);
  await stack.up(vm());
  const [id = ""] = ids("vm");
  emulators.change({ cloud: "lunanode", kind: "vm", id, set: { imageName: "Debian 12 64-bit (template)" } });
  emulators.clearRequests();
  const up = await stack.up(undefined, ["--skip-preview", "--refresh"]);
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /image is "Debian 12 64-bit \(template\)" in the cloud and "Ubuntu 24\.04 64-bit" in the program/);
  t.deepEqual(operations(emulators, "write"), []);
  t.deepEqual(ids("vm"), [id]);
  t.is((await stack.resource("web")).outputs.imageName, "Debian 12 64-bit (template)");
});

test.serial("a VM deleted in the panel is recreated", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, THROUGH_PLUGIN);
  await stack.up(vm());
  const [id = ""] = ids("vm");
  emulators.change({ cloud: "lunanode", kind: "vm", id, delete: true });
  const seen = await stack.refresh();
  t.is(seen.code, 7, seen.screen);
  const up = await stack.up(undefined, ["--skip-preview", "--refresh"]);
  t.is(up.code, 0, up.screen);
  t.is(ids("vm").length, 1);
  t.not(ids("vm")[0], id);
});

test.serial("what the program does not set never shows as drift", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"] });
  await stack.up(vm());
  const [id = ""] = ids("vm");
  emulators.change({ cloud: "lunanode", kind: "vm", id, set: { phase: "offline", groupIds: [] } });
  const up = await stack.up(undefined, ["--skip-preview", "--refresh", "--expect-no-changes"]);
  t.is(up.code, 0, up.screen);
});

test.serial("a state refreshed with another account's key is an error, not a deletion", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, THROUGH_PLUGIN);
  await stack.up(vm());
  const other = emulators.clouds.lunanode.accounts[1];
  const seen = await stack.refresh([], { LUNANODE_API_ID: other?.apiId ?? "", LUNANODE_API_KEY: other?.apiKey ?? "" });
  t.not(seen.code, 0);
  t.regex(seen.screen, /created with account [0-9a-f]{12} .* current credentials are of account [0-9a-f]{12}/);
  t.truthy((await stack.resource("web")).id);
  t.is(ids("vm").length, 1);
});
