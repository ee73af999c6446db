import type { BackupSchedule, Instance } from "./model.ts";
import type { OvhWorld } from "./world.ts";

/** Makes the automatic backup of an instance. */
export function addSchedule(
  world: OvhWorld,
  { id: instanceId, account, project, region, name }: Instance,
  { cron, rotation }: { readonly cron: string; readonly rotation: number },
  own = name,
): BackupSchedule {
  return world.backupSchedules.put({
    ...{ id: world.ids.uuid(), account, project, region, instanceId, cron, rotation, name: own },
    createdAt: world.timeline.now,
  });
}
