import type { DoorName } from "./doors.ts";
import { type Extent, listTrials, playFlows } from "./faults.ts";
import { type Flow, listFlows } from "./flows.ts";
import { always, type Behaviour, inOneForm } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "faults";

/** How much is tried. What differs by door is what the state holds after a failure: there lost answers of the server will do. */
const extentOf = (door: DoorName): Extent =>
  process.env.INDIECLOUD_SOAK !== undefined ? "all" : door === "dynamic" ? "most" : "least";

/** Of every resource of the cloud; of flows that have calls in common, a call is tried in one of them. */
const ofEveryResource = (does: Flow["does"]) => async (stage: Stage) => {
  const { t, adapter, door } = stage;
  const { resources } = await stage.cloud();
  const extent = extentOf(door);
  const isLeast = extent === "least";
  const wrong: string[] = [];
  let count = 0;
  for (const definition of resources.filter(({ token }) => !isLeast || token === adapter.token)) {
    const samples = adapter.samples[definition.token];
    if (samples === undefined) {
      throw new Error(`${definition.token} has no samples`);
    }
    const subject = { harness: stage, definition, samples };
    const flows = (await listFlows(subject)).filter((flow) => flow.does === does && (!isLeast || flow.isTypical));
    const tried = new Set<string>();
    for await (const flow of playFlows(subject, flows)) {
      const trials = listTrials(subject, flow, extent).filter(
        ({ trouble: { isLost, kind } }) =>
          (extent === "all" || !tried.has(kind)) && (!isLeast || isLost || does !== "update"),
      );
      for (const { run, trouble } of trials) {
        tried.add(trouble.kind);
        count += 1;
        wrong.push(...(await run()));
      }
    }
  }
  t.log(`${count} trials`);
  t.deepEqual(wrong, []);
};

const all: readonly Behaviour[] = [
  always(
    GROUP,
    "any call of any change in place fails, is lost or is seen late: nothing is lost or done twice, and the next up does the rest",
    ofEveryResource("update"),
  ),
  always(
    GROUP,
    "any call of a deletion fails, is lost or is seen late: nothing counts as deleted that is not, and the next destroy does the rest",
    ofEveryResource("delete"),
  ),
  always(GROUP, "any call of a refresh fails: nothing counts as deleted or changed", ofEveryResource("refresh")),
];

export const faultRows: readonly Behaviour[] = all.map(inOneForm);
