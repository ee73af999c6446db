import type { ResourceDefinition } from "../definition/definition.ts";
import type { CheckFailure } from "../definition/shape.ts";
import { hasUnknown, type Json, namesUnknown, sameValue, UNKNOWN } from "../definition/values.ts";
import type { ReadSession } from "../observe/read-session.ts";

/** Inputs that the provider chooses, because the program does not give them. */

/** The inputs without earlier choices whose reasons have changed. */
export function withoutStaleChoices(
  { choice, inputs }: ResourceDefinition,
  own: Json,
  { given, olds }: { given: Json; olds: Json },
): Json {
  if (choice === undefined || choice.from.every((key) => sameValue(inputs[key] ?? {}, own[key], olds[key]))) {
    return own;
  }
  return Object.fromEntries(
    Object.entries(own).filter(([key]) => given[key] !== undefined || !choice.inputs.includes(key)),
  );
}

/** Chooses the inputs that are still missing. Unknown, if the choice depends on something unknown. */
export async function chooseMissing(
  session: () => ReadSession,
  definition: ResourceDefinition,
  own: Json,
  resolvedScope: string | undefined,
): Promise<{ chosen: Json; failures: readonly CheckFailure[] }> {
  const { choice } = definition;
  const missing = choice?.inputs.filter((key) => own[key] === undefined) ?? [];
  if (choice === undefined || missing.length === 0) {
    return { chosen: {}, failures: [] };
  }
  const scope = resolvedScope ?? definition.scope(own, session().api);
  if (hasUnknown(own) || namesUnknown(scope)) {
    return { chosen: Object.fromEntries(missing.map((key) => [key, UNKNOWN])), failures: [] };
  }
  const answer = await choice.choose(session().catalogs, scope, own);
  return isFailures(answer)
    ? { chosen: {}, failures: answer }
    : { chosen: Object.fromEntries(missing.map((key) => [key, answer[key]])), failures: [] };
}

const isFailures = (answer: Json | readonly CheckFailure[]): answer is readonly CheckFailure[] => Array.isArray(answer);
