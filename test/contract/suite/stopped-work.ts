import type { FaultRule } from "../../../emulators/src/index.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { type Behavior, given } from "./row.ts";
import { isCannot, type StoppedWork } from "./target.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "power";

/** Long enough for everything in progress to finish. */
const HOUR = 3_600_000;

/** A server in the power state that the change has to leave; recorded as such, and managed by the program or not. */
async function atRest(harness: TestHarness, { switches = {}, rest }: StoppedWork, isManaged: boolean): Promise<Engine> {
  harness.set(switches);
  const engine = harness.engine();
  await engine.up(harness.program(rest));
  if (!isManaged) {
    await engine.up(harness.program());
  }
  harness.warnings.length = 0;
  harness.emulators.clearRequests();
  return engine;
}

/**
 * Kills the provider during an update, at the point set by the fault, and lets the cloud finish what it has started.
 */
async function killed(
  harness: TestHarness,
  engine: Engine,
  program: Json,
  rule: Omit<FaultRule, "cloud">,
): Promise<void> {
  harness.fault(rule);
  const { pool, kill } = harness.killableProcess();
  const dying = harness.engine("web", { pool });
  dying.state = engine.state;
  void dying.up(program).catch(() => undefined);
  await harness.emulators.waitFor((rows) =>
    rows.some((row) => row.fault !== undefined && (row.stage === "held" || row.stage === "effect")),
  );
  kill();
  await harness.clock.sleep(HOUR);
}

/** Points at which a killed run leaves the server in the power state required for the work. */
const kills = ({ calls: { leave, work, back }, refusal: { after = 0 } }: StoppedWork): Omit<FaultRule, "cloud">[] => [
  { operation: leave, fault: { hold: "after" } },
  { operation: work, after, fault: { hold: "before" } },
  { operation: work, after, fault: { hold: "after" } },
  { operation: back, fault: { hold: "before" } },
];

const part = ({ stoppedWork, power }: TestHarness["target"]) =>
  isCannot(stoppedWork) ? stoppedWork : isCannot(power) ? power : { ...stoppedWork, isRunning: power.isRunning };

