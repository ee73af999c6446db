import { always, type Behaviour } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "scale";

const table = (stage: Stage, what: string) => {
  const lines = Object.entries(stage.tally())
    .sort(([, a], [, b]) => b - a)
    .map(([operation, count]) => `${String(count).padStart(5)} ${operation}`);
  stage.t.log(`${stage.adapter.title} ${stage.form}: ${what}\n${lines.join("\n")}`);
};

/** The program of one of many servers. */
const numbered = (stage: Stage, index: number) => {
  const name = stage.definition.name?.input;
  return stage.program(name === undefined ? {} : { [name]: `web${index}` });
};

const many = (stage: Stage, count: number, cores = stage.process()) =>
  Array.from({ length: count }, (_, index) => ({
    engine: stage.engine(`web${index}`, { cores }),
    program: numbered(stage, index),
  }));

export const scaleRows: readonly Behaviour[] = [
  always(GROUP, "50 servers at once: one create each, shared polls, at most 15 other calls", async (stage) => {
    const { t, adapter } = stage;
    const began = stage.clock.now();
    await Promise.all(many(stage, 50).map(({ engine, program }) => engine.up(program)));
    const seconds = (stage.clock.now() - began) / 1000;
    t.is(stage.servers().length, 50);
    table(stage, "50 servers made");
    let others = 0;
    for (const [operation, count] of Object.entries(stage.tally())) {
      const budget = adapter.perServer[operation];
      if (operation === adapter.calls.create) {
        t.is(count, 50);
      } else if (adapter.polls.includes(operation)) {
        t.true(count <= (seconds + 5) * (adapter.pages?.(50) ?? 1), `${count} ${operation} in ${seconds} s`);
      } else if (budget !== undefined) {
        t.true(count <= budget.most * 50, `${count} ${operation}, at most ${budget.most} a server: ${budget.why}`);
      } else {
        others += count;
      }
    }
    t.true(others <= 15, `${others} other calls: ${JSON.stringify(stage.tally())}`);
  }),

  always(GROUP, "a refresh of 100 servers asks by lists", async (stage) => {
    const { t, adapter } = stage;
    const made = many(stage, 100);
    await Promise.all(made.map(({ engine, program }) => engine.up(program)));
    stage.emulators.clearRequests();
    const cores = stage.process();
    const seen = await Promise.all(
      made.map(({ engine }, index) => {
        const reader = stage.engine(`web${index}`, { cores });
        reader.state = engine.state;
        return reader.refresh();
      }),
    );
    t.deepEqual([...new Set(seen)], ["same"]);
    table(stage, "100 servers refreshed");
    const { singles, why } = adapter.refresh;
    t.true(singles === 0 || why.includes("§"), "what is read singly cites why");
    const total = Object.values(stage.tally()).reduce((sum, count) => sum + count, 0);
    t.true(
      total <= (adapter.pages?.(100) ?? 1) * adapter.refresh.lists + 2 + singles * 100,
      JSON.stringify(stage.tally()),
    );
  }),
];
