import type { ContractHarness } from "./contract-harness.ts";
import { always, type Behavior, given, markLive } from "./row.ts";
import type { Drift } from "./target.ts";
import { isCannot } from "./target.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "drift";

const liveRows: readonly Behavior<ContractHarness>[] = [
  given(
    GROUP,
    "refresh detects that somebody switched the power, and up switches it back; unmanaged power is left alone",
    ({ power }) => {
      if (isCannot(power)) {
        return power;
      }
      const { drift } = power;
      return isCannot(drift) ? drift : { ...power, drift };
    },
    async (harness, { running, stopped, isRunning, drift }) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program(running));
      await harness.changeElsewhere(engine, harness.program(stopped), drift);
      await harness.rest();
      t.is(await engine.refresh(), "update");
      t.is(await engine.up(harness.program(running)), "update");
      await harness.assertShows(engine, running, isRunning);
      await harness.assertSettled(engine, harness.program(running));
      await engine.destroy();

      const unmanaged = harness.engine();
      await unmanaged.up(harness.program());
      await harness.changeElsewhere(unmanaged, harness.program(stopped), drift);
      await harness.rest();
      harness.clearRequests();
      t.is(await unmanaged.refresh(), "same");
      t.is(await unmanaged.up(harness.program()), "same");
      t.deepEqual(harness.writes(), []);
    },
    2,
  ),
];

const emulatedRows: readonly Behavior[] = [
  always(GROUP, "drift of every readable property is detected, and repaired or reported", async (harness) => {
    const { t, target, definition } = harness;
    const readable = Object.entries(definition.inputs).filter(([, { read }]) => read !== undefined);
    for (const [key] of readable) {
      const drift = target.drifts[key];
      if (drift === undefined) {
        t.fail(`${target.title}: ${key} can be read back, and the adapter has no drift of it`);
      } else if (isCannot(drift)) {
        t.regex(drift.see, /§\d/, key);
      } else {
        await one(harness, key, drift);
      }
    }
    t.deepEqual(
      Object.keys(target.drifts).filter((key) => !readable.some(([name]) => name === key)),
      [],
      "drifts of what cannot be read back",
    );
  }),
];

export const driftRows: readonly Behavior[] = [...liveRows.map(markLive), ...emulatedRows];

async function one(harness: TestHarness, key: string, drift: Drift): Promise<void> {
  const { t } = harness;
  const engine = harness.engine();
  const program = harness.program({ ...drift.beside, [key]: drift.program });
  await engine.up(program);
  harness.warnings.length = 0;
  const { id } = engine.state ?? {};
  await drift.changeOutOfBand(harness, harness.server(engine));
  await harness.clock.sleep(600_000);
  const before = engine.inputs[key];
  const seen = await engine.refresh();
  if (drift.reported === true) {
    t.is(seen, "same", key);
    t.deepEqual(engine.inputs[key], before, key);
    t.true(
      harness.warnings.some((text) => text.includes(`${key} is ${JSON.stringify(drift.shows)} in the cloud`)),
      `${key} is not reported: ${harness.warnings.join("\n")}`,
    );
  } else {
    t.is(seen, "update", key);
    t.deepEqual(engine.inputs[key], drift.shows, key);
    t.is(await engine.up(program), "update", key);
    t.is(engine.state?.id, id, key);
    await harness.assertSettled(engine, program);
  }
  await engine.destroy();
}
