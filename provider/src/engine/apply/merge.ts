import { isDeepStrictEqual } from "node:util";
import type { Merge } from "../definition/fields.ts";
import { isRecord, type Json } from "../definition/values.ts";

/**
 * Values that are several things, each of which is changed by itself: a set of groups, a map of addresses, a number of
 * addresses. A change of one is brought about as what it adds and what it takes away; what others have added to it, or
 * taken from it, stays as it is.
 */

export interface Merging {
  merge?: Merge;
  /** The order of a list does not matter: it is a set. */
  unordered?: true;
  /** What a member of a set means: two spellings of the same are one member. */
  normalize?(member: unknown): string;
}

export const mergeOf = ({ merge, unordered }: Merging): Merge | undefined =>
  merge ?? (unordered === true ? "set" : undefined);

export interface Change {
  /** What is recorded, what is asked for, and what there is. */
  old: unknown;
  now: unknown;
  observed: unknown;
}

/**
 * What there is to be: live + (now - old) - (old - now). `again`: an earlier run has not come to its end, so that of what
 * is asked for everything is added, not only what is new.
 */
export function mergeSet(field: Merging, { old, now, observed }: Change, again = false): unknown {
  if (mergeOf(field) === "count") {
    return Math.max(0, again ? numberIn(now) : numberIn(observed) + numberIn(now) - numberIn(old));
  }
  const were = membersOf(field, old);
  const are = membersOf(field, now);
  const result = membersOf(field, observed);
  for (const key of were.keys()) {
    if (!are.has(key)) {
      result.delete(key);
    }
  }
  for (const [key, member] of are) {
    if (again || !holds(field, were, key, member)) {
      result.set(key, member);
    }
  }
  return valueWith(field, inOrderOf(field, are, result));
}

/**
 * What a change that was cut short has come to, to be recorded. What it has taken away is what is seen to be gone; what it
 * has added is everything that it was to add, as many a cloud shows it later only, and the next run would take it for
 * somebody else's. `before`: what there was when the step was begun; undefined if it was not.
 */
export function progress(field: Merging, { old, now, observed }: Change, before: unknown): unknown {
  if (mergeOf(field) === "count") {
    const [from, to] = [numberIn(old), numberIn(now)];
    const reached = from + numberIn(observed) - numberIn(before ?? observed);
    return Math.min(Math.max(from, to), Math.max(Math.min(from, to), reached));
  }
  const result = membersOf(field, old);
  const are = membersOf(field, now);
  const there = membersOf(field, observed);
  for (const key of [...result.keys()]) {
    if (!are.has(key) && !there.has(key)) {
      result.delete(key);
    }
  }
  for (const [key, member] of are) {
    if ((before !== undefined || holds(field, there, key, member)) && !holds(field, result, key, member)) {
      result.set(key, member);
    }
  }
  return valueWith(field, result);
}

type Members = Map<string, unknown>;

function membersOf(field: Merging, value: unknown): Members {
  if (mergeOf(field) === "map") {
    return new Map(isRecord(value) ? Object.entries(value) : []);
  }
  const normalize = field.normalize ?? ((member: unknown) => JSON.stringify(member));
  return new Map((Array.isArray(value) ? value : []).map((member: unknown) => [normalize(member), member]));
}

/** Members of a set with the same meaning are the same, however they are spelt. */
const holds = (field: Merging, members: Members, key: string, member: unknown): boolean =>
  members.has(key) && (mergeOf(field) === "set" || isDeepStrictEqual(members.get(key), member));

/** What the program has comes first, as the program has it. */
const inOrderOf = (field: Merging, first: Members, members: Members): Members =>
  new Map([
    ...[...first].flatMap(([key, member]) =>
      members.has(key) ? [[key, mergeOf(field) === "set" ? member : members.get(key)] as const] : [],
    ),
    ...[...members].filter(([key]) => !first.has(key)),
  ]);

const valueWith = (field: Merging, members: Members): Json | unknown[] =>
  mergeOf(field) === "map" ? Object.fromEntries(members) : [...members.values()];

const numberIn = (value: unknown): number => (typeof value === "number" ? value : 0);
