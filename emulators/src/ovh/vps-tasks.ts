import type { OvhCloudState } from "./cloud-state.ts";
import type { VpsEvent } from "./vps-model.ts";

/** The end of a task. */
export function endVpsTask(cloudState: OvhCloudState, { id, task, set }: VpsEvent): void {
  cloudState.vpses.patch(id, set);
  if (cloudState.switches.vpsTasks === "purged") cloudState.vpsTasks.delete(task);
  else cloudState.vpsTasks.patch(task, { state: cloudState.switches.vpsTaskOutcome });
}
