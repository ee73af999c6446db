import { CloudError, type ErrorKind } from "../../http/errors.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { hasUnknown, isRecord, type Json, sameValue } from "../definition/values.ts";
import { isAutoNamed } from "../plan/check.ts";
import type { Session } from "../session.ts";
import type { Operation } from "./operation.ts";

/**
 * Things that only one object can have at a time, such as a floating IP, a boot volume, a fixed address or a name. A
 * replacement that keeps one deletes the old object first: made first, the new one would be refused.
 */
export function keepsExclusiveInputs(definition: ResourceDefinition, oldInputs: Json, news: Json): boolean {
  return keepsName(definition, oldInputs, news) || keepsInputs(definition, oldInputs, news).length > 0;
}

function keepsInputs(definition: ResourceDefinition, oldInputs: Json, news: Json): string[] {
  const isUnchanged = (key: string) => sameValue(definition.inputs[key] ?? {}, oldInputs[key], news[key]);
  return Object.entries(definition.inputs)
    .filter(
      ([key, { exclusive }]) =>
        exclusive !== undefined &&
        overlaps(oldInputs[key], news[key]) &&
        (exclusive === true || exclusive.within.every(isUnchanged)),
    )
    .map(([key]) => key);
}

/** A name that the user gave is unique to the user. */
function keepsName(definition: ResourceDefinition, oldInputs: Json, news: Json): boolean {
  const key = definition.name?.input;
  return key !== undefined && !isAutoNamed(definition, news) && news[key] !== undefined && oldInputs[key] === news[key];
}

/** Whether two values have a thing in common. One that is not known yet may be the old one. */
function overlaps(old: unknown, now: unknown): boolean {
  const held = thingsIn(old);
  return (
    held.length > 0 && (hasUnknown(now) || thingsIn(now).some((thing) => held.some((one) => sameValue({}, one, thing))))
  );
}

/** The elements of a list, the values of a map, or the value itself; `""` is none. */
function thingsIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === "") {
    return [];
  }
  return Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [value];
}

/** Seconds for which a cloud may go on refusing what a deleted object held, though the object itself is gone. */
const RELEASE_LIMIT = 180;
/** How clouds say that something is held by another: some call it wrong, or not there. */
const REFUSALS: readonly ErrorKind[] = ["conflict", "invalid", "notFound"];

const placeOf = ({ token }: ResourceDefinition, scope: string): string => `${token}\n${scope}`;

/** To be called when an object is gone: what it held may be refused for a while longer. */
export const noteRemoval = ({ session, definition, options }: Operation): void => {
  session.removals.set(placeOf(definition, options.scope), session.clock.now());
};

function wasRemovedLately(session: Session, definition: ResourceDefinition, scope: string): boolean {
  const at = session.removals.get(placeOf(definition, scope));
  return at !== undefined && session.clock.now() - at < RELEASE_LIMIT * 1000;
}

/**
 * Runs a create. After a deletion in this process, a refusal is asked again for a while if the new object is to have
 * something exclusive: the deleted one may still hold it. Only a refusal: then nothing was made.
 */
export async function createOnceReleased(operation: Operation, create: () => Promise<string>): Promise<string> {
  const { session, definition, options } = operation;
  const wantsExclusive = Object.entries(definition.inputs).some(
    ([key, { exclusive }]) => exclusive !== undefined && thingsIn(operation.desired[key]).length > 0,
  );
  for (;;) {
    try {
      return await create();
    } catch (error) {
      const isRefused = error instanceof CloudError && error.effect === "none" && REFUSALS.includes(error.kind);
      if (!isRefused || !wantsExclusive || !wasRemovedLately(session, definition, options.scope)) {
        throw error;
      }
      await operation.nextPoll("for what the deleted one held to be free");
    }
  }
}
