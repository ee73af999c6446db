import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { operations, vm } from "./support/lunanode.ts";
import type { Declared } from "./support/program.ts";
import { openTestStack } from "./support/stack.ts";

test.serial("another region creates the new VM before the old one is deleted, if the name is generated", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
  await stack.up(vm());
  const [before] = ids("vm");
  const { outputs } = await stack.resource("web");
  emulators.clearRequests();
  const replaced = await stack.up(vm({ region: "montreal" }));
  t.is(replaced.code, 0, replaced.screen);
  t.is(ids("vm").length, 1);
  t.not(ids("vm")[0], before);
  const calls = operations(emulators, "write");
  t.true(calls.indexOf("vm/create") < calls.indexOf("vm/delete"), calls.join(" "));
  t.not((await stack.resource("web")).outputs.name, outputs.name);
});

test.serial("another region deletes the old VM first, if the user set its name", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
  await stack.up(vm({ name: "web" }));
  emulators.clearRequests();
  const replaced = await stack.up(vm({ name: "web", region: "montreal" }));
  t.is(replaced.code, 0, replaced.screen);
  t.is(ids("vm").length, 1);
  const calls = operations(emulators, "write");
  t.true(calls.indexOf("vm/delete") < calls.indexOf("vm/create"), calls.join(" "));
  t.true((await stack.resource("web")).id?.startsWith("montreal/"));
});

const keys = (count: number): Declared[] =>
  [...Array(count).keys()].map((index) => ({
    type: "lunanode:SshKey",
    name: `key${index}`,
    args: { publicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx${index} invented` },
  }));

test.serial("a new SSH key keeps the VM and warns; with replaceOnChanges it replaces", async (t) => {
  const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
  const program = (count: number, opts = {}) => {
    const sshKeys = [...Array(count).keys()].map((index) => ({ $out: `key${index}.keyId` }));
    return { resources: [...keys(count), ...vm({ sshKeys }, opts).resources] };
  };
  await stack.up(program(1));
  const before = ids("vm");
  emulators.clearRequests();
  const more = await stack.up(program(2));
  t.is(more.code, 0, more.screen);
  t.deepEqual(ids("vm"), before);
  t.regex(more.screen, /sshKeys is used only when a VM is created/);
  t.regex(more.screen, /replaceOnChanges: \["sshKeys"\]/);
  t.deepEqual(operations(emulators, "write"), ["sshkey/add"]);
  const replaced = await stack.up(program(3, { replaceOnChanges: ["sshKeys"] }));
  t.is(replaced.code, 0, replaced.screen);
  t.is(ids("vm").length, 1);
  t.notDeepEqual(ids("vm"), before);
});

test.serial("a default that a later version adds or changes replaces nothing", async (t) => {
  const { stack, ids } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
  await stack.up(vm({ region: "montreal" }));
  const before = ids("vm");
  // The state as a version with the default montreal would have left it, and as one without a default would.
  for (const region of ["montreal", undefined]) {
    const file = join(stack.folder, "state/.pulumi/stacks/e2e/dev.json");
    const state = JSON.parse(await readFile(file, "utf8"));
    for (const { urn, inputs, outputs } of state.checkpoint.latest.resources) {
      if (String(urn).endsWith("::web")) {
        const { __indiecloud: metadata } = outputs;
        inputs.region = region;
        outputs.region = region;
        inputs.__defaulted = { ...inputs.__defaulted, region };
        metadata.defaulted = { ...metadata.defaulted, region };
        metadata.managed = metadata.managed.filter((key: string) => region !== undefined || key !== "region");
      }
    }
    await writeFile(file, JSON.stringify(state));
    const up = await stack.up(vm(), ["--skip-preview", "--expect-no-changes"]);
    t.is(up.code, 0, up.screen);
  }
  t.deepEqual(ids("vm"), before);
});
