import type { ResourceDefinition } from "../definition/definition.ts";
import { type CheckFailure, shapeFailures } from "../definition/shape.ts";
import type { Json } from "../definition/values.ts";
import { plural } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { compare } from "./compare.ts";
import { namesOf, type ObservedObject, observedObjects, withoutMade } from "./objects.ts";
import { observe, phaseOf, readInput } from "./observe.ts";
import type { ReadSession } from "./read-session.ts";
import { resolveReferences } from "./references.ts";

/** An object of the account. It can be imported by its ID. */
export interface Listed {
  id: string;
  /** As the cloud shows it; empty if it has none. */
  name: string;
  /** Where it is, as the cloud shows it: its region, or its zone. */
  region?: string;
  /** The power state of a server, otherwise the phase of an object that is not ready; undefined if the list shows neither. */
  state?: string;
  /** Created by the provider and not named yet: a create was interrupted or is in progress. */
  isUnfinished?: true;
}

/** Errors in the inputs of a list request. */
export function listFailures({ token, noun, listBy, inputs }: ResourceDefinition, requested: Json): CheckFailure[] {
  const known = listBy ?? {};
  const names = Object.keys(known);
  const unknownInput = Object.keys(requested)
    .filter((key) => known[key] === undefined)
    .map((property) => ({
      property,
      reason: `a list of ${token} cannot be filtered by ${property}${names.length === 0 ? "" : `, only by ${names.join(", ")}`}`,
    }));
  const missing = names
    .filter((key) => known[key] === "required" && requested[key] === undefined)
    .map((property) => ({ property, reason: `listing ${plural(noun)} needs ${property}` }));
  const misshapen = Object.entries(inputs).flatMap(([key, field]) =>
    known[key] === undefined || requested[key] === undefined ? [] : shapeFailures(key, field, requested[key]),
  );
  return [...unknownInput, ...missing, ...misshapen];
}

/** All objects of the account that match the inputs, whoever created them, sorted by ID. */
export async function list(
  session: ReadSession,
  definition: ResourceDefinition,
  requested: Json,
): Promise<readonly Listed[]> {
  const { ids } = await resolveReferences(session, definition, requested);
  const all = await observedObjects(session, definition, { given: { ...requested, ...ids } });
  if (all === undefined) {
    throw new RefusedError(
      `${session.cloud} does not list ${plural(definition.noun)} for this account. Check the cloud's panel.`,
    );
  }
  const own = await withoutMade(session, definition, all);
  const fitting = await Promise.all(
    own.map(async (one) => (await isShown(session, definition, one)) && fits(session, definition, one, requested, ids)),
  );
  return own
    .filter((_one, index) => fitting[index])
    .map((one) => listedOf(definition, one))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function listedOf(definition: ResourceDefinition, { at, observed }: ObservedObject): Listed {
  const region = ["zone", "region"].map((key) => readInput(definition, observed, key, undefined)).find(isText);
  const place = region ?? (definition.inputs.region === undefined ? "" : at.scope);
  const phase = phaseOf(definition, observed)?.is;
  const state = definition.power?.(observed) ?? (phase === "ready" ? undefined : phase);
  return {
    ...{ id: definition.id.format(at), name: namesOf(definition, observed)[0] ?? "" },
    ...(place === "" ? {} : { region: place }),
    ...(state === undefined ? {} : { state }),
    ...(definition.isUnfinished?.(observed) === true ? { isUnfinished: true as const } : {}),
  };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Whether the other views of an object do not say that lists leave it out. */
async function isShown(session: ReadSession, definition: ResourceDefinition, { at }: ObservedObject): Promise<boolean> {
  if (definition.isListedOneByOne !== true) {
    return true;
  }
  const seen = await observe(session, definition, at, { inputs: [], everyView: true, freshness: "cached" });
  return seen.is === "there" && definition.isUnlisted?.(seen.observed) !== true;
}

/**
 * Whether an object matches the request; a list may return more objects than requested. Inputs that an object does not show
 * count as matching.
 */
async function fits(
  session: ReadSession,
  definition: ResourceDefinition,
  { at, observed }: ObservedObject,
  requested: Json,
  ids: Json,
): Promise<boolean> {
  for (const [key, text] of Object.entries(requested)) {
    const seen = readInput(definition, observed, key, text);
    if (
      seen !== undefined &&
      !(await compare(session, definition, key, seen, { text, id: ids[key] ?? text }, at.scope)).same
    ) {
      return false;
    }
  }
  return true;
}
