import { CloudError } from "../../http/errors.ts";
import { messageOf, RefusedError } from "../errors.ts";
import { untilAborted } from "../observe/observer.ts";
import type { CreateOperation } from "./create-operation.ts";
import { type ListedObject, listObjects, namedThere, unnamedMatches } from "./pre-create-lookup.ts";
import { idOf, idsOf, lineFor, ownershipDoubt } from "./refusals.ts";

/** Seconds before each further lookup for an object whose create had no trustworthy answer. */
const LOOKUP_DELAYS = [0, 2, 5, 10];

/** Maximum milliseconds by which a cloud's clock may be behind this one. */
const CLOCK_SKEW_MS = 120_000;

/**
 * Handles a create whose effect is unknown. An object with its name is ours, because none existed before and the name is
 * reserved in this process. Another deployment may create the same name at the same moment; the token or the creation time
 * distinguishes the two if the cloud shows one, otherwise a warning mentions the possibility. Returns the object's key or
 * throws; the call is never sent again. An object without a name is never adopted.
 */
export async function settleLostCreate(
  operation: CreateOperation,
  error: unknown,
  requestedAt: { at: number; before: ReadonlySet<string> },
): Promise<string> {
  if (!(error instanceof CloudError) || error.effect === "none") {
    throw error;
  }
  const { session, definition } = operation;
  const { noun } = definition;
  const isNameless = definition.nameOf === undefined;
  let unseen = isNameless ? "no new one is visible yet" : "none with its name is visible yet";
  let isAmbiguous: readonly string[] = [];
  for (const seconds of LOOKUP_DELAYS) {
    const seen = await listAgainAfter(operation, seconds).catch((trouble: unknown) => {
      unseen = `searching for it failed: ${messageOf(trouble)}`;
      return [];
    });
    const all = (await namedThere(operation, seen)).map((each) => ({
      ...each,
      maker: creatorOf(operation, each, requestedAt.at),
    }));
    const certain = all.filter(({ maker }) => maker === "this create");
    const own = certain.length > 0 ? certain : all.filter(({ maker }) => maker === "unknown");
    const [first] = own;
    if (first !== undefined && own.length === 1) {
      const { call } = error;
      const { label } = operation.options;
      const doubt = ownershipDoubt(operation);
      session.reporter.warn(
        first.maker === "this create"
          ? `${label}: the response to ${call} was lost, but the ${noun} was found by the token sent with the request: ${idOf(operation, first.key)}.`
          : `${label}: the response to ${call} was lost, but the ${noun} was found by its name: ${idOf(operation, first.key)}.${doubt === undefined ? "" : ` ${doubt}`}`,
      );
      return first.key;
    }
    if (own.length > 1) {
      throw new RefusedError(
        `${error.message} It may have been created anyway; these have its name: ${idsOf(operation, own).join(", ")}. Check in the panel which one is yours, adopt it with ${lineFor(operation, idsOf(operation, own))}, and delete the others.`,
      );
    }
    if (all.length > 0) {
      unseen = `another create made the one with its name: ${idsOf(operation, all).join(", ")}`;
    }
    isAmbiguous = idsOf(
      operation,
      (await unnamedMatches(operation, seen)).filter(({ key }) => !requestedAt.before.has(key)),
    );
  }
  if (isAmbiguous.length > 0) {
    throw new RefusedError(
      `${error.message} It may have been created anyway, so the request was not repeated. These appeared since then and have no name${isNameless ? "" : " yet"}; they may belong to this resource or to another: ${isAmbiguous.join(", ")}. Check the panel, adopt the right one with ${lineFor(operation, isAmbiguous)} in the resource's arguments, and run pulumi up again.`,
    );
  }
  const next = isNameless
    ? `Check in the panel whether there is one that you do not know, and adopt it with ${lineFor(operation, [])} in the resource's arguments; otherwise run pulumi up again.`
    : "Run pulumi up again: it searches for the name before it creates anything.";
  throw new RefusedError(
    `${error.message} It is not known whether the ${noun} was created (${unseen}), so the request was not repeated. ${next}`,
  );
}

/** Which create made an object, as far as the cloud shows it. */
function creatorOf(
  operation: CreateOperation,
  { observed }: ListedObject,
  requestTime: number,
): "this create" | "another" | "unknown" {
  const { definition, token } = operation;
  const displayed = definition.createToken?.(observed);
  if (displayed !== undefined) {
    return displayed === token ? "this create" : "another";
  }
  const createdAt = definition.createdAt?.(observed);
  return createdAt !== undefined && createdAt < requestTime - CLOCK_SKEW_MS ? "another" : "unknown";
}

async function listAgainAfter(operation: CreateOperation, seconds: number): Promise<readonly ListedObject[]> {
  const { session, definition } = operation;
  await session.clock.sleep(seconds * 1000, session.signal);
  if (definition.unnamed !== undefined) {
    // A create whose answer arrives in time knows its own object.
    await untilAborted(
      Promise.all(session.inFlightCreates.others(operation).map(({ answered }) => answered)),
      session.signal,
    );
  }
  return listObjects(operation, { notBefore: session.observer.sequencePoint() });
}
