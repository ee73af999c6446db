import type { ResourceDefinition } from "../definition/definition.ts";
import { sameValue } from "../definition/values.ts";
import type { ReadSession } from "./read-session.ts";
import { pairs, texts } from "./references.ts";

/** One value in its spellings: the user's text, the cloud's ID, and how the cloud showed it when it matched. */
export interface Spellings {
  text: unknown;
  id: unknown;
  displayValue?: unknown;
}

export interface Compared {
  same: boolean;
  /** The observed value; as IDs if the field has a catalog. Undefined if its meaning is not known. */
  value: unknown;
}

/** Compares an observed value (IDs or names, in any order) with the desired one. Reads a catalog only if necessary. */
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
    // A catalog that cannot be read does not mean drift.
    return { same: false, value: undefined };
  }
}

/** Whether a desired text is one that only the cloud understands, and its ID has not been observed yet. */
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

/** Whether an observed text is a spelling of the desired entry, even if other entries share it. */
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

/** An observed value as the user would write it: as a name if the previous spelling is a name, or if there is none. */
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
