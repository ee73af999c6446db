import { type EncodedTree, utcDate } from "../encoding.ts";
import { badReference } from "../errors.ts";
import type { VolumeBackup, VolumeSnapshot } from "../model.ts";
import { activeRegion } from "./catalog.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";
import { mustBe, theVolume, workable } from "./volumes.ts";

/** Snapshots and backups of volumes (docs/api/ovh.md §4.3). */
export const volumeCopyRoutes: Routes = {
  ...under("/cloud/project/{serviceName}/volume", {
    "GET /snapshot": listSnapshots,
    "GET /snapshot/{snapshotId}": (call) => snapshotView(theSnapshot(call)),
    "DELETE /snapshot/{snapshotId}": (call) => void call.cloudState.volumeSnapshots.delete(theSnapshot(call).id),
    "POST /{volumeId}/snapshot": createSnapshot,
  }),
  ...under("/cloud/project/{serviceName}/region/{regionName}/volumeBackup", {
    "GET ": (call) => backupsIn(call).map(backupView),
    "POST ": createBackup,
    "GET /{volumeBackupId}": (call) => backupView(theBackup(call)),
    "DELETE /{volumeBackupId}": (call) => void call.cloudState.volumeBackups.delete(theBackup(call).id),
  }),
};

function theSnapshot(call: Call): VolumeSnapshot {
  const { cloudState } = call;
  return cloudState.own(cloudState.volumeSnapshots, "snapshot", call.param("snapshotId"), projectOf(call).id);
}

function snapshotView(snapshot: VolumeSnapshot): EncodedTree {
  const { id, name, description, region, volumeId, size, status, createdAt } = snapshot;
  return {
    ...{ id, name, description, region, volumeId, size, status, creationDate: utcDate(createdAt) },
    planCode: "volume.snapshot.consumption",
  };
}

function listSnapshots({ cloudState, query, ...call }: Call): EncodedTree {
  const { id: project } = projectOf({ cloudState, query, ...call });
  return cloudState.inProject(cloudState.volumeSnapshots, project, query.get("region")).map(snapshotView);
}

/** A volume that is attached can have snapshots too. */
function createSnapshot(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const volume = theVolume(call);
  mustBe(call, volume, "available", "in-use");
  const { project, region, size, id: volumeId } = volume;
  const snapshot = cloudState.volumeSnapshots.put({
    ...{ id: cloudState.ids.uuid(), account, project, region, volumeId, size, name: body.get("name") ?? "" },
    ...{ description: body.get("description") ?? "", status: "creating", createdAt: cloudState.timeline.now },
  });
  cloudState.timeline.after(cloudState.switches.durations.volumeSnapshot, { type: "volume-snapshot", id: snapshot.id });
  return snapshotView(snapshot);
}

const backupsIn = (call: Call): VolumeBackup[] =>
  call.cloudState.inProject(call.cloudState.volumeBackups, projectOf(call).id, activeRegion(call).id);

function theBackup(call: Call): VolumeBackup {
  const { cloudState } = call;
  return cloudState.own(cloudState.volumeBackups, "volume backup", call.param("volumeBackupId"), projectOf(call).id);
}

function backupView({ id, name, region, volumeId, size, status, createdAt }: VolumeBackup): EncodedTree {
  return { id, name, region, volumeId, size, status, creationDate: utcDate(createdAt) };
}

/** The volume is `backing-up` meanwhile. */
function createBackup(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const { id: region } = activeRegion(call);
  const volume = cloudState.volumes.find(body.text("volumeId"));
  if (volume?.project !== project || volume.region !== region)
    throw badReference("Volume", body.text("volumeId"), cloudState.switches);
  mustBe(call, volume, ...workable(call));
  const { volumeBackup: takes } = cloudState.switches.durations;
  const backup = cloudState.volumeBackups.put({
    ...{ id: cloudState.ids.uuid(), account, project, region, volumeId: volume.id, size: volume.size },
    ...{ name: body.get("name") ?? "", status: "creating", createdAt: cloudState.timeline.now },
  });
  cloudState.volumes.patch(volume.id, { status: "backing-up" });
  cloudState.timeline.after(takes, { type: "volume", id: volume.id, to: volume.status });
  cloudState.timeline.after(takes, { type: "volume-backup", id: backup.id });
  return backupView(backup);
}
