import type { OvhCloudState } from "./cloud-state.ts";
import type { BackupSchedule, Instance } from "./model.ts";

/** Creates the automatic backup of an instance. */
export function addSchedule(
  cloudState: OvhCloudState,
  { id: instanceId, account, project, region, name }: Instance,
  { cron, rotation }: { readonly cron: string; readonly rotation: number },
  own = name,
): BackupSchedule {
  return cloudState.backupSchedules.put({
    ...{ id: cloudState.ids.uuid(), account, project, region, instanceId, cron, rotation, name: own },
    createdAt: cloudState.timeline.now,
    executedAt: 0,
  });
}
