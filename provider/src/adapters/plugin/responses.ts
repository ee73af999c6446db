import { isDeepStrictEqual } from "node:util";
import type { CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import type { Json } from "../../engine/definition/values.ts";
import { IncompleteError } from "../../engine/errors.ts";
import type { Diff } from "../../engine/plan/diff.ts";
import { stableOutputs } from "../../engine/plan/preview.ts";
import { concealing } from "../encoding.ts";
import { PartialError } from "./errors.ts";
import { markSecrets, sealedTexts } from "./properties.ts";
import type { Properties, Target } from "./requests.ts";
import { toStruct } from "./struct.ts";

/** Builds the answers to Pulumi's requests from the engine's results. */

/** The answer to a check. */
export function checkResponse(inputs: Json, failures: readonly CheckFailure[]): CheckResponse {
  const list = failures.map(({ property, reason }) =>
    new messages.CheckFailure().setProperty(property).setReason(reason),
  );
  return new messages.CheckResponse().setInputs(toStruct(inputs)).setFailuresList(list);
}

/** The answer to a diff: which properties differ, how, and which outputs stay known. */
export function diffResponse(
  definition: ResourceDefinition,
  diff: Diff,
  { olds, oldInputs, news }: { olds: Json; oldInputs: Json; news: Json },
): DiffResponse {
  const { differences, replaces, deleteBeforeReplace, unfinished, rewrite } = diff;
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse()
    .setChanges(differences.length > 0 || rewrite ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace)
    .setDiffsList(differences.map(({ key }) => key))
    .setStablesList(stableOutputs(definition, diff))
    .setHasdetaileddiff(true);
  const isInput = (key: string) =>
    (definition.inputs[key] !== undefined || key === "timeouts") && !isDeepStrictEqual(oldInputs[key], news[key]);
  for (const { key, kind } of differences) {
    response.getDetaileddiffMap().set(key, propertyDiff(key, kind === "replace", isInput(key), olds, news));
  }
  // Not in the list of differing properties, so that replaceOnChanges does not replace the server for an unfinished step.
  for (const key of unfinished) {
    response.getDetaileddiffMap().set(key, propertyDiff(key, false, false, olds, news));
  }
  return response;
}

/** How one property differs. */
function propertyDiff(key: string, replaces: boolean, isInput: boolean, olds: Json, news: Json) {
  const { Kind } = messages.PropertyDiff;
  const change =
    olds[key] === undefined
      ? replaces
        ? Kind.ADD_REPLACE
        : Kind.ADD
      : news[key] === undefined
        ? replaces
          ? Kind.DELETE_REPLACE
          : Kind.DELETE
        : replaces
          ? Kind.UPDATE_REPLACE
          : Kind.UPDATE;
  // A property that is not an input (such as a failed build) differs by itself, not from the program.
  return new messages.PropertyDiff().setKind(change).setInputdiff(isInput);
}

/** Rethrows an error; an object that exists but is incomplete keeps its ID and its known outputs. */
export const throwWithState =
  (mark: (properties: Json) => Json) =>
  (error: unknown): never => {
    throw error instanceof IncompleteError ? new PartialError(error, mark(error.outputs)) : error;
  };

/**
 * Returns a function that marks the secrets among properties of an answer: those that were secret in these sources, earlier
 * ones first. `program`: the properties that the program itself sets.
 */
export function secretMarker(
  { cloudProvider, definition }: Target,
  program: Properties | undefined,
  ...sources: readonly Properties[]
): (properties: Json) => Json {
  const [wires, known] = [sources.map(({ encoded }) => encoded), sources.map(({ plain }) => plain)];
  const hiding = cloudProvider.secretHidingOf(definition, known, wires.flatMap(sealedTexts));
  return (properties) => markSecrets(properties, wires, concealing(definition, hiding, program?.plain ?? {}));
}
