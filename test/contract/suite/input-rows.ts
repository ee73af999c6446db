import { listRows, type Topic } from "./inputs.ts";
import { always, type Behavior, pluginOnce } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";
import { usageOf } from "./usage.ts";

const GROUP = "inputs";

/** For every resource of the cloud, not only the server. With the plugin, only what it has to translate. */
const ofEveryResource = (topic: Topic) => async (harness: TestHarness) => {
  const { t, target, adapter } = harness;
  const wrong: string[] = [];
  const { resources } = await harness.cloud();
  for (const definition of resources) {
    const samples = target.samples[definition.token];
    if (samples === undefined) {
      wrong.push(`${definition.token} has no samples in test/contract/samples/${target.cloud}.ts`);
      continue;
    }
    // Only the provider's own clouds have their calls listed in docs/support.md.
    const known = target.own === undefined ? new Set(usageOf(target.cloud)[definition.token]) : undefined;
    const unknown = new Set<string>();
    const note = (calls: readonly string[]) => {
      for (const call of calls.filter((each) => known?.has(each) === false)) unknown.add(call);
    };
    const own = (await listRows({ harness: harness, definition, samples, note })).filter(
      (row) => row.topic === topic && (adapter === "dynamic" || row.isTranslated),
    );
    for (const { run } of own) {
      wrong.push(...(await run()));
    }
    for (const call of unknown) {
      wrong.push(`${definition.token} sends ${call}, and test/fixtures/usage.json does not say so: run make usage`);
    }
  }
  t.deepEqual(wrong, []);
};

const all: readonly Behavior[] = [
  always(
    GROUP,
    "every input of every resource reaches the cloud at creation, and nothing else is sent for it",
    ofEveryResource("made"),
  ),
  always(
    GROUP,
    "every change in place of every resource reaches the cloud, and nothing else is sent for it",
    ofEveryResource("changed"),
  ),
  always(GROUP, "values that are only known at creation are kept in the outputs", ofEveryResource("setOutputs")),
];

export const inputRows: readonly Behavior[] = all.map(pluginOnce);
