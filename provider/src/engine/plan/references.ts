import type { Entry } from "../definition/catalog.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { quoted } from "../definition/secrecy.ts";
import { type Json, sameValue } from "../definition/values.ts";
import { RefusedError } from "../errors.ts";
import type { Resolution } from "../observe/catalogs.ts";
import type { Session } from "../session.ts";

/**
 * Inputs that name entries of a catalog. Users write ids or names; steps and requests see ids only; the state keeps
 * the user's spelling and, beside it, the ids, so that a refresh needs no catalog.
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
  entry.name === entry.id ? `"${entry.id}"` : `"${entry.name}" (id ${entry.id})`;

/** What is wrong with a reference; undefined where nothing is. */
export function unresolvedMessage(resolution: Resolution, displayText: string, what: string): string | undefined {
  if (resolution.is === "missing") {
    const list = resolution.nearest.map(displayed).join(", ");
    return `${displayText} is no ${what}${list === "" ? "; there is none" : `; the nearest: ${list}`}`;
  }
  return resolution.is === "ambiguous"
    ? `${displayText} is the name of several; give the id of one: ${resolution.entries.map(displayed).join(", ")}`
    : undefined;
}

/** `LunaNode plan in toronto` */
export const describeEntry = (session: Session, kind: string, scope: string): string =>
  `${session.cloud} ${session.catalogs.noun(kind)}${scope === "" ? "" : ` in ${scope}`}`;

/** What stood in the state: spellings and the ids behind them. */
export interface KnownReferences {
  inputs: Json;
  ids: Json;
}

export interface Resolved {
  ids: Json;
  /** Keys whose text only the cloud understands; the id is learnt from what it shows afterwards. */
  verbatim: Set<string>;
}

/** The ids of all references, shaped as the inputs are. What the state knows is not asked. Throws where one is wrong. */
export async function resolveReferences(
  session: Session,
  definition: ResourceDefinition,
  values: Json,
  known: KnownReferences = { inputs: {}, ids: {} },
): Promise<Resolved> {
  const resolved: Resolved = { ids: {}, verbatim: new Set() };
  for (const { key, kind, texts: wanted } of references(definition, values)) {
    // The scope of later references may be an earlier one's id.
    const scope = definition.scope({ ...values, ...resolved.ids }, session.api);
    const before = pairs(known.inputs[key], known.ids[key] ?? known.inputs[key]);
    const ids = await Promise.all(
      wanted.map(async (text) => {
        const old = before.find(([spelling]) => spelling === text)?.[1];
        // A text that is its own id may be one whose id was not learnt before the run was interrupted.
        if (old !== undefined && !(old === text && session.catalogs.mayBeVerbatim(kind, text))) {
          return old;
        }
        const resolution = await session.catalogs.resolve(kind, scope, text);
        const reason = unresolvedMessage(resolution, quoted(text), describeEntry(session, kind, scope));
        if (reason !== undefined) {
          throw new RefusedError(`${key}: ${reason}.`);
        }
        if (resolution.is === "verbatim") {
          resolved.verbatim.add(key);
        }
        return resolution.is === "entry" ? resolution.entry.id : text;
      }),
    );
    resolved.ids[key] = Array.isArray(values[key]) ? ids : ids[0];
  }
  return resolved;
}

/** Each spelling with the id beside it. */
const pairs = (text: unknown, id: unknown): (readonly [text: string, id: string | undefined])[] =>
  texts(text).map((spelling, index) => [spelling, texts(id)[index]] as const);

/** One value in its spellings: the user's, the cloud's id, and what the cloud showed for it when it was right. */
export interface Spellings {
  text: unknown;
  id: unknown;
  displayValue?: unknown;
}

export interface Compared {
  same: boolean;
  /** The live value; as ids where the field is a catalog's. Undefined where it cannot be told what it stands for. */
  value: unknown;
}

