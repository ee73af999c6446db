import { lacksName, laterSearchKeys, namesIn } from "../definition/object-names.ts";
import type { AnyObserved } from "../definition/view.ts";
import { plural, withArticle } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { compare } from "../observe/compare.ts";
import { observe, phaseOf, readInput } from "../observe/observe.ts";
import { type Freshness, untilAborted } from "../observe/observer.ts";
import { isAutoNamed } from "../plan/check.ts";
import type { CreateOperation, CreateSearch } from "./create-operation.ts";
import { idOf, idsOf, lineFor, refusal, unnamedRefusal } from "./refusals.ts";

/** An object as a list shows it. */
export interface ListedObject {
  key: string;
  observed: AnyObserved;
}

const nameOf = (operation: CreateSearch): unknown =>
  operation.definition.name === undefined ? undefined : operation.desired[operation.definition.name.input];

/** Whether anything tells a new object from others: a name or marker, or that only a new one lacks it. */
const isDistinguishable = (operation: CreateSearch): boolean =>
  operation.definition.unnamed !== undefined ||
  (operation.definition.nameOf !== undefined && searchKeyOf(operation) !== undefined);

/** The existing objects of the scope; empty if nothing could identify the object of this create. */
export async function listObjects(operation: CreateSearch, freshness: Freshness): Promise<readonly ListedObject[]> {
  const { definition, session, options } = operation;
  const [first] = Object.keys(definition.views);
  if (first === undefined || !isDistinguishable(operation)) {
    return [];
  }
  const { observer, api } = session;
  const rows =
    definition.search === undefined
      ? await observer.list(definition, first, options.scope, freshness)
      : await observer.fetchSome(
          definition,
          first,
          options.scope,
          await definition.search(api, options.scope, operation.desired),
        );
  if (rows === undefined) {
    throw new RefusedError(
      `${session.cloud} does not list ${plural(definition.noun)} for this account, so an interrupted run may have created this one already. Nothing was created. Create it in the cloud's panel and adopt it with ${lineFor(operation, [])} in the resource's arguments.`,
    );
  }
  const hidden = rows.find(([, row]) => row === undefined);
  if (hidden !== undefined) {
    throw new RefusedError(
      `${session.cloud}'s list of ${plural(definition.noun)} has ${idOf(operation, hidden[0])}, which is not found by its ID, so an interrupted run may have created this one already. Nothing was created. Run pulumi up again in a minute.`,
    );
  }
  // A list may still show deleted objects.
  const seen = rows
    .map(([key, row]) => ({ key, observed: { [first]: row } }))
    .filter(({ observed }) => phaseOf(definition, observed)?.is !== "gone");
  const unnamed = seen.find(({ observed }) => lacksName(definition, observed));
  if (unnamed !== undefined) {
    throw new RefusedError(
      `${session.cloud}'s list of ${plural(definition.noun)} has no name for ${idOf(operation, unnamed.key)}, so an interrupted run may have created this one already. Nothing was created. Run pulumi up again; if the list still has no name, create it in the cloud's panel and adopt it with ${lineFor(operation, [])} in the resource's arguments.`,
    );
  }
  return seen;
}

const searchKeyOf = (operation: CreateSearch): unknown =>
  operation.definition.searchKey?.(operation.desired) ?? nameOf(operation);

/** The objects with the desired name or marker: those that an interrupted create may have left. */
function namedMatches(operation: CreateSearch, seen: readonly ListedObject[]): readonly ListedObject[] {
  const keys = searchKeysOf(operation);
  return seen.filter(({ observed }) => namesIn(operation.definition, observed).some((name) => keys.has(name)));
}

/** Of the objects with the name, those that exist: a list that does not show their state may have some that are deleted. */
export async function namedThere(
  operation: CreateSearch,
  seen: readonly ListedObject[],
): Promise<readonly ListedObject[]> {
  const { session, definition, options } = operation;
  const named = namedMatches(operation, seen);
  const are = await Promise.all(
    named.map(async ({ key, observed }) => {
      if (phaseOf(definition, observed) !== undefined) {
        return true;
      }
      const at = { scope: options.scope, key };
      const one = await observe(session, definition, at, { inputs: [], freshness: "cached" }).catch(() => undefined);
      return one?.is !== "gone";
    }),
  );
  return named.filter((_one, index) => are[index]);
}

/**
 * The keys that identify an object of this create: its name or marker, and those of later replacements. The state may have lost
 * the object that a killed run was replacing, and with it the name from which the run generated the next one.
 */
function searchKeysOf(operation: CreateSearch): ReadonlySet<string> {
  const { definition, options } = operation;
  const later =
    options.urn === undefined || !isAutoNamed(definition, options.inputs)
      ? []
      : laterSearchKeys(definition, options.urn, String(nameOf(operation)));
  return new Set([String(searchKeyOf(operation)), ...later]);
}

