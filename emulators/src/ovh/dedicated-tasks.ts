import type { OvhCloudState } from "./cloud-state.ts";

/** The end of a task. */
export function endDedicatedTask(
  { dedicatedServers, dedicatedTasks, switches, timeline }: OvhCloudState,
  { id, task, set }: { readonly id: string; readonly task: string; readonly set: object },
): void {
  dedicatedServers.patch(id, set);
  if (switches.dedicatedTasks === "purged") dedicatedTasks.delete(task);
  else dedicatedTasks.patch(task, { status: switches.dedicatedTaskOutcome, doneAt: timeline.now });
}
