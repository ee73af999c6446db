import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import { phaseOf } from "../observe/observe.ts";
import type { Found, InterruptedCreate } from "../recovery/interrupted-creates.ts";
import type { Session } from "../recovery/session.ts";
import { notInPlace } from "./adopt.ts";
import { operationForCreate, recordCreated } from "./lifecycle.ts";
import type { Operation } from "./operation.ts";
import { unfinishedState } from "./operation-state.ts";

function createdAt({ definition, observed }: Operation): Pick<Found, "createdAt"> {
  const moment = definition.createdAt?.(observed);
  return moment === undefined ? {} : { createdAt: moment };
}

/**
 * The object that a create with these inputs may have made, with the state that an interruption would have left. `isListed`: it
 * was listed just now, so if it cannot be read it is only too young.
 */
export async function readUnfinished(
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  id: string,
  isListed: boolean,
): Promise<InterruptedCreate> {
  const operation = await operationForCreate(session, definition, inputs);
  const { options } = operation;
  const { key, scope = options.scope } = definition.id.parse(id);
  if (scope !== options.scope) {
    return { is: "different", id, why: `it is in ${scope}, but the program says ${options.scope}` };
  }
  recordCreated(operation, key);
  const seen = await operation.observe(true);
  if (seen.is !== "there" && !isListed) {
    return { is: "different", id, why: "there is no such object in this account" };
  }
  if (seen.is === "gone") {
    return { is: "nothing" };
  }
  const why = await notInPlace(operation);
  if (why !== undefined) {
    return { is: "different", id: operation.id, why };
  }
  const now = phaseOf(definition, operation.observed);
  const failure = now?.is === "failed" ? now.why : undefined;
  return {
    is: "found",
    id: operation.id,
    outputs: unfinishedState(operation, failure),
    phase: now?.is === "ready" || now?.is === "failed" ? now.is : "pending",
    ...createdAt(operation),
    createSeconds: options.limitSeconds,
  };
}
