import { limitOf } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { Leftover } from "../definition/leftovers.ts";
import type { Json } from "../definition/values.ts";
import type { Session } from "../recovery/session.ts";
import { type ResourceMetadata, readMetadata } from "../state/metadata.ts";
import { atOf, inputsIn, plainOutputs, type State, withMetadata } from "../state/state.ts";
import { Operation } from "./operation.ts";
import { operationContext } from "./operation-context.ts";

/**
 * Leftovers: what came with an object and is still charged when the object is gone, such as an address or a backup schedule.
 * What certainly came with the object is released with it; everything else is reported in a warning.
 */

interface Known {
  id: string;
  scope: string;
  outputs: Json;
  metadata: ResourceMetadata | undefined;
  label: string;
}

/** The Operation that removes an object, built from its state. */
export function removalRun(session: Session, definition: ResourceDefinition, known: Known): Operation {
  const { id, scope, outputs, metadata, label } = known;
  const inputs = metadata === undefined ? outputs : inputsIn(definition, outputs, metadata);
  const operation = new Operation(session, definition, {
    inputs,
    references: { ids: metadata?.ids ?? {}, verbatim: new Set() },
    scope,
    account: metadata?.account ?? "",
    previous: {
      inputs,
      ids: metadata?.ids ?? {},
      displayValues: metadata?.displayed ?? {},
      outputs,
      power: metadata?.power ?? "",
      unfinished: metadata?.unfinished ?? [],
    },
    creating: false,
    runEveryStep: false,
    createdAt: metadata?.createdAt,
    limitSeconds: session.limitSeconds ?? limitOf(definition, inputs, "delete"),
    label,
  });
  operation.at = atOf(definition, id, scope);
  return operation;
}

/** Releases the leftovers of an object that is gone, and warns of others that may belong to it. */
export async function giveLeftoversBack(operation: Operation, how: "removed" | "vanished"): Promise<void> {
  const { leftovers } = operation.definition;
  const found = (await leftovers?.find(operationContext(operation), how)) ?? [];
  for (const leftover of found.filter(({ isOwn }) => isOwn)) {
    await giveBack(operation, leftover, how);
  }
  warnOfOthers(operation, found);
}

/**
 * Releases a leftover. If the call fails but the leftover is gone, by itself or by an earlier attempt, it counts as released.
 */
async function giveBack(operation: Operation, leftover: Leftover, how: "removed" | "vanished"): Promise<void> {
  const { leftovers } = operation.definition;
  const context = operationContext(operation);
  try {
    await leftovers?.giveBack(context, leftover);
  } catch (error) {
    const left = operation.session.signal.aborted
      ? undefined
      : await leftovers?.find(context, how).catch(() => undefined);
    if (left === undefined || left.some(({ id }) => id === leftover.id)) {
      throw error;
    }
  }
  if (leftover.note !== undefined) {
    operation.session.reporter.warn(
      operation.about(`${leftover.name} was deleted with the ${operation.definition.noun}; ${leftover.note}.`),
    );
  }
}

function warnOfOthers(operation: Operation, found: readonly Leftover[]): void {
  const others = found.filter(({ isOwn }) => !isOwn);
  if (others.length > 0) {
    operation.session.reporter.warn(
      operation.about(
        `${namesOf(others)} may have been created with it, but this is not certain. ${others.length > 1 ? "They stay" : "It stays"} in the cloud and may be charged.`,
      ),
    );
  }
}

const namesOf = (found: readonly Leftover[]): string => found.map(({ name }) => name).join(" and ");

/**
 * The state of an object that a refresh finds gone while leftovers of it remain; undefined if none do. A refresh changes
 * nothing in a cloud: the next `pulumi up` replaces the object, and a destroy deletes it, and both release the leftovers.
 */
export async function heldByLeftovers(
  session: Session,
  definition: ResourceDefinition,
  id: string,
  outputs: Json,
): Promise<(State & { inputs: Json }) | undefined> {
  const metadata = readMetadata(definition, id, outputs);
  if (metadata === undefined || definition.leftovers === undefined) {
    return undefined;
  }
  const { scope } = atOf(definition, id, metadata.scope);
  const label = `${session.cloud} ${definition.noun} ${id}`;
  const operation = removalRun(session, definition, { id, scope, outputs, metadata, label });
  const found = await definition.leftovers.find(operationContext(operation), "vanished");
  const own = found.filter(({ isOwn }) => isOwn);
  warnOfOthers(operation, found);
  if (own.length === 0) {
    return undefined;
  }
  const failure = `it was deleted in the cloud, but ${namesOf(own)}, created with it, ${own.length > 1 ? "are" : "is"} still there`;
  session.reporter.warn(
    `${label}: ${failure}. The next pulumi up releases ${own.length > 1 ? "them" : "it"} and creates a new ${definition.noun}; pulumi destroy only releases ${own.length > 1 ? "them" : "it"}.`,
  );
  const next = { ...metadata, pending: true, createdAt: metadata.createdAt ?? 0 };
  return {
    id: operation.id,
    inputs: inputsIn(definition, outputs, metadata),
    outputs: plainOutputs(withMetadata({ ...outputs, failure }, next)),
  };
}
