import { listRows, type Topic } from "./inputs.ts";
import { always, type Behaviour, inOneForm } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "inputs";

/** Of every resource of the cloud, not of the server only. Through the plugin only what it has to translate. */
const ofEveryResource = (topic: Topic) => async (stage: Stage) => {
  const { t, adapter, door } = stage;
  const wrong: string[] = [];
  const { resources } = await stage.cloud();
  for (const definition of resources) {
    const samples = adapter.samples[definition.token];
    if (samples === undefined) {
      wrong.push(`${definition.token} has no samples in test/contract/samples/${adapter.cloud}.ts`);
      continue;
    }
    const own = (await listRows({ harness: stage, definition, samples })).filter(
      (row) => row.topic === topic && (door === "dynamic" || row.isTranslated),
    );
    for (const { run } of own) {
      wrong.push(...(await run()));
    }
  }
  t.deepEqual(wrong, []);
};

const all: readonly Behaviour[] = [
  always(
    GROUP,
    "every input of every resource reaches the cloud when the object is made, and nothing else is sent for it",
    ofEveryResource("made"),
  ),
  always(
    GROUP,
    "every change in place of every resource reaches the cloud, and nothing else is sent for it",
    ofEveryResource("changed"),
  ),
  always(GROUP, "what only the making of an object tells is kept in its outputs", ofEveryResource("kept")),
];

export const inputRows: readonly Behaviour[] = all.map(inOneForm);
