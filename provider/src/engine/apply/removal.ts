import { CloudError } from "../../http/errors.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { refusalIn } from "../definition/task.ts";
import type { Json } from "../definition/values.ts";
import { RefusedError } from "../errors.ts";
import { phaseOf } from "../observe/observe.ts";
import { place, refuseForeign } from "../observe/read.ts";
import { releaseName } from "../recovery/pre-create-lookup.ts";
import type { Session } from "../recovery/session.ts";
import { readMetadata } from "../state/metadata.ts";
import { inputsIn } from "../state/state.ts";
import { namesOwnObject } from "./adopt.ts";
import { noteRemoval } from "./exclusive.ts";
import { giveLeftoversBack, removalRun } from "./leftovers.ts";
import type { Operation } from "./operation.ts";
import { operationContext } from "./operation-context.ts";
import { labelOf } from "./operation-state.ts";
import { powerOf } from "./power.ts";
import { StoppedWork } from "./stopped-work.ts";
import { waitForPresence, waitUntilGone } from "./waits.ts";
import { sendOncePassed } from "./write.ts";

/** Deletes the object, and waits until it is gone. */
export async function remove(session: Session, definition: ResourceDefinition, id: string, olds: Json): Promise<void> {
  const metadata = readMetadata(definition, id, olds);
  const { scope } = await place(session, definition, id, metadata);
  const inputs = metadata === undefined ? olds : inputsIn(definition, olds, metadata);
  const label = labelOf(definition, inputs);
  const operation = removalRun(session, definition, { id, scope, outputs: olds, metadata: metadata, label });
  const endOperation = session.observer.beginOperation(definition);
  try {
    const seen = await waitForPresence(operation);
    if (seen === "gone") {
      await refuseForeign(session, definition, id, metadata);
      await giveLeftoversBack(operation, "vanished");
      await definition.afterRemoval?.(operationContext(operation));
    } else if (session.adopted.has(definition, operation.place.key)) {
      session.reporter.warn(
        operation.about(`another resource of the program has adopted ${operation.subject}, so it was not deleted.`),
      );
    } else if (session.adopting.has(definition, operation.place.key)) {
      throw new RefusedError(namesOwnObject(operation));
    } else {
      const answer = await requestRemoval(operation);
      if (answer !== "released") {
        await waitUntilGone(operation, answer === "accepted");
        await giveLeftoversBack(operation, "removed");
        await definition.afterRemoval?.(operationContext(operation));
      }
    }
  } catch (error) {
    throw operation.explain(error);
  } finally {
    endOperation();
  }
  releaseName(operation);
  noteRemoval(operation);
}

/**
 * Asks the cloud to delete the object. `released`: it stays in the cloud on purpose. `known`: the call failed, or was not needed,
 * because the object is gone or being deleted already.
 */
async function requestRemoval(operation: Operation): Promise<"accepted" | "released" | "known"> {
  const { session, definition } = operation;
  const stoppedWork = new StoppedWork(operation);
  const context = operationContext(operation);
  if (definition.isBeingRemoved?.(operation.observed) === true) {
    return "known";
  }
  try {
    await definition.beforeRemoval?.(context);
    await enterRemovalPower(operation, stoppedWork);
    const passing = refusalIn(definition.passingRefusal, context);
    return (await sendOncePassed(operation, { send: () => definition.remove(context), passing })) ?? "accepted";
  } catch (error) {
    session.observer.invalidate(definition);
    if (session.signal.aborted || !(await isRemoved(operation, error))) {
      await stoppedWork.restoreAfterFailure();
      throw error;
    }
    return "known";
  } finally {
    session.observer.invalidate(definition);
  }
}

/** Whether the object is gone although its removal failed, or is being deleted: a second call then finds nothing to delete. */
async function isRemoved(operation: Operation, error: unknown): Promise<boolean> {
  const after = await operation.observe().catch(() => undefined);
  const isGoing = after?.is === "there" && phaseOf(operation.definition, after.observed)?.is === "pending";
  return after?.is === "gone" || (isGoing && error instanceof CloudError && error.kind === "notFound");
}

/** Brings a server into the power state in which it is removed. */
async function enterRemovalPower(operation: Operation, stoppedWork: StoppedWork): Promise<void> {
  const { definition, session } = operation;
  const { removalPower: need } = definition;
  if (need?.insteadOf.includes(powerOf(operation) ?? "") !== true) {
    return;
  }
  const seen = operation.observed;
  const isThere = await stoppedWork.enter(need, [], need.limitSeconds);
  // Views that the waits did not fetch are unchanged.
  operation.observed = { ...seen, ...operation.observed };
  if (!isThere) {
    session.reporter.warn(
      operation.about(
        `it was asked to become ${need.state} and is not after ${need.limitSeconds} s; deleting it anyway.`,
      ),
    );
  }
}