export const stoppedWorkRows: readonly Behavior[] = [
  ...[false, true].map((isRefreshed) =>
    given(
      GROUP,
      `killed after it stopped a server for a change, or after the change${isRefreshed ? ", and refreshed" : ""}: the next up completes the change, and the server runs`,
      part,
      async (harness, work) => {
        const { t } = harness;
        for (const rule of kills(work)) {
          const at = JSON.stringify(rule);
          const engine = await atRest(harness, work, false);
          const program = harness.program(work.change);
          await killed(harness, engine, program, rule);
          if (isRefreshed) {
            await engine.refresh();
          }
          const row = harness.server(engine);
          // If a refresh saw that it matches the program, it is no longer a difference.
          const isOver = isRefreshed && work.isRunning(row) && work.isChanged(row);
          t.is((await engine.preview(program)).op, isOver ? "same" : "update", at);
          await engine.up(program);
          t.true(work.isRunning(harness.server(engine)), at);
          t.true(work.isChanged(harness.server(engine)), at);
          t.regex(
            harness.warnings.join("\n"),
            /after Pulumi's last change|an interrupted run may have left it like this/,
            at,
          );
          await harness.assertSettled(engine, program);
          await engine.destroy();
          harness.warnings.length = 0;
        }
      },
    ),
  ),

  given(
    GROUP,
    "killed during a change for which a server left the program's power state: the next up restores that state",
    part,
    async (harness, work) => {
      const { t } = harness;
      for (const rule of kills(work)) {
        const at = JSON.stringify(rule);
        const engine = await atRest(harness, work, true);
        const program = harness.program({ ...work.rest, ...work.change });
        await killed(harness, engine, program, rule);
        await engine.up(program);
        t.true(work.isAtRest(harness.server(engine)), at);
        t.true(work.isChanged(harness.server(engine)), at);
        await harness.assertSettled(engine, program);
        await engine.destroy();
      }
    },
  ),

  given(
    GROUP,
    "a change that fails while the server is stopped for it: the server returns to its power state, and the error is the change's",
    part,
    async (harness, work) => {
      const { t } = harness;
      const engine = await atRest(harness, work, false);
      const { error, matches, after = 0 } = work.refusal;
      harness.fault({ operation: work.calls.work, after, fault: { error } });
      t.regex(await harness.errorOf(engine.up(harness.program(work.change))), matches);
      t.true(work.isAtRest(harness.server(engine)));
      t.false(work.isChanged(harness.server(engine)));
      await engine.up(harness.program());
      await harness.assertSettled(engine, harness.program());
    },
  ),

  given(
    GROUP,
    "a server that does not return to its power state after a change: the message names both, and the next up restores the power state",
    part,
    async (harness, work) => {
      const { t } = harness;
      const engine = await atRest(harness, work, false);
      const { error, matches } = work.refusal;
      harness.fault({ operation: work.calls.back, times: 0, fault: { error } });
      const program = harness.program(work.change);
      const message = await harness.errorOf(engine.up(program));
      t.regex(message, matches);
      t.regex(message, /The change succeeded, but the .* is not \w+ yet\. The next pulumi up tries again/);
      t.true(work.isChanged(harness.server(engine)));
      harness.emulators.clearFaults();
      await engine.refresh();
      t.is((await engine.preview(program)).op, "update");
      await engine.up(program);
      t.true(work.isRunning(harness.server(engine)));
      await harness.assertSettled(engine, program);
    },
  ),

  given(
    GROUP,
    "a change that fails, and a server that does not return to its power state: the error is the change's, a warning has the other; the next up repairs both",
    part,
    async (harness, work) => {
      const { t } = harness;
      const engine = await atRest(harness, work, false);
      const { error, matches, after = 0 } = work.refusal;
      harness.fault({ operation: work.calls.work, after, fault: { error } });
      harness.fault({ operation: work.calls.back, times: 0, fault: { status: 429, body: "later" } });
      const message = await harness.errorOf(engine.up(harness.program(work.change)));
      t.regex(message, matches);
      t.notRegex(message, /429/);
      t.regex(harness.warnings.join("\n"), /could not be brought back to that: .*429/s);
      harness.emulators.clearFaults();
      // The program is reverted, but the server still has to be started or stopped again.
      t.is((await engine.preview(harness.program())).op, "update");
      await engine.up(harness.program());
      t.true(work.isRunning(harness.server(engine)));
      await harness.assertSettled(engine, harness.program());
    },
  ),

  given(
    GROUP,
    "a server kept in another power state, by the program or in the state, stays in it when it is changed",
    part,
    async (harness, work) => {
      const { t } = harness;
      for (const isManaged of [true, false]) {
        const stopped: StoppedWork = { ...work, rest: { powerState: "stopped" } };
        const engine = await atRest(harness, stopped, isManaged);
        const program = harness.program({ ...(isManaged ? stopped.rest : {}), ...work.change });
        await engine.up(program);
        t.false(work.isRunning(harness.server(engine)));
        t.true(work.isChanged(harness.server(engine)));
        t.deepEqual(harness.warnings, []);
        await harness.assertSettled(engine, program);
        await engine.destroy();
      }
    },
  ),

  given(GROUP, "a server stopped for a deletion that fails runs again", part, async (harness, work) => {
    const { t, target } = harness;
    const engine = await atRest(harness, work, false);
    harness.fault({ operation: target.calls.remove, fault: { error: work.refusal.error } });
    t.regex(await harness.errorOf(engine.destroy()), work.refusal.matches);
    t.true(work.isAtRest(harness.server(engine)));
    await engine.destroy();
    t.deepEqual(harness.servers(), []);
  }),
];
