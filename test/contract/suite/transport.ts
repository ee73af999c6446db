import type { Fault } from "../../../emulators/src/index.ts";
import { always, type Behaviour, given } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "transport";

const LOST: readonly (readonly [what: string, fault: Fault])[] = [
  ["status 500", { status: 500, body: "oops" }],
  ["a gateway's page", { html: true }],
  ["a gateway's page with status 200", { html: true, status: 200 }],
  ["a closed connection", { cut: "connection" }],
  ["half an answer", { cut: "body" }],
  ["an empty answer", { status: 200, body: "" }],
];

const lostRows = LOST.flatMap(([what, fault]) => [
  always(GROUP, `${what} after the effect of create: exactly one server, found again`, async (stage) => {
    const { t, adapter } = stage;
    stage.fault({ operation: adapter.calls.create, when: "after", fault });
    const engine = stage.engine();
    await engine.up(stage.program());
    t.is(stage.servers().length, 1);
    t.is(stage.servers()[0]?.id, adapter.keyOf(engine.state?.id ?? ""));
    t.is(stage.count(adapter.calls.create), 1);
    t.regex(stage.told.join("\n"), /was lost, and the .* was found by (its name|what was sent along with it)/);
    await stage.settled(engine, stage.program());
  }),
  always(
    GROUP,
    `${what} before the effect of create: not asked for again; the next up makes exactly one`,
    async (stage) => {
      const { t, adapter } = stage;
      stage.fault({ operation: adapter.calls.create, when: "before", fault });
      const engine = stage.engine();
      t.regex(await stage.failure(engine.up(stage.program())), /Run pulumi up again: it looks for the name/);
      t.is(stage.count(adapter.calls.create), 1);
      await engine.up(stage.program());
      t.is(stage.servers().length, 1);
    },
  ),
]);

/** Made, read and removed, whatever is done to the replies. */
async function lives(stage: Stage): Promise<void> {
  const engine = stage.engine();
  await engine.up(stage.program());
  await stage.settled(engine, stage.program());
  await engine.destroy();
  stage.t.deepEqual(stage.servers(), []);
}

export const transportRows: readonly Behaviour[] = [
  ...lostRows,

  always(GROUP, "429 with Retry-After is waited for, also by a create", async (stage) => {
    const { t, adapter } = stage;
    stage.fault({ operation: adapter.calls.create, fault: { status: 429, headers: { "retry-after": "7" }, body: "" } });
    const began = stage.clock.now();
    const engine = stage.engine();
    await engine.up(stage.program());
    t.true(stage.clock.now() - began >= 7000);
    t.is(stage.count(adapter.calls.create), 2);
    t.is(stage.servers().length, 1);
  }),

  always(
    GROUP,
    "429 without Retry-After is waited for; one that does not end is an error with a next step",
    async (stage) => {
      const { t, adapter } = stage;
      stage.fault({ operation: adapter.calls.create, times: 2, fault: { status: 429, body: "slow down" } });
      const engine = stage.engine();
      await engine.up(stage.program());
      t.is(stage.servers().length, 1);
      await engine.destroy();
      stage.fault({ operation: adapter.calls.create, times: 0, fault: { status: 429, body: "slow down" } });
      t.regex(await stage.failure(stage.engine().up(stage.program())), /429.*(again|parallel)/);
      t.deepEqual(stage.servers(), []);
    },
  ),

  always(GROUP, "reads that fail now and then are asked again, and the user sees nothing of it", async (stage) => {
    const { t, adapter } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    stage.told.length = 0;
    for (const operation of new Set([adapter.calls.list, adapter.calls.one])) {
      stage.fault({ operation, fault: { status: 503, body: "" } });
      stage.fault({ operation, when: "after", fault: { cut: "body" } });
      stage.fault({ operation, when: "after", fault: { cut: "connection" } });
    }
    t.is(await engine.refresh(), "same");
    await engine.destroy();
    t.deepEqual(stage.servers(), []);
    t.deepEqual(stage.told, []);
  }),

  always(GROUP, "a gateway's page is never taken for a deletion, whatever its status", async (stage) => {
    const { t } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    for (const status of [200, 404, 502]) {
      stage.fault({ operation: "*", times: 0, fault: { html: true, status } });
      t.regex(await stage.failure(engine.refresh()), /HTML page/);
      t.regex(await stage.failure(engine.destroy()), /HTML page/);
      stage.emulators.clearFaults();
    }
    t.is(stage.servers().length, 1);
    await stage.settled(engine, stage.program());
  }),

  always(GROUP, "a wrong content type makes no difference", async (stage) => {
    stage.fault({ operation: "*", times: 0, when: "after", fault: { contentType: "text/plain" } });
    await lives(stage);
  }),

  always(GROUP, "fields that nobody knows make no difference", async (stage) => {
    stage.fault({ operation: "*", times: 0, when: "after", fault: { extra: true } });
    await lives(stage);
  }),

  given(
    GROUP,
    "a state that nobody knows is waited for until the deadline, and then quoted",
    ({ strangeState }) => strangeState,
    async (stage, { switches, usual, quoted }) => {
      const { t } = stage;
      stage.set(switches);
      const engine = stage.engine();
      t.regex(await stage.failure(engine.up(stage.program({ timeouts: { create: "3m" } }))), quoted);
      t.truthy(engine.state?.id);
      stage.set(usual);
      await engine.up(stage.program({ timeouts: { create: "3m" } }));
      t.is(stage.servers().length, 1);
    },
  ),

  always(GROUP, "empty lists and lists of one are read as what they are", async (stage) => {
    const { t, adapter } = stage;
    const cores = stage.process();
    const first = stage.engine("web", { cores });
    await first.up(stage.program());
    const row = stage.server(first);
    // From one list, then from an empty one: as many ids as make the engine ask for a list.
    const reads = async () => {
      const shared = stage.process();
      const engines = ["a", "b", "c", "d"].map((name) => {
        const engine = stage.engine(name, { cores: shared });
        engine.state = first.state;
        return engine;
      });
      return Promise.all(engines.map((engine) => engine.refresh()));
    };
    t.deepEqual(await reads(), ["same", "same", "same", "same"]);
    stage.emulators.change({ cloud: adapter.cloud, kind: row.kind, id: row.id, delete: true });
    t.deepEqual(await reads(), ["delete", "delete", "delete", "delete"]);
  }),

  always(GROUP, "a list that is behind does not make a new server disappear", async (stage) => {
    const { t, adapter } = stage;
    stage.fault({ operation: adapter.calls.list, after: 1, times: 3, fault: { stale: true } });
    const engine = stage.engine();
    await engine.up(stage.program());
    t.is(stage.servers().length, 1);
    await stage.settled(engine, stage.program());
  }),
];
