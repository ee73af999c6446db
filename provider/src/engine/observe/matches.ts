import type { Entry } from "../definition/catalog.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { quoted } from "../definition/secrecy.ts";
import { hasUnknown, type Json } from "../definition/values.ts";
import { entryIn, type Resolution } from "./catalogs.ts";
import type { ReadSession } from "./read-session.ts";

/** What an entry must go with: the fact of the entry that another input names. */
export interface Match {
  input: string;
  fact: string;
  /** The other entry's. */
  value: string;
  text: string;
}

/** Whether an entry goes with it; one that does not tell the fact goes with everything. */
export const fitsWith =
  (match: Match | undefined) =>
  ({ facts }: Entry): boolean =>
    match === undefined || facts?.[match.fact] === undefined || facts[match.fact] === match.value;

/** What is wrong with a resolved entry that does not go with it; undefined where nothing is. */
export function mismatchOf(resolution: Resolution, match: Match | undefined, displayText: string): string | undefined {
  if (match === undefined || resolution.is !== "entry" || fitsWith(match)(resolution.entry)) {
    return undefined;
  }
  const { input, fact, value, text } = match;
  return `${displayText} is for ${resolution.entry.facts?.[fact]}, but ${input} ${quoted(text)} is for ${value}; choose both for the same ${fact}`;
}

/** Whether what an input must go with is not known yet. */
export function matchIsUnknown({ inputs }: ResourceDefinition, key: string, values: Json): boolean {
  const rule = inputs[key]?.matches;
  return rule !== undefined && hasUnknown(values[rule.input]);
}

/** What the entry of an input must go with; undefined where nothing is declared, or known. */
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

/** As `matchOf`, by what has been fetched. */
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
