import { inWords } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { refuseIncomplete } from "../observe/read.ts";
import { atOf } from "../state/state.ts";
import type { Operation } from "./operation.ts";

/** Adopts an existing object. */
export async function adoptExisting(operation: Operation, adoptedId: string): Promise<void> {
  const { definition } = operation;
  const by = definition.adoptInput ?? "adopt";
  operation.at = atOf(definition, adoptedId, operation.options.scope);
  refuseIncomplete(operation.session, definition, adoptedId, operation.at);
  if (operation.at.scope !== operation.options.scope) {
    throw new RefusedError(
      `${by} is "${adoptedId}", which is in ${operation.at.scope}, but the inputs say ${operation.options.scope}. Correct one of them.`,
    );
  }
  if (operation.session.adopting.has(definition, operation.at.key)) {
    throw new RefusedError(namesOwnObject(operation));
  }
  const seen = await operation.observe(true);
  if (seen.is !== "there") {
    throw new RefusedError(
      `${operation.subject} does not exist in this account, so ${by} cannot adopt it. Check the ID.`,
    );
  }
  const differing = notInPlace(operation);
  if (differing !== undefined) {
    throw new RefusedError(
      `${operation.subject} cannot be adopted: ${differing}. Change the program to match it, then run this again.`,
    );
  }
}

/** The error if an object would be replaced by itself, as `replaceOnChanges` can request. */
export const namesOwnObject = ({ subject, definition }: Operation): string =>
  `${subject} would be replaced (as by replaceOnChanges) while adopt still names it: the ${definition.noun} would be adopted again and then deleted. Nothing was changed. Remove adopt, then run this again.`;

/** Why the observed object cannot be updated in place to the desired inputs; undefined if it can. */
export function notInPlace(operation: Operation): string | undefined {
  const differing = Object.entries(operation.definition.inputs).filter(
    ([key, { change }]) =>
      operation.observedInput(key) !== undefined &&
      !operation.isSatisfied(key) &&
      (typeof change === "function"
        ? change(operation.observedInput(key), operation.desired[key], operation.options.inputs)
        : change) === "replace",
  );
  const list = differing.map(
    ([key, field]) =>
      `${key} is ${inWords(field, operation.observedInput(key))}, the program says ${inWords(field, operation.options.inputs[key])}`,
  );
  return list.length === 0 ? undefined : `these inputs cannot be changed in place: ${list.join("; ")}`;
}
