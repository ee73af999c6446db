import type { Subject } from "./lives.ts";
import { always, type Behavior, given, inOneForm } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";
import { checkDrift } from "./updates.ts";

const GROUP = "updates";

type Check = (subject: Subject, most?: number) => Promise<string[]>;

/**
 * For every resource of the cloud. With the plugin, which has the same engine behind it, for one input of the server.
 */
const ofEveryResource = (check: Check) => async (harness: TestHarness) => {
  const { target } = harness;
  const { resources } = await harness.cloud();
  const wrong: string[] = [];
  for (const definition of resources) {
    const samples = target.samples[definition.token];
    if (samples !== undefined && (harness.adapter === "dynamic" || definition.token === target.token)) {
      wrong.push(
        ...(await check({ harness: harness, definition, samples }, harness.adapter === "dynamic" ? undefined : 1)),
      );
    }
  }
  harness.t.deepEqual(wrong, []);
};

const all: readonly Behavior[] = [
  always(
    GROUP,
    "what somebody else has changed, and the program ignores or no refresh has seen, is left alone by a change of the program, which warns about it",
    ofEveryResource(checkDrift),
  ),
  given(
    GROUP,
    "a change of a set adds and removes what the program does, and keeps what somebody else has added or removed",
    ({ set }) => set,
    async (harness, { key, members, beside = {} }) => {
      const { t } = harness;
      const [ours, theirs, next] = await members(harness);
      const program = (...values: readonly string[]) => harness.program({ ...beside, [key]: values });
      const engine = harness.engine();
      const observed = async () => {
        const fresh = harness.engine("fresh", { adapter: "plugin" });
        await fresh.import(engine.state?.id ?? "");
        const seen = fresh.inputs[key];
        return Array.isArray(seen) ? seen.map(String).sort() : seen;
      };
      const elsewhere = async (...values: readonly string[]) => {
        const other = harness.engine();
        other.state = structuredClone(engine.state);
        await other.up(program(...values));
      };
      await engine.up(program(ours));
      await elsewhere(ours, theirs);
      t.is(await engine.up(program(next)), "update");
      t.deepEqual(await observed(), [next, theirs].sort());
      t.true(harness.warnings.some((text) => text.includes(`${key} is `) && text.includes("in the state")));
      t.is((await engine.preview(program(next))).op, "same");
      await engine.destroy();

      // One member is ignored, and somebody has removed it.
      await engine.up(program(ours, theirs));
      await elsewhere(ours);
      engine.options = { ignoreChanges: [`${key}[1]`] };
      t.is(await engine.up(program(next, "whatever is ignored")), "update");
      t.deepEqual(await observed(), [next]);
    },
  ),
];

export const updateRows: readonly Behavior[] = all.map(inOneForm);
