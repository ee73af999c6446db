import type { ResourceDefinition } from "../definition/definition.ts";
import { defined, type Json } from "../definition/values.ts";
import type { AnyObserved, At } from "../definition/view.ts";
import { phaseOf, readInput } from "./observe.ts";
import type { ReadSession } from "./read-session.ts";

/** An object that a cloud shows, whoever created it: it can be imported, looked up and listed. */
export interface ObservedObject {
  at: At;
  observed: AnyObserved;
}

/** Whether the cheapest view has a list. */
export function isListed({ views }: ResourceDefinition): boolean {
  const [first] = Object.values(views);
  return first?.list !== undefined || first?.ids !== undefined;
}

/**
 * Where to look: the scope of the request, and known inputs of the objects. Without a scope, it is the account's own scope and
 * everything else that the same list shows.
 */
export interface Where {
  scope?: string | undefined;
  given?: Json;
  /** Selects objects if scopes are wider than the request. */
  fits?(observed: AnyObserved): boolean;
}

/**
 * All objects in the list of the cheapest view, except those that are listed although they are gone. Undefined: there is no
 * list.
 */
export async function observedObjects(
  session: ReadSession,
  definition: ResourceDefinition,
  { scope, given = {}, fits = () => true }: Where,
): Promise<readonly ObservedObject[] | undefined> {
  const [first = ""] = Object.keys(definition.views);
  const around = scope ?? definition.scope(given, session.api);
  const rows = await session.observer[scope === undefined ? "listEverywhere" : "list"](
    definition,
    first,
    around,
    "cached",
  );
  return rows
    ?.map(([key, row, of]): ObservedObject => {
      const observed = { [first]: row };
      return { at: { key, scope: of ?? scope ?? observedScope(session, definition, observed, given) }, observed };
    })
    .filter(
      ({ observed }) =>
        phaseOf(definition, observed)?.is !== "gone" && definition.isUnlisted?.(observed) !== true && fits(observed),
    );
}

/** Without the objects that others make and delete. Asks only if there are objects, once for each of their scopes. */
export async function withoutMade(
  session: ReadSession,
  { madeByOthers }: ResourceDefinition,
  all: readonly ObservedObject[],
): Promise<readonly ObservedObject[]> {
  if (madeByOthers === undefined) {
    return all;
  }
  const scopes = [...new Set(all.map(({ at }) => at.scope))];
  const made = new Map(
    await Promise.all(scopes.map(async (scope) => [scope, await madeByOthers(session.api, scope)] as const)),
  );
  return all.filter(({ at }) => made.get(at.scope)?.has(at.key) !== true);
}

/** The scope of an object, as far as the observation shows it; the rest is given, or the account's own. */
export function observedScope(
  session: ReadSession,
  definition: ResourceDefinition,
  observed: AnyObserved,
  given: Json = {},
): string {
  const seen = Object.keys(definition.inputs).map(
    (input) => [input, readInput(definition, observed, input, undefined)] as const,
  );
  return definition.scope({ ...given, ...defined(Object.fromEntries(seen)) }, session.api);
}

/**
 * The names of an object: its name input or, if that cannot be read, what identifies it. `wanted` is a name that a cloud may
 * have extended, such as with a domain.
 */
export function namesOf(definition: ResourceDefinition, observed: AnyObserved, wanted?: string): string[] {
  const input = definition.name?.input ?? "";
  const names =
    definition.inputs[input]?.read === undefined
      ? [definition.nameOf?.(observed)].flat()
      : [readInput(definition, observed, input, wanted)];
  return names.filter((name) => typeof name === "string");
}
