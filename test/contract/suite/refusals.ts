import type { Refusal } from "./adapter.ts";
import { always, type Behaviour, given } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "refusals";

async function refuses(stage: Stage, { provoke, program, says, advises }: Refusal): Promise<void> {
  const { t } = stage;
  const engine = stage.engine();
  const restore = provoke(stage);
  const message = await stage.failure(engine.up(stage.program(program)));
  t.regex(message, says);
  t.regex(message, advises);
  t.true(message.includes(stage.adapter.title), message);
  t.is(engine.state, undefined);
  t.deepEqual(stage.servers(), []);
  restore();
  await engine.up(stage.program(program));
  t.is(stage.servers().length, 1);
}

export const refusalRows: readonly Behaviour[] = [
  given(
    GROUP,
    "a quota is told in the cloud's words with a next step; the name stays free",
    ({ refusals }) => refusals.quota,
    refuses,
  ),
  given(
    GROUP,
    "missing capacity is told in the cloud's words with a next step; the name stays free",
    ({ refusals }) => refusals.capacity,
    refuses,
  ),

  given(
    GROUP,
    "a misspelt plan or image is a preview error that lists the nearest, and nothing is asked of the cloud",
    ({ misspelt }) => misspelt,
    async (stage, misspelt) => {
      const { t } = stage;
      for (const { program, message } of Object.values(misspelt)) {
        t.regex(await stage.failure(stage.engine().preview(stage.program(program))), message);
      }
      t.deepEqual(stage.writes(), []);
    },
  ),

  always(GROUP, "a wrong key is told before anything is made, with what to check", async (stage) => {
    const { t, adapter } = stage;
    const engine = stage.engine("web", { config: { ...stage.config(), ...adapter.badKey.config } });
    t.regex(await stage.failure(engine.up(stage.program())), adapter.badKey.message);
    t.deepEqual(stage.servers(), []);
  }),

  always(GROUP, "with another account's key, a server is neither changed nor taken for deleted", async (stage) => {
    const { t } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    const foreign = stage.engine("web", { config: stage.config(1) });
    foreign.state = engine.state;
    t.regex(await stage.failure(foreign.refresh()), /account/);
    t.regex(await stage.failure(foreign.destroy()), /account/);
    t.is(stage.servers().length, 1);
    await stage.settled(engine, stage.program());
  }),

  always(GROUP, "a clock that is an hour wrong is corrected, or told with what to do", async (stage) => {
    const { t, adapter } = stage;
    stage.emulators.setClockSkew(adapter.cloud, 3600);
    const engine = stage.engine();
    if (adapter.clock === "corrected") {
      await engine.up(stage.program());
      t.is(stage.servers().length, 1);
    } else {
      t.regex(await stage.failure(engine.up(stage.program())), adapter.clock);
      t.deepEqual(stage.servers(), []);
    }
  }),
];
