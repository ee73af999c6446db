import type { ResourceDefinition } from "../../../provider/src/engine/definition/definition.ts";
import type { AdapterName } from "./adapters.ts";
import { type Extent, listTrials } from "./faults.ts";
import { type Flow, listFlows } from "./flows.ts";
import { always, type Behavior, inOneForm } from "./row.ts";
import { type Played, playFlows } from "./scenes.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "faults";

/**
 * How much is tried. Only the state after a failure depends on the adapter, and for that, lost answers of the server
 * are enough.
 */
const extentOf = (adapter: AdapterName): Extent =>
  process.env.INDIECLOUD_SOAK !== undefined ? "all" : adapter === "dynamic" ? "most" : "least";

/**
 * What the engine knows of a change that is one call: what follows a failure depends on nothing else, so that one such
 * change a cloud meets it all. Empty for several calls, whose order is the resource's own.
 */
function shapeOf({ inputs, steps }: ResourceDefinition, { flow: { key = "" }, scene: { requests } }: Played): string {
  const input = inputs[key];
  if (input === undefined || requests.filter(({ kind }) => kind === "write").length > 1) {
    return "";
  }
  const parts = steps.filter(({ fields }) => fields.includes(key)).map((step) => Object.keys(step).sort());
  return JSON.stringify([input.change, input.read?.drift, Object.keys(input).sort(), parts]);
}

/** For every resource of the cloud. A call that several flows share is tried in one of them. */
const ofEveryResource = (does: Flow["does"]) => async (harness: TestHarness) => {
  const { t, target, adapter } = harness;
  const { resources } = await harness.cloud();
  const extent = extentOf(adapter);
  const isLeast = extent === "least";
  const wrong: string[] = [];
  const shapes = new Set<string>();
  let count = 0;
  for (const definition of resources.filter(({ token }) => !isLeast || token === target.token)) {
    const samples = target.samples[definition.token];
    if (samples === undefined) {
      throw new Error(`${definition.token} has no samples`);
    }
    const subject = { harness: harness, definition, samples };
    const flows = (await listFlows(subject)).filter((flow) => flow.does === does && (!isLeast || flow.isTypical));
    const tried = new Set<string>();
    for await (const flow of playFlows(subject, flows)) {
      const shape = shapeOf(definition, flow);
      const trials = listTrials(subject, flow, extent === "most" && shapes.has(shape) ? "few" : extent).filter(
        ({ trouble: { isLost, kind } }) =>
          (extent === "all" || !tried.has(kind)) && (!isLeast || isLost || does !== "update"),
      );
      if (shape !== "") shapes.add(shape);
      for (const { run, trouble, sequels } of trials) {
        tried.add(trouble.kind);
        count += sequels.length;
        wrong.push(...(await run()));
      }
    }
  }
  t.log(`${count} trials`);
  t.deepEqual(wrong, []);
};

const all: readonly Behavior[] = [
  always(
    GROUP,
    "any call of any change in place fails, loses its answer or shows late: nothing is lost or done twice, and the next up completes the change, even after a refresh, or takes it back with the program",
    ofEveryResource("update"),
  ),
  always(
    GROUP,
    "any call of a deletion fails, loses its answer or shows late: nothing is taken for deleted that is not, and the next destroy completes the deletion",
    ofEveryResource("delete"),
  ),
  always(GROUP, "any call of a refresh fails: nothing is taken for deleted or changed", ofEveryResource("refresh")),
];

export const faultRows: readonly Behavior[] = all.map(inOneForm);
