import type { Fault } from "../../../emulators/src/index.ts";
import { always, type Behavior, given } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";

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
  always(GROUP, `${what} after the effect of create: exactly one server, found again`, async (harness) => {
    const { t, target } = harness;
    harness.fault({ operation: target.calls.create, when: "after", fault });
    const engine = harness.engine();
    await engine.up(harness.program());
    t.is(harness.servers().length, 1);
    t.is(harness.servers()[0]?.id, target.keyOf(engine.state?.id ?? ""));
    t.is(harness.count(target.calls.create), 1);
    t.regex(
      harness.warnings.join("\n"),
      /was lost, but the .* was found by (its name|the token sent with the request)/,
    );
    await harness.assertSettled(engine, harness.program());
  }),
  always(
    GROUP,
    `${what} before the effect of create: no second request; the next up creates exactly one`,
    async (harness) => {
      const { t, target } = harness;
      harness.fault({ operation: target.calls.create, when: "before", fault });
      const engine = harness.engine();
      t.regex(await harness.errorOf(engine.up(harness.program())), /Run pulumi up again: it searches for the name/);
      t.is(harness.count(target.calls.create), 1);
      await engine.up(harness.program());
      t.is(harness.servers().length, 1);
    },
  ),
]);

/** Created, read and removed, whatever happens to the replies. */
async function lives(harness: TestHarness): Promise<void> {
  const engine = harness.engine();
  await engine.up(harness.program());
  await harness.assertSettled(engine, harness.program());
  await engine.destroy();
  harness.t.deepEqual(harness.servers(), []);
}

export const transportRows: readonly Behavior[] = [
  ...lostRows,

  always(GROUP, "429 with Retry-After is waited for, even by a create", async (harness) => {
    const { t, target } = harness;
    harness.fault({
      operation: target.calls.create,
      fault: { status: 429, headers: { "retry-after": "7" }, body: "" },
    });
    const began = harness.clock.now();
    const engine = harness.engine();
    await engine.up(harness.program());
    t.true(harness.clock.now() - began >= 7000);
    t.is(harness.count(target.calls.create), 2);
    t.is(harness.servers().length, 1);
  }),

  always(
    GROUP,
    "429 without Retry-After is waited for; if it does not end, the error has a next step",
    async (harness) => {
      const { t, target } = harness;
      harness.fault({ operation: target.calls.create, times: 2, fault: { status: 429, body: "slow down" } });
      const engine = harness.engine();
      await engine.up(harness.program());
      t.is(harness.servers().length, 1);
      await engine.destroy();
      harness.fault({ operation: target.calls.create, times: 0, fault: { status: 429, body: "slow down" } });
      t.regex(await harness.errorOf(harness.engine().up(harness.program())), /429.*(again|parallel)/);
      t.deepEqual(harness.servers(), []);
    },
  ),

  always(GROUP, "reads that fail occasionally are retried, and the user does not notice", async (harness) => {
    const { t, target } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    harness.warnings.length = 0;
    for (const operation of new Set([target.calls.list, target.calls.one])) {
      harness.fault({ operation, fault: { status: 503, body: "" } });
      harness.fault({ operation, when: "after", fault: { cut: "body" } });
      harness.fault({ operation, when: "after", fault: { cut: "connection" } });
    }
    t.is(await engine.refresh(), "same");
    await engine.destroy();
    t.deepEqual(harness.servers(), []);
    t.deepEqual(harness.warnings, []);
  }),

  always(GROUP, "a gateway's page is never taken for a deletion, whatever its status", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    for (const status of [200, 404, 502]) {
      harness.fault({ operation: "*", times: 0, fault: { html: true, status } });
      t.regex(await harness.errorOf(engine.refresh()), /HTML page/);
      t.regex(await harness.errorOf(engine.destroy()), /HTML page/);
      harness.emulators.clearFaults();
    }
    t.is(harness.servers().length, 1);
    await harness.assertSettled(engine, harness.program());
  }),

  always(GROUP, "a wrong content type makes no difference", async (harness) => {
    harness.fault({ operation: "*", times: 0, when: "after", fault: { contentType: "text/plain" } });
    await lives(harness);
  }),

  always(GROUP, "unknown fields make no difference", async (harness) => {
    harness.fault({ operation: "*", times: 0, when: "after", fault: { extra: true } });
    await lives(harness);
  }),

  given(
    GROUP,
    "an unknown state is waited for until the deadline, and then quoted",
    ({ strangeState }) => strangeState,
    async (harness, { switches, usual, quoted }) => {
      const { t } = harness;
      harness.set(switches);
      const engine = harness.engine();
      t.regex(await harness.errorOf(engine.up(harness.program({ timeouts: { create: "3m" } }))), quoted);
      t.truthy(engine.state?.id);
      harness.set(usual);
      await engine.up(harness.program({ timeouts: { create: "3m" } }));
      t.is(harness.servers().length, 1);
    },
  ),

  always(GROUP, "empty lists and lists of one are read correctly", async (harness) => {
    const { t, target } = harness;
    const pool = harness.process();
    const first = harness.engine("web", { pool });
    await first.up(harness.program());
    const row = harness.server(first);
    // With one list, then with an empty one: enough IDs for the engine to request a list.
    const reads = async () => {
      const shared = harness.process();
      const engines = ["a", "b", "c", "d"].map((name) => {
        const engine = harness.engine(name, { pool: shared });
        engine.state = first.state;
        return engine;
      });
      return Promise.all(engines.map((engine) => engine.refresh()));
    };
    t.deepEqual(await reads(), ["same", "same", "same", "same"]);
    harness.emulators.change({ cloud: target.cloud, kind: row.kind, id: row.id, delete: true });
    t.deepEqual(await reads(), ["delete", "delete", "delete", "delete"]);
  }),

  always(GROUP, "a stale list does not make a new server disappear", async (harness) => {
    const { t, target } = harness;
    harness.fault({ operation: target.calls.list, after: 1, times: 3, fault: { stale: true } });
    const engine = harness.engine();
    await engine.up(harness.program());
    t.is(harness.servers().length, 1);
    await harness.assertSettled(engine, harness.program());
  }),
];
