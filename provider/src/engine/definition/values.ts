import { isDeepStrictEqual } from "node:util";

/** Plain JSON values, as Pulumi and the engine exchange them. */
export type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Pulumi's mark for an unknown value of any type in a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Its marks for other types, which its engine does not send, are accepted too. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value, or anything inside it, is unknown. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasUnknown);
  }
  return isRecord(value) ? Object.values(value).some(hasUnknown) : UNKNOWNS.has(value);
}

/** Whether a text contains an unknown value. */
export const namesUnknown = (text: string): boolean => [...UNKNOWNS].some((unknown) => text.includes(String(unknown)));

export interface Equality {
  same?(a: unknown, b: unknown): boolean;
  unordered?: true;
  /** The meaning of a set's member. */
  normalize?(member: unknown): string;
}

/** Equal text for equal values, whatever the order of their keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    isRecord(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  ) ?? "";

/** The meanings of a set's members, in an order that depends only on them. */
const meanings = ({ normalize = canonical }: Equality, value: unknown): unknown =>
  Array.isArray(value) ? value.map((member: unknown) => normalize(member)).sort() : value;

/** Whether two spellings of a field have the same meaning. */
export function sameValue(field: Equality, a: unknown, b: unknown): boolean {
  if (isDeepStrictEqual(a, b)) {
    return true;
  }
  if (a === undefined || b === undefined) {
    return false;
  }
  if (field.same !== undefined) {
    return field.same(a, b);
  }
  return field.unordered === true && isDeepStrictEqual(meanings(field, a), meanings(field, b));
}

/** The record without undefined values. */
export const defined = (record: Json): Json =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
