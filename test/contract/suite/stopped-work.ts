import type { FaultRule } from "../../../emulators/src/index.ts";
import type { Engine } from "../../../provider/src/doors/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/values.ts";
import { isCannot, type StoppedWork } from "./adapter.ts";
import { type Behaviour, given } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "power";

/** How long everything that is under way takes. */
const HOUR = 3_600_000;

/** A server in the power state that the change has to leave; recorded as such, and managed by the program or not. */
async function atRest(stage: Stage, { switches = {}, rest }: StoppedWork, isManaged: boolean): Promise<Engine> {
  stage.set(switches);
  const engine = stage.engine();
  await engine.up(stage.program(rest));
  if (!isManaged) {
    await engine.up(stage.program());
  }
  stage.told.length = 0;
  stage.emulators.clearRequests();
  return engine;
}

/** Kills the provider while it updates, at the fault's request, and lets the cloud end what it has begun. */
async function killed(stage: Stage, engine: Engine, program: Json, rule: Omit<FaultRule, "cloud">): Promise<void> {
  stage.fault(rule);
  const { cores, kill } = stage.mortal();
  const dying = stage.engine("web", { cores });
  dying.state = engine.state;
  void dying.up(program).catch(() => undefined);
  await stage.emulators.waitFor(
    (rows) => rows.some((row) => row.fault !== undefined && (row.stage === "held" || row.stage === "effect")),
    60_000,
  );
  kill();
  await stage.clock.sleep(HOUR);
}

/** Where a run can be killed that leaves the server in the power state of the work. */
const kills = ({ calls: { leave, work, back }, refusal: { after = 0 } }: StoppedWork): Omit<FaultRule, "cloud">[] => [
  { operation: leave, fault: { hold: "after" } },
  { operation: work, after, fault: { hold: "before" } },
  { operation: work, after, fault: { hold: "after" } },
  { operation: back, fault: { hold: "before" } },
];

const part = ({ stoppedWork, power }: Stage["adapter"]) =>
  isCannot(stoppedWork) ? stoppedWork : isCannot(power) ? power : { ...stoppedWork, isRunning: power.isRunning };

export const stoppedWorkRows: readonly Behaviour[] = [
  ...[false, true].map((isRefreshed) =>
    given(
      GROUP,
      `killed after it stopped a server for a change, or after the change${isRefreshed ? ", and refreshed" : ""}: the next up changes it, and it runs`,
      part,
      async (stage, work) => {
        const { t } = stage;
        for (const rule of kills(work)) {
          const at = JSON.stringify(rule);
          const engine = await atRest(stage, work, false);
          const program = stage.program(work.change);
          await killed(stage, engine, program, rule);
          if (isRefreshed) {
            await engine.refresh();
          }
          const row = stage.server(engine);
          // What a refresh has seen to be as wanted is no difference any more.
          const isOver = isRefreshed && work.isRunning(row) && work.isChanged(row);
          t.is((await engine.preview(program)).op, isOver ? "same" : "update", at);
          await engine.up(program);
          t.true(work.isRunning(stage.server(engine)), at);
          t.true(work.isChanged(stage.server(engine)), at);
          t.regex(stage.told.join("\n"), /when Pulumi last changed it|as a run leaves it that is interrupted/, at);
          await stage.settled(engine, program);
          await engine.destroy();
          stage.told.length = 0;
        }
      },
    ),
  ),

  given(
    GROUP,
    "killed in a change for which a server left the power state of the program: the next up brings it back to that",
    part,
    async (stage, work) => {
      const { t } = stage;
      for (const rule of kills(work)) {
        const at = JSON.stringify(rule);
        const engine = await atRest(stage, work, true);
        const program = stage.program({ ...work.rest, ...work.change });
        await killed(stage, engine, program, rule);
        await engine.up(program);
        t.true(work.isAtRest(stage.server(engine)), at);
        t.true(work.isChanged(stage.server(engine)), at);
        await stage.settled(engine, program);
        await engine.destroy();
      }
    },
  ),

  given(
    GROUP,
    "a change that fails while the server is stopped for it: the server is back, and the change's error is what the user reads",
    part,
    async (stage, work) => {
      const { t } = stage;
      const engine = await atRest(stage, work, false);
      const { error, says, after = 0 } = work.refusal;
      stage.fault({ operation: work.calls.work, after, fault: { error } });
      t.regex(await stage.failure(engine.up(stage.program(work.change))), says);
      t.true(work.isAtRest(stage.server(engine)));
      t.false(work.isChanged(stage.server(engine)));
      await engine.up(stage.program());
      await stage.settled(engine, stage.program());
    },
  ),

  given(
    GROUP,
    "a server that does not come back after a change: the user reads of both, and the next up brings it back",
    part,
    async (stage, work) => {
      const { t } = stage;
      const engine = await atRest(stage, work, false);
      const { error, says } = work.refusal;
      stage.fault({ operation: work.calls.back, times: 0, fault: { error } });
      const program = stage.program(work.change);
      const message = await stage.failure(engine.up(program));
      t.regex(message, says);
      t.regex(message, /The change was made, but the .* is not \w+ again\. The next pulumi up tries again/);
      t.true(work.isChanged(stage.server(engine)));
      stage.emulators.clearFaults();
      await engine.refresh();
      t.is((await engine.preview(program)).op, "update");
      await engine.up(program);
      t.true(work.isRunning(stage.server(engine)));
      await stage.settled(engine, program);
    },
  ),

  given(
    GROUP,
    "a change that fails, and a server that does not come back: the change's error, the other in a warning; the next up mends both",
    part,
    async (stage, work) => {
      const { t } = stage;
      const engine = await atRest(stage, work, false);
      const { error, says, after = 0 } = work.refusal;
      stage.fault({ operation: work.calls.work, after, fault: { error } });
      stage.fault({ operation: work.calls.back, times: 0, fault: { status: 429, body: "later" } });
      const message = await stage.failure(engine.up(stage.program(work.change)));
      t.regex(message, says);
      t.notRegex(message, /429/);
      t.regex(stage.told.join("\n"), /could not be brought back: .*429/s);
      stage.emulators.clearFaults();
      // The program is set back: what the server is owed is owed all the same.
      t.is((await engine.preview(stage.program())).op, "update");
      await engine.up(stage.program());
      t.true(work.isRunning(stage.server(engine)));
      await stage.settled(engine, stage.program());
    },
  ),

  given(
    GROUP,
    "a server that is kept in another power state, by the program or on record, stays there when it is changed",
    part,
    async (stage, work) => {
      const { t } = stage;
      for (const isManaged of [true, false]) {
        const stopped: StoppedWork = { ...work, rest: { powerState: "stopped" } };
        const engine = await atRest(stage, stopped, isManaged);
        const program = stage.program({ ...(isManaged ? stopped.rest : {}), ...work.change });
        await engine.up(program);
        t.false(work.isRunning(stage.server(engine)));
        t.true(work.isChanged(stage.server(engine)));
        t.deepEqual(stage.told, []);
        await stage.settled(engine, program);
        await engine.destroy();
      }
    },
  ),

  given(GROUP, "a server that was stopped for a deletion which fails runs again", part, async (stage, work) => {
    const { t, adapter } = stage;
    const engine = await atRest(stage, work, false);
    stage.fault({ operation: adapter.calls.remove, fault: { error: work.refusal.error } });
    t.regex(await stage.failure(engine.destroy()), work.refusal.says);
    t.true(work.isAtRest(stage.server(engine)));
    await engine.destroy();
    t.deepEqual(stage.servers(), []);
  }),
];
