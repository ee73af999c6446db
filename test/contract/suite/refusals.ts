import { always, type Behavior, given } from "./row.ts";
import type { Refusal } from "./target.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "refusals";

async function refuses(harness: TestHarness, { provoke, program, matches, suggests }: Refusal): Promise<void> {
  const { t } = harness;
  const engine = harness.engine();
  const restore = provoke(harness);
  const message = await harness.errorOf(engine.up(harness.program(program)));
  t.regex(message, matches);
  t.regex(message, suggests);
  t.true(message.includes(harness.target.title), message);
  t.is(engine.state, undefined);
  t.deepEqual(harness.servers(), []);
  restore();
  await engine.up(harness.program(program));
  t.is(harness.servers().length, 1);
}

export const refusalRows: readonly Behavior[] = [
  given(
    GROUP,
    "an exceeded quota is reported in the cloud's words with a next step; the name stays free",
    ({ refusals }) => refusals.quota,
    refuses,
  ),
  given(
    GROUP,
    "missing capacity is reported in the cloud's words with a next step; the name stays free",
    ({ refusals }) => refusals.capacity,
    refuses,
  ),

  given(
    GROUP,
    "a misspelled plan or image is a preview error that lists the nearest, and nothing is written to the cloud",
    ({ misspelt }) => misspelt,
    async (harness, misspelt) => {
      const { t } = harness;
      for (const { program, message } of Object.values(misspelt)) {
        t.regex(await harness.errorOf(harness.engine().preview(harness.program(program))), message);
      }
      t.deepEqual(harness.writes(), []);
    },
  ),

  always(GROUP, "a wrong key is reported before anything is created, with what to check", async (harness) => {
    const { t, target } = harness;
    const engine = harness.engine("web", { config: { ...harness.config(), ...target.badKey.config } });
    t.regex(await harness.errorOf(engine.up(harness.program())), target.badKey.message);
    t.deepEqual(harness.servers(), []);
  }),

  always(GROUP, "with another account's key, a server is neither changed nor taken for deleted", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    const foreign = harness.engine("web", { config: harness.config(1) });
    foreign.state = engine.state;
    t.regex(await harness.errorOf(foreign.refresh()), /account/);
    t.regex(await harness.errorOf(foreign.destroy()), /account/);
    t.is(harness.servers().length, 1);
    await harness.assertSettled(engine, harness.program());
  }),

  always(GROUP, "a clock that is off by an hour is corrected, or reported with the next step", async (harness) => {
    const { t, target } = harness;
    harness.emulators.setClockSkew(target.cloud, 3600);
    const engine = harness.engine();
    if (target.clock === "corrected") {
      await engine.up(harness.program());
      t.is(harness.servers().length, 1);
    } else {
      t.regex(await harness.errorOf(engine.up(harness.program())), target.clock);
      t.deepEqual(harness.servers(), []);
    }
  }),
];
