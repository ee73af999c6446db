import type { Entry } from "../definition/catalog.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { quoted } from "../definition/secrecy.ts";
import { hasUnknown, type Json } from "../definition/values.ts";
import { entryIn, type Resolution } from "./catalogs.ts";
import type { ReadSession } from "./read-session.ts";

/** The fact that an entry must have, taken from the entry that another input names. */
export interface Match {
  input: string;
  fact: string;
  /** The fact of the other entry. */
  value: string;
  text: string;
}

/** Whether an entry matches. An entry without the fact matches everything. */
export const fitsWith =
  (match: Match | undefined) =>
  ({ facts }: Entry): boolean =>
    match === undefined || facts?.[match.fact] === undefined || facts[match.fact] === match.value;

/** The error for a resolved entry that does not match; undefined if it does. */
export function mismatchOf(resolution: Resolution, match: Match | undefined, displayText: string): string | undefined {
  if (match === undefined || resolution.is !== "entry" || fitsWith(match)(resolution.entry)) {
    return undefined;
  }
  const { input, fact, value, text } = match;
  return `${displayText} is for ${resolution.entry.facts?.[fact]}, but ${input} ${quoted(text)} is for ${value}; choose both for the same ${fact}`;
}

/** Whether the other input is not known yet. */
export function matchIsUnknown({ inputs }: ResourceDefinition, key: string, values: Json): boolean {
  const rule = inputs[key]?.matches;
  return rule !== undefined && hasUnknown(values[rule.input]);
}

/** What the entry of an input must match; undefined if nothing is declared or known. */
export async function matchOf(
  session: ReadSession,
  definition: ResourceDefinition,
  key: string,
  scope: string,
  values: Json,
): Promise<Match | undefined> {
  const other = otherOf(definition, key, values);
  return other && matchBy(definition, key, other, await session.catalogs.resolve(other.kind, scope, other.text));
}

/** Like `matchOf`, but only with catalogs that have already been fetched. */
export function peekMatch(
  session: ReadSession,
  definition: ResourceDefinition,
  key: string,
  scope: string,
  values: Json,
): Match | undefined {
  const other = otherOf(definition, key, values);
  return other && matchBy(definition, key, other, session.catalogs.peek(other.kind, scope, other.text));
}

function otherOf({ inputs }: ResourceDefinition, key: string, values: Json) {
  const input = inputs[key]?.matches?.input;
  const kind = input === undefined ? undefined : inputs[input]?.catalog;
  const text = input === undefined ? undefined : values[input];
  return kind === undefined || typeof text !== "string" || hasUnknown(text) ? undefined : { kind, text };
}

function matchBy(
  { inputs }: ResourceDefinition,
  key: string,
  { text }: { text: string },
  resolution: Resolution | undefined,
): Match | undefined {
  const rule = inputs[key]?.matches;
  const value = rule && entryIn(resolution)?.facts?.[rule.fact];
  return rule === undefined || value === undefined ? undefined : { ...rule, value, text };
}
