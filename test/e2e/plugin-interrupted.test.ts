import test from "ava";
import { operations } from "./support/lunanode.ts";
import { openYamlStack, type YamlProgram } from "./support/plugin.ts";

/* What remains if a create does not finish, with the plugin. */

const program = (options?: object): YamlProgram => ({
  resources: {
    web: {
      type: "indiecloud:lunanode:Vm",
      properties: { plan: "m.2", image: "Ubuntu 24.04 64-bit" },
      ...(options === undefined ? {} : { options: { ...options } }),
    },
  },
});

test.serial("Ctrl-C during the wait: the ID is in the state, and the next up continues", async (t) => {
  const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["lunanode"] });
  emulators.setTimeScale(0);
  await write(program());
  const run = stack.start(["up", "--yes", "--skip-preview"]);
  await emulators.waitFor(
    (rows) => rows.slice(rows.findIndex(({ operation }) => operation === "vm/create")).length > 2,
  );
  const requested = performance.now();
  process.kill(-(run.child.pid ?? 0), "SIGINT");
  const { code, screen } = await run.ended;
  // Logged, not asserted: a busy machine is slow.
  t.log(`ended ${((performance.now() - requested) / 1000).toFixed(1)} s after Ctrl-C`);
  t.not(code, 0);
  t.is((await stack.resource("web")).id, `toronto/${ids("vm")[0]}`, screen);
  t.regex(screen, /when Pulumi asked to stop/);
  emulators.setTimeScale(60);
  const second = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(second.code, 0, second.screen);
  t.is(operations(emulators).filter((operation) => operation === "vm/create").length, 1);
  t.is(ids("vm").length, 1);
});

test.serial("the option customTimeouts ends the wait, and the next up continues with the same VM", async (t) => {
  const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["lunanode"] });
  emulators.setTimeScale(0);
  await write(program({ customTimeouts: { create: "2s" } }));
  const first = await stack.run(["up", "--yes", "--skip-preview"]);
  t.not(first.code, 0);
  t.regex(first.screen, /still "build" after 2s.*Nothing is lost/i);
  const { id } = await stack.resource("web");
  t.is(id, `toronto/${ids("vm")[0]}`);
  emulators.setTimeScale(60);
  await write(program());
  const second = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(second.code, 0, second.screen);
  t.is((await stack.resource("web")).id, id);
  const third = await stack.run(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
  t.is(third.code, 0, third.screen);
});
