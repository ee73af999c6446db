import test, { type ExecutionContext } from "ava";
import { startIndiecloud } from "./support/command.ts";
import { vm } from "./support/lunanode.ts";
import { allEnd } from "./support/processes.ts";
import { openTestStack, type TestStack } from "./support/stack.ts";

/* A command that is stopped while Pulumi works for it: both end, and no provider remains. */

/** Stops a command, and nothing else, while the provider waits for the cloud. */
async function stopped(
  t: ExecutionContext,
  { stack, emulators }: TestStack,
  args: readonly string[],
  signal: NodeJS.Signals,
): Promise<void> {
  emulators.clearFaults();
  emulators.clearRequests();
  emulators.addFault({ cloud: "lunanode", times: 0, fault: { hold: "before" } });
  const { child, ended } = startIndiecloud(stack, args);
  await emulators.waitFor({ cloud: "lunanode" });
  const sent = performance.now();
  child.kill(signal);
  const { code, screen } = await ended;
  t.is(code, 8, screen);
  await allEnd(stack.folder);
  // Logged, not asserted: a busy machine is slow.
  t.log(`${args.join(" ")} ended ${((performance.now() - sent) / 1000).toFixed(1)} s after ${signal}`);
}

test.serial("dynamic resources: drift and recover, stopped by INT and TERM", async (t) => {
  const all = await openTestStack(t, { clouds: ["lunanode"] });
  const up = await all.stack.up(vm());
  t.is(up.code, 0, up.screen);
  await stopped(t, all, ["drift"], "SIGINT");
  await all.stack.write(vm({ plan: "m.4" }));
  await stopped(t, all, ["recover"], "SIGTERM");
});

test.serial("the plugin: drift, stopped by TERM and HUP", async (t) => {
  const all = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
  const up = await all.stack.up(vm());
  t.is(up.code, 0, up.screen);
  await stopped(t, all, ["drift"], "SIGTERM");
  await stopped(t, all, ["drift", "--program"], "SIGHUP");
});
