import type { Drift } from "./adapter.ts";
import { isCannot } from "./adapter.ts";
import { always, type Behaviour, given } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "drift";

export const driftRows: readonly Behaviour[] = [
  given(
    GROUP,
    "power that somebody switched is seen by refresh and switched back; unmanaged, it is left alone",
    ({ power }) => {
      if (isCannot(power)) {
        return power;
      }
      const { drift } = power;
      return isCannot(drift) ? drift : { ...power, drift };
    },
    async (stage, { running, isRunning, drift }) => {
      const { t } = stage;
      const engine = stage.engine();
      await engine.up(stage.program(running));
      drift(stage, stage.server(engine));
      await stage.clock.sleep(600_000);
      t.is(await engine.refresh(), "update");
      t.is(await engine.up(stage.program(running)), "update");
      t.true(isRunning(stage.server(engine)));
      await stage.settled(engine, stage.program(running));
      await engine.destroy();

      const unmanaged = stage.engine();
      await unmanaged.up(stage.program());
      drift(stage, stage.server(unmanaged));
      await stage.clock.sleep(600_000);
      stage.emulators.clearRequests();
      t.is(await unmanaged.refresh(), "same");
      t.is(await unmanaged.up(stage.program()), "same");
      t.deepEqual(stage.writes(), []);
    },
  ),

  always(GROUP, "drift of every property that can be read back is seen, and repaired or reported", async (stage) => {
    const { t, adapter, definition } = stage;
    const readable = Object.entries(definition.inputs).filter(([, { read }]) => read !== undefined);
    for (const [key] of readable) {
      const drift = adapter.drifts[key];
      if (drift === undefined) {
        t.fail(`${adapter.title}: ${key} can be read back, and the adapter has no drift of it`);
      } else if (isCannot(drift)) {
        t.regex(drift.see, /§\d/, key);
      } else {
        await one(stage, key, drift);
      }
    }
    t.deepEqual(
      Object.keys(adapter.drifts).filter((key) => !readable.some(([name]) => name === key)),
      [],
      "drifts of what cannot be read back",
    );
  }),
];

async function one(stage: Stage, key: string, drift: Drift): Promise<void> {
  const { t } = stage;
  const engine = stage.engine();
  const program = stage.program({ ...drift.beside, [key]: drift.program });
  await engine.up(program);
  stage.told.length = 0;
  const { id } = engine.state ?? {};
  await drift.meddle(stage, stage.server(engine));
  await stage.clock.sleep(600_000);
  const before = engine.inputs[key];
  const seen = await engine.refresh();
  if (drift.reported === true) {
    t.is(seen, "same", key);
    t.deepEqual(engine.inputs[key], before, key);
    t.true(
      stage.told.some((text) => text.includes(`${key} is ${JSON.stringify(drift.shows)} in the cloud`)),
      `${key} is not reported: ${stage.told.join("\n")}`,
    );
  } else {
    t.is(seen, "update", key);
    t.deepEqual(engine.inputs[key], drift.shows, key);
    t.is(await engine.up(program), "update", key);
    t.is(engine.state?.id, id, key);
    await stage.settled(engine, program);
  }
  await engine.destroy();
}
