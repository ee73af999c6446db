import { inWords } from "../definition/words.ts";
import { isFinal, messageOf, RefusedError } from "../errors.ts";
import { spell } from "../observe/compare.ts";
import { refuseIncomplete } from "../observe/read.ts";
import { kindOf } from "../plan/changes.ts";
import { atOf } from "../state/state.ts";
import type { Operation } from "./operation.ts";

/** Why an object cannot be adopted, for the preview; undefined if it can, or if that cannot be found out now, with a warning. */
export async function adoptionFailure(operation: Operation, adoptedId: string): Promise<string | undefined> {
  try {
    await adoptExisting(operation, adoptedId);
    return undefined;
  } catch (error) {
    if (error instanceof RefusedError) {
      return error.message;
    }
    if (isFinal(error)) {
      throw error;
    }
    operation.session.reporter.warn(
      `${operation.subject} was not checked, because it could not be read. ${messageOf(error)}`,
    );
    return undefined;
  }
}

/** Adopts an existing object: observes it. Throws a RefusedError if it does not exist or cannot be updated in place. */
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
  const differing = await notInPlace(operation);
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
export async function notInPlace(operation: Operation): Promise<string | undefined> {
  const { session, definition, options, desired, ids } = operation;
  const list: string[] = [];
  for (const [key, field] of Object.entries(definition.inputs)) {
    const observed = operation.observedInput(key);
    if (observed === undefined || operation.isSatisfied(key)) continue;
    if (kindOf(field.change, observed, desired[key], options.inputs) !== "replace") continue;
    const wanted = options.inputs[key];
    const there = await spell(session, definition, key, observed, { text: wanted, id: ids[key] }, options.scope);
    list.push(`${key} is ${inWords(field, there)}, the program says ${inWords(field, wanted)}`);
  }
  return list.length === 0 ? undefined : `these inputs cannot be changed in place: ${list.join("; ")}`;
}
