import { always, type Behaviour, given } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "failures";

/** After the death of the provider: refused by its id, then taken over; never bought twice. */
async function survives(stage: Stage): Promise<void> {
  const { t, adapter } = stage;
  const [left] = stage.servers();
  const next = stage.engine();
  const message = await stage.failure(next.up(stage.program()));
  t.true(message.includes(left?.id ?? "?"), message);
  t.regex(message, /Nothing was made/);
  t.is(next.state, undefined);
  const id = new RegExp(`\\S*${left?.id ?? "?"}`).exec(message)?.[0].replace(/[",.]/g, "") ?? "";
  await next.up(adapter.adopting(stage.program(), id));
  t.is(stage.servers().length, 1);
  t.is(stage.count(adapter.calls.create), 1);
  t.is(adapter.keyOf(next.state?.id ?? ""), left?.id ?? "?");
}

export const failureRows: readonly Behaviour[] = [
  given(
    GROUP,
    "a build that fails for good is kept in the state, and the next up deletes it and makes another",
    ({ build }) => build,
    async (stage, { fails, why, usual }) => {
      const { t } = stage;
      const engine = stage.engine();
      stage.set(fails);
      t.regex(await stage.failure(engine.up(stage.program())), why);
      const { id } = engine.state ?? {};
      t.truthy(id);
      stage.set(usual);
      t.is((await engine.preview(stage.program())).op, "delete-replace");
      await engine.up(stage.program());
      t.not(engine.state?.id, id);
      t.is(stage.servers().length, 1);
      await stage.settled(engine, stage.program());
    },
  ),

  given(
    GROUP,
    "a build that does not end is a deadline with the id kept; the next up goes on with the same server",
    ({ build }) => build,
    async (stage, { endless, usual, rescue }) => {
      const { t, adapter } = stage;
      const engine = stage.engine();
      const program = stage.program({ timeouts: { create: "2m" } });
      stage.set(endless);
      t.regex(await stage.failure(engine.up(program)), /after 2m/);
      const { id } = engine.state ?? {};
      t.truthy(id);
      stage.set(usual);
      rescue(stage, stage.server(engine));
      t.is(await engine.up(program), "update");
      t.is(engine.state?.id, id);
      t.is(stage.count(adapter.calls.create), 1);
      await stage.settled(engine, program);
    },
  ),

  always(
    GROUP,
    "killed before the reply to create: the next run finds the server, and buys no other",
    async (stage) => {
      const { adapter, emulators } = stage;
      stage.fault({ operation: adapter.calls.create, fault: { hold: "after" } });
      const { cores, kill } = stage.mortal();
      void stage
        .engine("web", { cores })
        .up(stage.program())
        .catch(() => undefined);
      await emulators.waitFor({ cloud: adapter.cloud, operation: adapter.calls.create, stage: "reached" });
      kill();
      await survives(stage);
    },
  ),

  always(GROUP, "killed while it waits for the server: the next run finds it, and buys no other", async (stage) => {
    const { adapter, emulators } = stage;
    const { cores, kill } = stage.mortal();
    void stage
      .engine("web", { cores })
      .up(stage.program())
      .catch(() => undefined);
    await emulators.waitFor({ cloud: adapter.cloud, operation: adapter.calls.create, stage: "replied" });
    kill();
    await survives(stage);
  }),

  always(GROUP, "cancelled while it waits, the id is kept; the next up goes on with the same server", async (stage) => {
    const { t, adapter, emulators } = stage;
    const cores = stage.process();
    const engine = stage.engine("web", { cores });
    const run = stage.failure(engine.up(stage.program()));
    await emulators.waitFor({ cloud: adapter.cloud, operation: adapter.calls.create, stage: "replied" });
    cores.cancel();
    t.regex(await run, /asked to stop|cancelled/);
    const { id } = engine.state ?? {};
    t.truthy(id);
    await engine.up(stage.program());
    t.is(engine.state?.id, id);
    t.is(stage.count(adapter.calls.create), 1);
    await stage.settled(engine, stage.program());
  }),
];
