import { always, type Behavior, given } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "failures";

/**
 * After the provider died: the next create is refused and names the ID, then the object is adopted; it is never bought
 * twice.
 */
async function survives(harness: TestHarness): Promise<void> {
  const { t, target } = harness;
  const [left] = harness.servers();
  const next = harness.engine();
  const message = await harness.errorOf(next.up(harness.program()));
  t.true(message.includes(left?.id ?? "?"), message);
  t.regex(message, /Nothing was created/);
  t.is(next.state, undefined);
  const id = new RegExp(`\\S*${left?.id ?? "?"}`).exec(message)?.[0].replace(/[",.]/g, "") ?? "";
  await next.up(target.adopting(harness.program(), id));
  t.is(harness.servers().length, 1);
  t.is(harness.count(target.calls.create), 1);
  t.is(target.keyOf(next.state?.id ?? ""), left?.id ?? "?");
}

export const failureRows: readonly Behavior[] = [
  given(
    GROUP,
    "a build that fails permanently is kept in the state; the next up deletes it and creates another",
    ({ build }) => build,
    async (harness, { fails, why, usual }) => {
      const { t } = harness;
      const engine = harness.engine();
      harness.set(fails);
      t.regex(await harness.errorOf(engine.up(harness.program())), why);
      const { id } = engine.state ?? {};
      t.truthy(id);
      harness.set(usual);
      t.is((await engine.preview(harness.program())).op, "delete-replace");
      await engine.up(harness.program());
      t.not(engine.state?.id, id);
      t.is(harness.servers().length, 1);
      await harness.assertSettled(engine, harness.program());
    },
  ),

  given(
    GROUP,
    "a build that does not finish ends in a deadline error and the ID is kept; the next up continues with the same server",
    ({ build }) => build,
    async (harness, { endless, usual, rescue }) => {
      const { t, target } = harness;
      const engine = harness.engine();
      const program = harness.program({ timeouts: { create: "2m" } });
      harness.set(endless);
      t.regex(await harness.errorOf(engine.up(program)), /after 2m/);
      const { id } = engine.state ?? {};
      t.truthy(id);
      harness.set(usual);
      rescue(harness, harness.server(engine));
      t.is(await engine.up(program), "update");
      t.is(engine.state?.id, id);
      t.is(harness.count(target.calls.create), 1);
      await harness.assertSettled(engine, program);
    },
  ),

  always(
    GROUP,
    "killed before the reply to create: the next run finds the server and buys no other",
    async (harness) => {
      const { target, emulators } = harness;
      harness.fault({ operation: target.calls.create, fault: { hold: "after" } });
      const { pool, kill } = harness.killableProcess();
      void harness
        .engine("web", { pool })
        .up(harness.program())
        .catch(() => undefined);
      await emulators.waitFor({ cloud: target.cloud, operation: target.calls.create, stage: "reached" });
      kill();
      await survives(harness);
    },
  ),

  always(GROUP, "killed while waiting for the server: the next run finds it and buys no other", async (harness) => {
    const { target, emulators } = harness;
    const { pool, kill } = harness.killableProcess();
    void harness
      .engine("web", { pool })
      .up(harness.program())
      .catch(() => undefined);
    await emulators.waitFor({ cloud: target.cloud, operation: target.calls.create, stage: "replied" });
    kill();
    await survives(harness);
  }),

  always(
    GROUP,
    "canceled while waiting: the ID is kept, and the next up continues with the same server",
    async (harness) => {
      const { t, target, emulators } = harness;
      const pool = harness.process();
      const engine = harness.engine("web", { pool });
      const run = harness.errorOf(engine.up(harness.program()));
      await emulators.waitFor({ cloud: target.cloud, operation: target.calls.create, stage: "replied" });
      pool.cancel();
      t.regex(await run, /asked to stop|cancelled/);
      const { id } = engine.state ?? {};
      t.truthy(id);
      await engine.up(harness.program());
      t.is(engine.state?.id, id);
      t.is(harness.count(target.calls.create), 1);
      await harness.assertSettled(engine, harness.program());
    },
  ),
];
