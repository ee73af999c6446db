import type { ResourceDefinition } from "../definition/definition.ts";
import { sameValue } from "../definition/values.ts";
import type { ReadSession } from "./read-session.ts";
import { pairs, texts } from "./references.ts";

/** One value in its spellings: the user's, the cloud's id, and what the cloud showed for it when it was right. */
export interface Spellings {
  text: unknown;
  id: unknown;
  displayValue?: unknown;
}

export interface Compared {
  same: boolean;
  /** The live value; as ids where the field is a catalog's. Undefined where it is not known what it stands for. */
  value: unknown;
}

/** Compares what a cloud shows (ids or names, in any order) with what is wanted; asks a catalog only if it must. */
export async function compare(
  session: ReadSession,
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
  session: ReadSession,
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

async function idsOf(session: ReadSession, kind: string, scope: string, observed: unknown): Promise<unknown> {
  const ids = await Promise.all(
    texts(observed).map(async (text) => (await session.catalogs.entry(kind, scope, text))?.id ?? text),
  );
  return Array.isArray(observed) ? ids : ids[0];
}

/** Whether what a cloud shows is one of the spellings of the one entry that is wanted, though others may share it. */
async function isSpelling(
  session: ReadSession,
  kind: string,
  scope: string,
  observed: unknown,
  id: unknown,
): Promise<boolean> {
  if (typeof observed !== "string" || typeof id !== "string") {
    return false;
  }
  const entry = await session.catalogs.entry(kind, scope, id);
  return entry !== undefined && [entry.id, entry.name, ...(entry.also ?? [])].includes(observed);
}

/** A live value as the user would write it: names where the prior spelling is by name, or where there is none. */
export async function spell(
  session: ReadSession,
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
      return (await session.catalogs.entry(kind, scope, id).catch(() => undefined))?.name ?? id;
    }),
  );
  return Array.isArray(observed) ? spelled : spelled[0];
}
