import { isDeepStrictEqual } from "node:util";
import type { Merge } from "../definition/fields.ts";
import { isRecord, type Json } from "../definition/values.ts";

/**
 * Values that consist of several things, each of which changes by itself: a set of groups, a map of addresses, a number of
 * addresses. A change is applied as what it adds and what it removes; what others have added or removed stays as it is.
 */

export interface Merging {
  merge?: Merge;
  /** The order of a list does not matter: it is a set. */
  unordered?: true;
  /** The meaning of a set's member: two spellings with the same meaning are one member. */
  normalize?(member: unknown): string;
}

export const mergeOf = ({ merge, unordered }: Merging): Merge | undefined =>
  merge ?? (unordered === true ? "set" : undefined);

export interface Change {
  /** The recorded, the requested and the observed value. */
  old: unknown;
  now: unknown;
  observed: unknown;
}

/**
 * The value to reach: observed + (now - old) - (old - now). `again`: an earlier run did not finish, so all requested members
 * are added, not only new ones.
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
 * The value to record for an interrupted change. Members that it was to remove count as removed only if they are observed to be
 * gone. Members that it was to add all count as added once the step was begun: many clouds show them only later, and the next
 * run would take them for somebody else's. `before`: the value when the step was begun; undefined if it was not begun.
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

/** Members of a set are equal if they have the same meaning, in any spelling. */
const holds = (field: Merging, members: Members, key: string, member: unknown): boolean =>
  members.has(key) && (mergeOf(field) === "set" || isDeepStrictEqual(members.get(key), member));

/** The program's members come first, in the program's order and spelling. */
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
