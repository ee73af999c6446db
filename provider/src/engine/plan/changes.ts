import type { ResourceDefinition } from "../definition/definition.ts";
import { hasUnknown, type Json, sameValue } from "../definition/values.ts";
import { entryIn } from "../observe/catalogs.ts";
import { fitsWith, peekMatch } from "../observe/matches.ts";
import type { ReadSession } from "../observe/read-session.ts";
import { texts } from "../observe/references.ts";

/** Whether an input differs, and what the difference does. */

/** `recorded`: written to the state only, without a call. */
export type ChangeKind = "update" | "replace" | "initial" | "recorded";

interface Old {
  text: unknown;
  /** The ID or IDs in the state. */
  id: unknown;
  scope: string;
}

/** Compares two inputs without asking the cloud: by spelling, else by what is known of the catalog. */
export function sameInput(
  session: () => ReadSession,
  definition: ResourceDefinition,
  key: string,
  old: Old,
  news: Json,
): boolean {
  const now = news[key];
  const field = definition.inputs[key];
  if (field === undefined || sameValue(field, old.text, now)) {
    return field !== undefined;
  }
  const { catalog } = field;
  if (catalog === undefined) {
    return false;
  }
  const match = peekMatch(session(), definition, key, old.scope, news);
  const idOf = (text: string) =>
    entryIn(session().catalogs.peek(catalog, old.scope, text, fitsWith(match)))?.id ?? text;
  return sameValue({ unordered: true }, texts(now).map(idOf), texts(old.id ?? old.text).map(idOf));
}

type FieldChange = ResourceDefinition["inputs"][string]["change"];

/**
 * What a change does. A field whose old value is unknown (never set, imported, adopted, or newer than the state) never
 * replaces.
 */
export function kindOf(change: FieldChange, old: unknown, now: unknown, news: Json): ChangeKind {
  if (typeof change === "function") {
    return old === undefined || hasUnknown(now) ? "update" : change(old, now, news);
  }
  if (change === "replace") {
    return old === undefined ? "initial" : "replace";
  }
  return change === "trigger" ? "update" : change;
}
