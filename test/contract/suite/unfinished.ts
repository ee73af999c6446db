import { isDeepStrictEqual } from "node:util";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import { isRecord } from "../../../provider/src/engine/definition/values.ts";
import type { Flow } from "./flows.ts";
import type { Subject } from "./lives.ts";

/* The mark that a failed change leaves in the state, for the inputs that are unfinished. */

/** A refused last write: the command fails, and the state says that its input is unfinished. */
export function findUnmarked(
  { definition }: Subject,
  { key = "", first, second = {} }: Flow,
  engine: Engine,
  failure: string | undefined,
): string[] {
  if (definition.inputs[key] === undefined || isTrigger(definition, key)) {
    return [];
  }
  // The last write of a change of several inputs is not always that of the input which the flow is about.
  const changed = Object.keys({ ...first, ...second }).filter((each) => !isDeepStrictEqual(first[each], second[each]));
  return [
    ...(failure === undefined ? ["the command succeeded, although its last call was refused"] : []),
    ...(unfinishedIn(engine).some((each) => each === key || changed.includes(String(each)))
      ? []
      : [`${key} is not marked unfinished`]),
  ];
}

/** Its value cannot be read back: at worst, it is sent again. */
export const isTrigger = ({ inputs }: Subject["definition"], key = ""): boolean => inputs[key]?.change === "trigger";

/** Whether the input can be read back and is changed by one call, so that a lost answer does not matter. */
export const isReadBack = ({ definition: { inputs, steps } }: Subject, { key = "" }: Flow): boolean =>
  inputs[key]?.read !== undefined && steps.some((step) => step.fields.includes(key) && step.severalCalls !== true);

function unfinishedIn(engine: Engine): readonly unknown[] {
  const metadata = engine.outputs.__indiecloud;
  return isRecord(metadata) && Array.isArray(metadata.unfinished) ? metadata.unfinished : [];
}

export const findMark = (engine: Engine): string[] => (unfinishedIn(engine).length === 0 ? [] : ["the mark stays"]);
