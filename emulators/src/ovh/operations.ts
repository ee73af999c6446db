import type { Operation, OperationStatus } from "./model.ts";
import type { OvhWorld } from "./world.ts";

/** What an operation is about. */
export type OperationSubject = Pick<
  Operation,
  "account" | "project" | "action" | "region" | "instanceId" | "resourceId"
>;

/** Starts an operation: `created`, then `in-progress`. One that builds an instance ends with the build. */
export function startOperation(world: OvhWorld, subject: OperationSubject, endsWithBuild: boolean): Operation {
  const { operationStart, operation: takes } = world.switches.durations;
  const operation = world.operations.put({
    ...{ id: world.ids.uuid(), ...subject, status: "created" },
    ...{ createdAt: world.timeline.now, startedAt: 0, completedAt: 0 },
  });
  world.timeline.after(operationStart, { type: "operation-started", id: operation.id });
  if (!endsWithBuild) world.timeline.after(operationStart + takes, { type: "operation-done", id: operation.id });
  return operation;
}

/** Moves an operation on, unless it is over. */
export function performOperation(world: OvhWorld, id: string, status: OperationStatus): void {
  const operation = world.operations.find(id);
  if (!operation || operation.completedAt > 0) return;
  const now = world.timeline.now;
  const startedAt = operation.startedAt || now;
  world.operations.patch(id, { status, startedAt, completedAt: status === "in-progress" ? 0 : now });
}

/** Ends the operations that build an instance. */
export function finishOperations(world: OvhWorld, instanceId: string, status: OperationStatus): void {
  for (const { id, resourceId } of world.operations.where((one) => one.instanceId === instanceId)) {
    if (resourceId === instanceId) performOperation(world, id, status);
  }
}
