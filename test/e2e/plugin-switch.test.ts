import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { operations, vm } from "./support/lunanode.ts";
import { openTestStack, PLUGIN, type TestStack } from "./support/stack.ts";

/* A TypeScript user switches from dynamic resources to the plugin and back: one import line of the program changes. */

/** Makes the program import the classes of one adapter. */
async function through({ stack }: TestStack, adapter: "dynamic" | "plugin"): Promise<void> {
  const path = join(stack.folder, "index.js");
  const line = /require\("@indiecloud\/pulumi(\/plugin)?"\)/;
  const program = await readFile(path, "utf8");
  const from = adapter === "plugin" ? "@indiecloud/pulumi/plugin" : "@indiecloud/pulumi";
  await writeFile(path, program.replace(line, `require("${from}")`));
  const plugins = JSON.stringify({ providers: [{ name: "indiecloud", path: PLUGIN }] });
  await writeFile(
    join(stack.folder, "Pulumi.yaml"),
    `name: e2e\nruntime: nodejs\nmain: index.js\nplugins: ${plugins}\n`,
  );
}

test.serial("the state of the dynamic classes continues with the plugin, and back, without changes", async (t) => {
  const all = await openTestStack(t, { clouds: ["lunanode"] });
  const { stack, emulators, ids } = all;
  const up = await stack.up(vm());
  t.is(up.code, 0, up.screen);
  const before = await stack.resource("web");
  emulators.clearRequests();

  await through(all, "plugin");
  const plan = await stack.preview(["--expect-no-changes"]);
  t.is(plan.code, 0, plan.screen);
  const moved = await stack.up(undefined, ["--skip-preview", "--expect-no-changes"]);
  t.is(moved.code, 0, moved.screen);
  const there = await stack.resource("web");
  t.is(there.type, "indiecloud:lunanode:Vm");
  t.is(there.id, before.id);
  const clean = await stack.refresh();
  t.is(clean.code, 0, clean.screen);
  t.like((await stack.resource("web")).outputs.password, {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  });
  t.deepEqual(operations(emulators, "write"), []);

  await through(all, "dynamic");
  // The state has no code for the dynamic server yet: it is written once, without requests to the cloud.
  const back = await stack.up(undefined, ["--skip-preview"]);
  t.is(back.code, 0, back.screen);
  const again = await stack.resource("web");
  t.is(again.type, before.type);
  t.is(again.id, before.id);
  t.deepEqual(operations(emulators, "write"), []);
  const clean2 = await stack.refresh();
  t.is(clean2.code, 0, clean2.screen);
  const settled = await stack.preview(["--expect-no-changes"]);
  t.is(settled.code, 0, settled.screen);
  t.is(ids("vm").length, 1);
});
