import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import test, { type ExecutionContext } from "ava";
import type { Emulators } from "../../emulators/src/index.ts";
import { LAUNCHERS } from "../../provider/src/adapters/dynamic/testing-server.ts";
import { operations, vm } from "./support/lunanode.ts";
import { openYamlStack } from "./support/plugin.ts";
import { providers, providersEnd } from "./support/processes.ts";
import { openTestStack, type Stack, type TestStack } from "./support/stack.ts";

/* The Pulumi CLI dies without notice to its providers: they end and buy nothing more. */

/** The number of calls that LunaNode's budget allows at once. */
const CONCURRENT = 6;
const VM = { plan: "m.2", image: "Ubuntu 24.04 64-bit" };
const NAMES = Array.from({ length: CONCURRENT + 1 }, (_, index) => `web${index}`);

const creates = (emulators: Emulators) => operations(emulators).filter((operation) => operation === "vm/create").length;

/** Kills the CLI with one create more in progress than LunaNode's budget allows at once; then cleans up after it. */
async function killedInTheQueue(
  t: ExecutionContext,
  { stack, emulators, ids }: TestStack,
  what: "dynamic-provider" | "pulumi-resource-indiecloud",
  env: Record<string, string>,
): Promise<void> {
  emulators.addFault({ cloud: "lunanode", operation: "vm/create", times: CONCURRENT, fault: { hold: "after" } });
  const run = stack.start(["up", "--yes", "--skip-preview", "--parallel", "16"], env);
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/create", count: CONCURRENT });
  // If it were killed while writing its state, Pulumi would leave a file that it cannot read.
  await allPending(stack);
  run.child.kill("SIGKILL");
  await run.ended;
  t.truthy((await providers(stack.folder, what)).length, "the creates that are on their way are not waited for");
  emulators.clearFaults();
  await providersEnd(stack.folder, what);
  t.is(creates(emulators), CONCURRENT);
  await unlock(t, stack);
  const up = await stack.run(["up", "--yes", "--skip-preview", "--continue-on-error"], env);
  t.not(up.code, 0);
  t.is(creates(emulators), NAMES.length, up.screen);
  t.is(ids("vm").length, NAMES.length);
}

async function allPending(stack: Stack): Promise<void> {
  for (let round = 0; round < 600; round += 1) {
    const pending = await stack.pending().catch(() => []);
    if (pending.length === NAMES.length) return;
    await setTimeout(100);
  }
  throw new Error("not every create has become an operation of the state");
}

async function unlock(t: ExecutionContext, stack: Stack): Promise<void> {
  const { code, screen } = await stack.run(["cancel", "--yes"]);
  t.is(code, 0, screen);
}

test.serial("dynamic resources, with npm's launcher: a create that waits for the budget is never sent", async (t) => {
  const all = await openTestStack(t, { clouds: ["lunanode"] });
  const { stack } = all;
  await stack.write({ resources: NAMES.map((name) => ({ type: "lunanode:Vm", name, args: VM })) });
  const PATH = `${dirname(LAUNCHERS.npm)}:${stack.env.PATH}`;
  await killedInTheQueue(t, all, "dynamic-provider", { PATH });
});

test.serial("the plugin: a create that waits for the budget is never sent", async (t) => {
  const all = await openYamlStack(t, { clouds: ["lunanode"] });
  await all.write({
    resources: Object.fromEntries(NAMES.map((name) => [name, { type: "indiecloud:lunanode:Vm", properties: VM }])),
  });
  await killedInTheQueue(t, all, "pulumi-resource-indiecloud", {});
});

test.serial(
  "SIGHUP while a VM is built, with npm's launcher: the process ends, and no second VM is bought",
  async (t) => {
    const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"] });
    emulators.setTimeScale(0);
    await stack.write(vm());
    const PATH = `${dirname(LAUNCHERS.npm)}:${stack.env.PATH}`;
    const run = stack.start(["up", "--yes", "--skip-preview"], { PATH });
    // The lookup before the create, then one poll after it.
    await emulators.waitFor({ cloud: "lunanode", operation: "vm/list", count: 2 });
    t.is((await providers(stack.folder)).length, 1);
    const killed = performance.now();
    run.child.kill("SIGHUP");
    await run.ended;
    await providersEnd(stack.folder);
    // Logged, not asserted: a busy machine is slow.
    t.log(`ended ${((performance.now() - killed) / 1000).toFixed(1)} s after SIGHUP`);
    emulators.setTimeScale(60);
    await unlock(t, stack);
    const up = await stack.up(undefined);
    t.not(up.code, 0);
    t.is(creates(emulators), 1, up.screen);
    t.is(ids("vm").length, 1);
  },
);

test.serial("a create is in flight when the CLI is killed: the next run waits for it before it searches", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"] });
  const fault = { hold: "before" } as const;
  emulators.addFault({ cloud: "lunanode", operation: "vm/create", times: 1, fault });
  await stack.write(vm());
  const run = stack.start(["up", "--yes", "--skip-preview"]);
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/create" });
  run.child.kill("SIGKILL");
  await run.ended;
  await unlock(t, stack);
  const next = stack.start(["up", "--yes", "--skip-preview"]);
  let screen = "";
  await new Promise<void>((resolve) => {
    next.child.stdout.on("data", (chunk) => {
      screen += String(chunk);
      if (/provider of a killed Pulumi run is still running \(process \d+\)/.test(screen)) resolve();
    });
    void next.ended.then(() => resolve());
  });
  t.deepEqual(ids("vm"), []);
  emulators.clearFaults();
  const up = await next.ended;
  t.not(up.code, 0);
  t.regex(up.screen, /named "web-[0-9a-f]{7}" already.*recover/s);
  t.is(creates(emulators), 1, up.screen);
  t.is(ids("vm").length, 1);
});
