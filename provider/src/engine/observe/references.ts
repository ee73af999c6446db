import type { Entry } from "../definition/catalog.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { quoted } from "../definition/secrecy.ts";
import type { Json } from "../definition/values.ts";
import { orList, withArticle } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { entryIn, type Resolution } from "./catalogs.ts";
import { fitsWith, matchOf, mismatchOf } from "./matches.ts";
import type { ReadSession } from "./read-session.ts";

/**
 * Inputs that name entries of a catalog. Users write IDs or names; steps and requests use only IDs. The state keeps the user's
 * spelling and the IDs, so that a refresh needs no catalog.
 */
export interface Reference {
  key: string;
  kind: string;
  texts: readonly string[];
}

export const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((text) => typeof text === "string");

export function references(definition: ResourceDefinition, values: Json): Reference[] {
  return Object.entries(definition.inputs).flatMap(([key, field]) =>
    field.catalog === undefined || values[key] === undefined
      ? []
      : [{ key, kind: field.catalog, texts: texts(values[key]) }],
  );
}

const displayed = (entry: Entry): string =>
  entry.name === entry.id ? `"${entry.id}"` : `"${entry.name}" (ID ${entry.id})`;

/** The error of a reference, in whole sentences; undefined if there is none. */
export function unresolvedMessage(resolution: Resolution, displayText: string, what: string): string | undefined {
  if (resolution.is === "missing") {
    const list = orList(resolution.nearest.map(displayed));
    return `${displayText} is not ${withArticle(what)}.${list === "" ? " There are none." : ` Did you mean ${list}?`}`;
  }
  return resolution.is === "ambiguous"
    ? `${displayText} is ambiguous: ${resolution.entries.length} entries have that name. Use an ID: ${resolution.entries.map(displayed).join(", ")}.`
    : undefined;
}

/** `LunaNode plan in toronto` */
export const describeEntry = (session: ReadSession, kind: string, scope: string, text?: string): string =>
  // What the entry itself is to be is no place to look for it.
  `${session.cloud} ${session.catalogs.noun(kind)}${placeOf(session.catalogs.within(kind, scope), text)}`;

const placeOf = (scope: string, text: string | undefined): string =>
  scope === "" || scope === text ? "" : ` in ${scope}`;

/** The references in the state: spellings and their IDs. */
export interface KnownReferences {
  inputs: Json;
  ids: Json;
}

export interface Resolved {
  ids: Json;
  /** Keys whose text only the cloud understands; the ID is learned from a later observation. */
  verbatim: Set<string>;
}

/**
 * The IDs of all references, in the shape of the inputs. References that the state knows are not looked up. Throws if one is
 * wrong.
 */
export async function resolveReferences(
  session: ReadSession,
  definition: ResourceDefinition,
  values: Json,
  known: KnownReferences = { inputs: {}, ids: {} },
): Promise<Resolved> {
  const resolved: Resolved = { ids: {}, verbatim: new Set() };
  for (const { key, kind, texts: wanted } of references(definition, values)) {
    // The scope of later references may be the ID of an earlier one.
    const scope = definition.scope({ ...values, ...resolved.ids }, session.api);
    const before = pairs(known.inputs[key], known.ids[key] ?? known.inputs[key]);
    const match = await matchOf(session, definition, key, scope, values);
    const ids = await Promise.all(
      wanted.map(async (text) => {
        const old = before.find(([spelling]) => spelling === text)?.[1];
        // A text that is its own ID may be one whose ID was not learned before an interruption.
        if (old !== undefined && !(old === text && session.catalogs.mayBeVerbatim(kind, text))) {
          return old;
        }
        const resolution = await session.catalogs.resolve(kind, scope, text, fitsWith(match));
        const reason =
          unresolvedMessage(resolution, quoted(text), describeEntry(session, kind, scope, text)) ??
          mismatchOf(resolution, match, quoted(text));
        if (reason !== undefined) {
          throw new RefusedError(`${key}: ${reason}`);
        }
        if (resolution.is === "verbatim") {
          resolved.verbatim.add(key);
        }
        return entryIn(resolution)?.id ?? text;
      }),
    );
    resolved.ids[key] = Array.isArray(values[key]) ? ids : ids[0];
  }
  return resolved;
}

/** Each spelling with its ID. */
export const pairs = (text: unknown, id: unknown): (readonly [text: string, id: string | undefined])[] =>
  texts(text).map((spelling, index) => [spelling, texts(id)[index]] as const);