/** Objects without a name that an interrupted create of this resource may have made, and that no known resource manages. */
export async function unnamedMatches(
  operation: CreateSearch,
  seen: readonly ListedObject[],
): Promise<readonly ListedObject[]> {
  const own = await Promise.all(seen.map(({ observed }) => couldBeOwn(operation, observed)));
  return seen.filter(
    ({ key }, index) => own[index] === true && !operation.session.managedObjects.has(operation.definition, key),
  );
}

/** Whether an object has no name, and does not visibly differ from what this create requests. */
async function couldBeOwn(operation: CreateSearch, observed: AnyObserved): Promise<boolean> {
  const { session, definition, options, desired } = operation;
  if (definition.unnamed?.is(observed, options.scope, desired) !== true) {
    return false;
  }
  for (const key of definition.unnamed.like) {
    const seen = readInput(definition, observed, key, desired[key]);
    if (seen !== undefined && desired[key] !== undefined && !options.references.verbatim.has(key)) {
      const wanted = { text: options.inputs[key], id: desired[key] };
      const { same, value } = await compare(session, definition, key, seen, wanted, options.scope);
      if (!same && value !== undefined) {
        return false;
      }
    }
  }
  return true;
}

/** What no two resources of a program may have: the name; without one, what the object is looked for by. */
const uniqueOf = (operation: CreateSearch): unknown =>
  operation.definition.name === undefined ? searchKeyOf(operation) : nameOf(operation);

const reservationOf = (operation: CreateSearch): string =>
  `${operation.definition.token}\n${operation.options.scope}\n${String(uniqueOf(operation))}`;

/** Call it when an object is gone: its name may be used again. */
export const releaseName = (operation: CreateSearch): void => {
  operation.session.names.delete(reservationOf(operation));
};

/** The objects that existed before a create, and a function that releases its name. */
export interface PreCreateLookup {
  keys: ReadonlySet<string>;
  release(): void;
}

/**
 * Checks whether the object already exists, in a list that all creates share, and refuses if it does. Reserves the name in this
 * process, because a list does not show objects that are just being created.
 */
export async function preCreateLookup(operation: CreateOperation): Promise<PreCreateLookup> {
  const { definition, session } = operation;
  const wanted = uniqueOf(operation);
  const reservation = reservationOf(operation);
  const { names } = session;
  if (wanted !== undefined) {
    if (names.has(reservation)) {
      throw new RefusedError(
        `Two resources of this program declare ${withArticle(`${session.cloud} ${definition.noun}`)} named "${String(wanted)}". Rename one of them.`,
      );
    }
    names.add(reservation);
  }
  const release = () => {
    names.delete(reservation);
  };
  try {
    return { keys: new Set((await searchObjects(operation)).map(({ key }) => key)), release };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Returns the list once it shows that the object does not exist. This process knows the objects that it created itself, so its
 * own writes do not require a new list. Objects that never get a name only cause a warning.
 */
async function searchObjects(operation: CreateOperation): Promise<readonly ListedObject[]> {
  const { session } = operation;
  const stored = await listObjects(operation, "staleAllowed");
  const unnamed = await unnamedMatches(operation, stored);
  if (namedMatches(operation, stored).length === 0 && unnamed.length === 0) {
    return stored;
  }
  for (;;) {
    // A list from before a deletion or before a name was set may still show the object, so only a new list can refuse.
    const seen = await listObjects(operation, { notBefore: session.observer.sequencePoint() });
    const own = await namedThere(operation, seen);
    if (own.length > 0) {
      throw new RefusedError(
        refusal(
          operation,
          own.map(({ key }) => key),
          !own.some(({ observed }) => namesIn(operation.definition, observed).includes(String(searchKeyOf(operation)))),
        ),
      );
    }
    const others = await unnamedMatches(operation, seen);
    if (others.length === 0) {
      return seen;
    }
    const busy = session.inFlightCreates.others(operation).filter(({ isOver }) => !isOver);
    if (busy.length === 0) {
      throw new RefusedError(unnamedRefusal(operation, idsOf(operation, others)));
    }
    await untilAborted(Promise.all(busy.map(({ over }) => over)), session.signal);
  }
}

/** Objects that an interrupted create may have left, and how they were found. */
export interface Candidates {
  by: "name" | "similarity";
  keys: readonly string[];
}

/** What the lookup before a create would find, without a create. */
export async function candidates(operation: CreateSearch): Promise<Candidates> {
  const seen = await listObjects(operation, "cached");
  const own = await namedThere(operation, seen);
  return own.length > 0
    ? { by: "name", keys: own.map(({ key }) => key) }
    : { by: "similarity", keys: (await unnamedMatches(operation, seen)).map(({ key }) => key) };
}

/** Whether a created object could be identified at all, with what is known of the inputs. */
export const isIdentifiable = (operation: CreateSearch): boolean =>
  isDistinguishable(operation) &&
  (operation.definition.name === undefined
    ? Object.entries(operation.definition.inputs).every(
        ([key, { required }]) => !required || operation.desired[key] !== undefined,
      )
    : nameOf(operation) !== undefined);