/** Compares what a cloud shows (ids or names, in any order) with what is wanted; asks a catalog only if it must. */
export async function compare(
  session: Session,
  definition: ResourceDefinition,
  key: string,
  observed: unknown,
  wanted: Spellings,
  scope: string,
): Promise<Compared> {
  const field = definition.inputs[key];
  if (field?.catalog === undefined) {
    return { same: field !== undefined && sameValue(field, observed, wanted.text), value: observed };
  }
  if (wanted.displayValue !== undefined && sameValue({ unordered: true }, observed, wanted.displayValue)) {
    return { same: true, value: wanted.id };
  }
  const left = pairs(wanted.text, wanted.id);
  const cheap = texts(observed).every((displayed) => {
    const index = left.findIndex((pair) => pair.includes(displayed));
    return index >= 0 && left.splice(index, 1).length === 1;
  });
  if (cheap && left.length === 0) {
    return { same: true, value: wanted.id };
  }
  try {
    if (await isSpelling(session, field.catalog, scope, observed, wanted.id)) {
      return { same: true, value: wanted.id };
    }
    const value = await idsOf(session, field.catalog, scope, observed);
    return { same: sameValue({ unordered: true }, value, wanted.id), value };
  } catch {
    // A list that cannot be had is no drift.
    return { same: false, value: undefined };
  }
}

/** Whether a wanted text is one that only the cloud understands, and what it stands for has not been seen yet. */
export async function isNotLearned(
  session: Session,
  definition: ResourceDefinition,
  key: string,
  { text, id }: Spellings,
  scope: string,
): Promise<boolean> {
  const kind = definition.inputs[key]?.catalog;
  if (kind === undefined || !sameValue({}, text, id)) {
    return false;
  }
  const likely = texts(text).filter((each) => session.catalogs.mayBeVerbatim(kind, each));
  const resolutions = await Promise.all(likely.map((each) => session.catalogs.resolve(kind, scope, each)));
  return resolutions.some((resolution) => resolution.is === "verbatim");
}

async function entryOf(session: Session, kind: string, scope: string, text: string): Promise<Entry | undefined> {
  const resolution = await session.catalogs.resolve(kind, scope, text);
  return resolution.is === "entry" ? resolution.entry : undefined;
}

async function idsOf(session: Session, kind: string, scope: string, observed: unknown): Promise<unknown> {
  const ids = await Promise.all(
    texts(observed).map(async (text) => (await entryOf(session, kind, scope, text))?.id ?? text),
  );
  return Array.isArray(observed) ? ids : ids[0];
}

/** Whether what a cloud shows is one of the spellings of the one entry that is wanted, though others may share it. */
async function isSpelling(
  session: Session,
  kind: string,
  scope: string,
  observed: unknown,
  id: unknown,
): Promise<boolean> {
  if (typeof observed !== "string" || typeof id !== "string") {
    return false;
  }
  const entry = await entryOf(session, kind, scope, id);
  return entry !== undefined && [entry.id, entry.name, ...(entry.also ?? [])].includes(observed);
}

/** A live value as the user would write it: names where the prior spelling is by name, or where there is none. */
export async function spell(
  session: Session,
  definition: ResourceDefinition,
  key: string,
  observed: unknown,
  previous: { text: unknown; id: unknown },
  scope: string,
): Promise<unknown> {
  const kind = definition.inputs[key]?.catalog;
  if (kind === undefined) {
    return observed;
  }
  const known = new Map(texts(previous.id).map((id, index) => [id, texts(previous.text)[index]]));
  const byId = texts(previous.text).length > 0 && sameValue({}, previous.text, previous.id);
  const spelled = await Promise.all(
    texts(observed).map(async (id) => {
      const before = known.get(id);
      if (before !== undefined || byId) {
        return before ?? id;
      }
      return (await entryOf(session, kind, scope, id).catch(() => undefined))?.name ?? id;
    }),
  );
  return Array.isArray(observed) ? spelled : spelled[0];
}

/** Equality of two inputs without asking the cloud: by spelling, else by what is known of the catalog. */
export function sameInput(
  session: () => Session,
  definition: ResourceDefinition,
  key: string,
  old: Old,
  now: unknown,
): boolean {
  const field = definition.inputs[key];
  if (field === undefined || sameValue(field, old.text, now)) {
    return field !== undefined;
  }
  const { catalog } = field;
  if (catalog === undefined) {
    return false;
  }
  const idOf = (text: string) => {
    const resolution = session().catalogs.peek(catalog, old.scope, text);
    return resolution?.is === "entry" ? resolution.entry.id : text;
  };
  return sameValue({ unordered: true }, texts(now).map(idOf), texts(old.id ?? old.text).map(idOf));
}

export interface Old {
  text: unknown;
  /** The id or ids in the state. */
  id: unknown;
  scope: string;
}
