import type { OvhCloudState } from "./cloud-state.ts";
import type { Operation, OperationStatus } from "./model.ts";

/** The object of an operation. */
export type OperationSubject = Pick<
  Operation,
  "account" | "project" | "action" | "region" | "instanceId" | "resourceId"
>;

/** Starts an operation: `created`, then `in-progress`. An operation that builds an instance ends with the build. */
export function startOperation(
  cloudState: OvhCloudState,
  subject: OperationSubject,
  endsWithBuild: boolean,
): Operation {
  const { operationStart, operation: takes } = cloudState.switches.durations;
  const operation = cloudState.operations.put({
    ...{ id: cloudState.ids.uuid(), ...subject, status: "created" },
    ...{ createdAt: cloudState.timeline.now, startedAt: 0, completedAt: 0 },
  });
  cloudState.timeline.after(operationStart, { type: "operation-started", id: operation.id });
  if (!endsWithBuild) cloudState.timeline.after(operationStart + takes, { type: "operation-done", id: operation.id });
  return operation;
}

/** Advances an operation, unless it has ended. */
export function performOperation(cloudState: OvhCloudState, id: string, status: OperationStatus): void {
  const operation = cloudState.operations.find(id);
  if (!operation || operation.completedAt > 0) return;
  const now = cloudState.timeline.now;
  const startedAt = operation.startedAt || now;
  cloudState.operations.patch(id, { status, startedAt, completedAt: status === "in-progress" ? 0 : now });
}

/** Ends the operations that build an instance. */
export function finishOperations(cloudState: OvhCloudState, instanceId: string, status: OperationStatus): void {
  for (const { id, resourceId } of cloudState.operations.where((one) => one.instanceId === instanceId)) {
    if (resourceId === instanceId) performOperation(cloudState, id, status);
  }
}
