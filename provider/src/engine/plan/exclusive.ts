import type { ResourceDefinition } from "../definition/definition.ts";
import { hasUnknown, isRecord, type Json, sameValue } from "../definition/values.ts";
import { isAutoNamed } from "./check.ts";

/**
 * Things that only one object can have at a time, such as a floating IP, a boot volume, a fixed address or a name. A
 * replacement that keeps one must delete the old object first, because the cloud would refuse to create the new one before.
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
        (exclusive === true || (exclusive.within.every(isUnchanged) && exclusive.when?.(news) !== false)),
    )
    .map(([key]) => key);
}

/** A name that the program sets is unique in the cloud. */
function keepsName(definition: ResourceDefinition, oldInputs: Json, news: Json): boolean {
  const key = definition.name?.input;
  return key !== undefined && !isAutoNamed(definition, news) && news[key] !== undefined && oldInputs[key] === news[key];
}

/** Whether two values have a thing in common. An unknown value may be the old one. */
function overlaps(old: unknown, now: unknown): boolean {
  const held = thingsIn(old);
  return (
    held.length > 0 && (hasUnknown(now) || thingsIn(now).some((thing) => held.some((one) => sameValue({}, one, thing))))
  );
}

/** The elements of a list, the values of a map, or the value itself; `""` counts as nothing. */
export function thingsIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === "") {
    return [];
  }
  return Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [value];
}
