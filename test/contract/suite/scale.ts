import { type Costs, costsOf } from "./many.ts";
import { requestsOf } from "./requests.ts";
import { always, type Behavior } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "scale";

const table = (harness: TestHarness, what: string) => {
  const lines = Object.entries(harness.tally())
    .sort(([, a], [, b]) => b - a)
    .map(([operation, count]) => `${String(count).padStart(5)} ${operation}`);
  harness.t.log(`${harness.target.title} ${harness.form}: ${what}\n${lines.join("\n")}`);
};

/** The program for one of many servers. */
const numbered = (harness: TestHarness, index: number) => {
  const name = harness.definition.name?.input;
  return harness.program(name === undefined ? {} : { [name]: `web${index}` });
};

const many = (harness: TestHarness, count: number, pool = harness.process()) =>
  Array.from({ length: count }, (_, index) => ({
    engine: harness.engine(`web${index}`, { pool }),
    program: numbered(harness, index),
  }));

/** Enough to tell a call for each object from one for all. */
const FEW = 6;

/** What a refresh and an `up` without changes of some objects cost, if it is not as the table of 50 objects says. */
function unlikeTable(token: string, few: Costs, many: Costs | undefined): string[] {
  if (many === undefined) {
    return [`${token} is not in test/fixtures/requests.json: run make usage`];
  }
  return (["refresh", "unchanged"] as const).flatMap((phase) =>
    Object.entries(few[phase]).flatMap(([call, count]) => {
      const each = Math.round((many[phase][call] ?? 0) / many.count);
      const most = each === 0 ? 3 : each * few.count;
      return count <= most
        ? []
        : [
            `${token}, ${phase}: ${count} ${call} for ${few.count} objects, ${many[phase][call] ?? 0} for ${many.count} in the table; run make usage`,
          ];
    }),
  );
}

export const scaleRows: readonly Behavior[] = [
  always(
    GROUP,
    "many objects of any resource are read by one list if it shows what is managed, otherwise by one call for each, as the table of requests says",
    async (harness) => {
      const { t, target } = harness;
      const wrong: string[] = [];
      const { resources } = await harness.cloud();
      for (const definition of resources) {
        const samples = target.samples[definition.token];
        // Only the provider's own clouds have a table.
        if (samples === undefined || target.own !== undefined) continue;
        const costs = await costsOf({ harness, definition, samples }, FEW);
        const perObject = Object.entries(costs.refresh).filter(([, count]) => count > Math.max(3, costs.count));
        wrong.push(
          ...perObject.map(
            ([call, count]) => `${definition.token}, refresh: ${count} ${call} for ${costs.count} objects`,
          ),
          ...Object.entries(costs.unchanged).map(([call, count]) => `${definition.token}, no change: ${count} ${call}`),
          ...unlikeTable(definition.token, costs, requestsOf(target.cloud)[definition.token]),
        );
      }
      t.deepEqual(wrong, []);
    },
  ),

  always(GROUP, "50 servers at once: one create each, shared polls, at most 15 other calls", async (harness) => {
    const { t, target } = harness;
    const began = harness.clock.now();
    await Promise.all(many(harness, 50).map(({ engine, program }) => engine.up(program)));
    const seconds = (harness.clock.now() - began) / 1000;
    t.is(harness.servers().length, 50);
    table(harness, "50 servers made");
    let others = 0;
    for (const [operation, count] of Object.entries(harness.tally())) {
      const budget = target.perServer[operation];
      if (operation === target.calls.create) {
        t.is(count, 50);
      } else if (target.polls.includes(operation)) {
        t.true(count <= (seconds + 5) * (target.pages?.(50) ?? 1), `${count} ${operation} in ${seconds} s`);
      } else if (budget !== undefined) {
        t.true(count <= budget.most * 50, `${count} ${operation}, at most ${budget.most} a server: ${budget.why}`);
      } else {
        others += count;
      }
    }
    t.true(others <= 15, `${others} other calls: ${JSON.stringify(harness.tally())}`);
  }),

  always(GROUP, "a refresh of 100 servers uses lists", async (harness) => {
    const { t, target } = harness;
    const created = many(harness, 100);
    await Promise.all(created.map(({ engine, program }) => engine.up(program)));
    harness.emulators.clearRequests();
    const pool = harness.process();
    const seen = await Promise.all(
      created.map(({ engine }, index) => {
        const reader = harness.engine(`web${index}`, { pool });
        reader.state = engine.state;
        return reader.refresh();
      }),
    );
    t.deepEqual([...new Set(seen)], ["same"]);
    table(harness, "100 servers refreshed");
    const { singles, why } = target.refresh;
    t.true(singles === 0 || why.includes("§"), "what is read one by one cites why");
    const total = Object.values(harness.tally()).reduce((sum, count) => sum + count, 0);
    t.true(
      total <= (target.pages?.(100) ?? 1) * target.refresh.lists + 2 + singles * 100,
      JSON.stringify(harness.tally()),
    );
  }),
];
