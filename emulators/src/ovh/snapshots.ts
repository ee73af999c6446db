import type { OvhCloudState } from "./cloud-state.ts";
import type { BackupSchedule, Image, Instance } from "./model.ts";

/** Images that are made of instances: snapshots, their copies in other regions, and backups of a schedule. */

type Made = Pick<Image, "name" | "region" | "status" | "sourceId">;

export function addImage(
  cloudState: OvhCloudState,
  { id: instanceId, account, project, imageId }: Instance,
  made: Made,
): Image {
  const { type = "linux", user = "", minDisk = 0 } = cloudState.images.find(imageId) ?? {};
  return cloudState.images.put({
    ...{ id: cloudState.ids.uuid(), account, project, ...made, visibility: "private", type, user, minDisk },
    ...{ minRam: 0, size: 2.5, instanceId, createdAt: cloudState.timeline.now },
  });
}

/** The copy of a snapshot in another region, unless the snapshot is gone. */
export function copySnapshot(cloudState: OvhCloudState, id: string, region: string, name: string): void {
  const source = cloudState.images.find(id);
  if (source === undefined) return;
  const { account, project, type, user, minDisk, minRam, size, visibility, instanceId } = source;
  cloudState.images.put({
    ...{ id: cloudState.ids.uuid(), account, project, name, region, status: "active", visibility, type, user },
    ...{ minDisk, minRam, size, instanceId, sourceId: id, createdAt: cloudState.timeline.now },
  });
}

/** Deletes a snapshot, and its copy if the two belong together. */
export function deleteSnapshot(cloudState: OvhCloudState, id: string): void {
  cloudState.timeline.cancel((event) => event.id === id);
  cloudState.images.delete(id);
  if (cloudState.switches.distantCopyStays) return;
  for (const copy of cloudState.images.where(({ sourceId }) => sourceId === id)) cloudState.images.delete(copy.id);
}

/** What a schedule does when it is due: cron expressions are not evaluated. */
export function runSchedule(cloudState: OvhCloudState, schedule: BackupSchedule): void {
  const instance = cloudState.instances.find(schedule.instanceId);
  if (instance === undefined) return;
  const stamp = new Date(cloudState.timeline.now).toISOString().slice(0, 19);
  const named = cloudState.switches.backupImageName === "prefix" ? `${schedule.name}_${stamp}` : `backup_${stamp}`;
  addImage(cloudState, instance, { name: named, region: instance.region, status: "active", sourceId: schedule.id });
  cloudState.backupSchedules.patch(schedule.id, { executedAt: cloudState.timeline.now });
}
