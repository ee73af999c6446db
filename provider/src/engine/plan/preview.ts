import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import { managedIn } from "../state/state.ts";
import type { Diff } from "./diff.ts";

/** The outputs that an update in place does not change, so that their dependents are known in the preview. */
export function stableOutputs(definition: ResourceDefinition, { differences, replaces, rewrite }: Diff): string[] {
  if (rewrite || replaces.length > 0) {
    return [];
  }
  const touched = differences.filter(({ kind }) => kind === "update").map(({ key }) => key);
  return Object.entries(definition.outputs)
    .filter(([, { dependsOn }]) => touched.length === 0 || dependsOn?.some((key) => touched.includes(key)) === false)
    .map(([key]) => key);
}

/**
 * The outputs in a preview: the inputs as they will be, and `unknown` for everything that only the cloud can return. `before`:
 * the current outputs, if an update is previewed.
 */
export function previewOutputs(
  definition: ResourceDefinition,
  inputs: Json,
  unknown: unknown,
  before?: { outputs: Json; diff: Diff },
): Json {
  const stable = before === undefined ? [] : stableOutputs(definition, before.diff);
  const reported = Object.keys(definition.outputs).map((key) => [
    key,
    // An output that the state does not have yet may come with any update.
    stable.includes(key) ? (before?.outputs[key] ?? unknown) : unknown,
  ]);
  const managed = managedIn(definition, inputs).map((key) => [key, inputs[key]]);
  return Object.fromEntries([...reported, ...managed].filter(([, value]) => value !== undefined));
}
