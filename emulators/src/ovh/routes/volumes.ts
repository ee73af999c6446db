import type { OvhCloudState } from "../cloud-state.ts";
import { type EncodedTree, isoDate, orNull, utcDate } from "../encoding.ts";
import { badReference, badRequest, busy } from "../errors.ts";
import { imageIn, usableRegion, zoneOf } from "../instance-create.ts";
import { type Volume, type VolumeType, volumeTypes } from "../model.ts";
import { startOperation } from "../operations.ts";
import { releaseVolume } from "../volumes.ts";
import { activeRegion } from "./catalog.ts";
import type { Fields } from "./fields.ts";
import { operationView } from "./region-instances.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Volumes, by the older calls and by those of a region, which are answered with an operation (docs/api/ovh.md §4.3). */
export const volumeRoutes: Routes = {
  ...under("/cloud/project/{serviceName}/volume", {
    "GET ": listVolumes,
    "POST ": createVolume,
    "GET /{volumeId}": (call) => volumeView(theVolume(call)),
    "PUT /{volumeId}": editVolume,
    "DELETE /{volumeId}": deleteVolume,
    "POST /{volumeId}/upsize": upsize,
    "POST /{volumeId}/attach": attach,
    "POST /{volumeId}/detach": detach,
  }),
  ...under("/cloud/project/{serviceName}/region/{regionName}/volume", {
    "GET ": (call) => volumesIn(call).map((one) => regionVolumeView(call, one)),
    "POST ": createByOperation,
    "GET /{volumeId}": (call) => regionVolumeView(call, theVolume(call)),
    "PUT /{volumeId}": editByOperation,
  }),
};

export function theVolume(call: Call): Volume {
  return call.cloudState.own(call.cloudState.volumes, "volume", call.param("volumeId"), projectOf(call).id);
}

function volumeView(volume: Volume): EncodedTree {
  const { id, name, description, size, type, region, status, bootable, instanceIds, availabilityZone } = volume;
  return {
    ...{ id, name, description, size, type, region, status, bootable, planCode: `volume.${type}.consumption` },
    ...{ attachedTo: instanceIds, availabilityZone: orNull(availabilityZone) },
    creationDate: utcDate(volume.createdAt),
  };
}

/** Without the region, and with what was made of the volume. */
function regionVolumeView({ cloudState }: Call, volume: Volume): EncodedTree {
  const { id, name, description, size, type, status, bootable, instanceIds, availabilityZone, kmsKey } = volume;
  const [domainId = "", serviceKeyId = ""] = kmsKey.split("/");
  const made = <Row extends { volumeId: string }>(rows: readonly Row[]) => rows.filter((one) => one.volumeId === id);
  return {
    ...{ id, name, description, size, type, status, bootable, availabilityZone: orNull(availabilityZone) },
    ...{ attachedTo: instanceIds.map((one) => ({ id: one })), creationDate: utcDate(volume.createdAt) },
    encryption: kmsKey === "" ? null : { encrypted: true, kms: { domainId, serviceKeyId } },
    snapshots: made(cloudState.volumeSnapshots.all()).map((one) => madeOf(one)),
    backups: made(cloudState.volumeBackups.all()).map((one) => madeOf(one)),
  };
}

const madeOf = (row: { id: string; name: string; size: number; status: string; createdAt: number }): EncodedTree => ({
  ...{ id: row.id, name: row.name, size: row.size, status: row.status, creationDate: utcDate(row.createdAt) },
});

const volumesIn = (call: Call): Volume[] =>
  call.cloudState.inProject(call.cloudState.volumes, projectOf(call).id, activeRegion(call).id);

function listVolumes({ cloudState, query, ...call }: Call): EncodedTree {
  const { id: project } = projectOf({ cloudState, query, ...call });
  return cloudState.inProject(cloudState.volumes, project, query.get("region")).map(volumeView);
}

function createVolume(call: Call): EncodedTree {
  const region = usableRegion(call.cloudState, projectOf(call).id, call.body.text("region")).id;
  return volumeView(addVolume(call, region, call.body.oneOf("type", volumeTypes)));
}

/** The volume is a resource of the operation. `encryption` makes a type for encrypted volumes of a plain one. */
function createByOperation(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const { id: region } = activeRegion(call);
  const encryption = body.object("encryption");
  const plain = body.oneOf("type", volumeTypes);
  const luks = volumeTypes.find((one) => one === `${plain}-luks`);
  const { id: resourceId } = addVolume(call, region, encryption?.flag("encrypted") ? (luks ?? plain) : plain);
  const subject = { account, project, action: "volume#create", region, instanceId: "", resourceId };
  const { id, createdAt } = startOperation(cloudState, subject, false);
  const nested = cloudState.switches.operationResource === "sub";
  return {
    ...{
      id,
      action: "volume#create",
      status: "created",
      progress: 0,
      regions: [region],
      createdAt: isoDate(createdAt),
    },
    ...{ startedAt: null, completedAt: null, resourceId: nested ? null : resourceId },
    subOperations: nested ? [{ resourceId, resourceType: "volume" }] : null,
  };
}

function addVolume(call: Call, region: string, type: VolumeType): Volume {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const { volumeOutcome, durations } = cloudState.switches;
  const image = body.get("imageId");
  if (image !== undefined) imageIn(cloudState, project, region, image);
  const size = Math.max(body.int("size") ?? 10, sizeOfSource(call, project, region));
  const volume = cloudState.volumes.put({
    ...{ id: cloudState.ids.uuid(), account, project, region, type, name: body.get("name") ?? "" },
    ...{ description: body.get("description") ?? "", size, bootable: image !== undefined, instanceIds: [] },
    ...{ status: image === undefined ? "creating" : "downloading", createdAt: cloudState.timeline.now },
    ...{ availabilityZone: zoneOf(cloudState, { region, availabilityZone: body.get("availabilityZone") ?? "" }) },
    kmsKey: kmsKeyOf(body.object("encryption")?.object("kms")),
  });
  cloudState.timeline.after(durations.volume, { type: "volume", id: volume.id, to: volumeOutcome });
  return volume;
}

const kmsKeyOf = (kms: Fields | undefined): string =>
  kms === undefined ? "" : `${kms.text("domainId")}/${kms.text("serviceKeyId")}`;

/** The size of the snapshot or backup that a volume is filled from; 0 if it is neither. */
function sizeOfSource({ cloudState, body }: Call, project: string, region: string): number {
  const [snapshotId, backupId] = [body.get("snapshotId"), body.get("backupId")];
  const snapshot = snapshotId === undefined ? undefined : cloudState.volumeSnapshots.find(snapshotId);
  const backup = backupId === undefined ? undefined : cloudState.volumeBackups.find(backupId);
  for (const [kind, id, row] of [
    ["Snapshot", snapshotId, snapshot],
    ["Backup", backupId, backup],
  ] as const) {
    if (id !== undefined && (row?.project !== project || row.region !== region))
      throw badReference(kind, id, cloudState.switches);
  }
  return snapshot?.size ?? backup?.size ?? 0;
}

export function mustBe({ cloudState }: Call, { id, status }: Volume, ...wanted: readonly Volume["status"][]): void {
  if (!wanted.includes(status)) throw busy(`Volume ${id} is ${status}`, cloudState.switches);
}

/** Whether work on an attached volume is possible is unknown. */
export const workable = ({ cloudState }: Call): readonly Volume["status"][] =>
  cloudState.switches.attachedVolumeWork === "possible" ? ["available", "in-use"] : ["available"];

function editVolume(call: Call): EncodedTree {
  const { body, cloudState } = call;
  const { id, name, description } = theVolume(call);
  cloudState.volumes.patch(id, {
    ...{ name: body.get("name") ?? name, description: body.get("description") ?? description },
  });
  return volumeView(theVolume(call));
}

function upsize(call: Call): EncodedTree {
  grow(call, theVolume(call), call.body.int("size") ?? 0);
  return volumeView(theVolume(call));
}

function grow(call: Call, volume: Volume, size: number): void {
  if (size <= volume.size) throw badRequest(`New size ${size} must be greater than the current one, ${volume.size}`);
  begin(call, volume, "extending", { size });
}

function begin(call: Call, volume: Volume, via: "extending" | "retyping", set: Partial<Volume>): void {
  const { timeline, volumes, switches } = call.cloudState;
  mustBe(call, volume, ...workable(call));
  volumes.patch(volume.id, { status: via });
  timeline.after(switches.durations.volumeChange, { type: "volume", id: volume.id, to: volume.status, set });
}

function editByOperation(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const volume = theVolume(call);
  const size = body.int("size");
  if (size !== undefined && size !== volume.size) grow(call, volume, size);
  if (body.get("type") !== undefined) {
    begin(call, theVolume(call), "retyping", { type: body.oneOf("type", volumeTypes) });
  }
  const { id, name, description, project, region } = volume;
  cloudState.volumes.patch(id, {
    ...{ name: body.get("name") ?? name, description: body.get("description") ?? description },
  });
  const subject = { account, project, action: "volume#update", region, instanceId: "", resourceId: id };
  return operationView(cloudState, startOperation(cloudState, subject, false));
}

function deleteVolume(call: Call): undefined {
  const { cloudState } = call;
  const volume = theVolume(call);
  mustBe(call, volume, "available", "error");
  if (cloudState.switches.volumeWithSnapshots === "refused" && hasSnapshots(cloudState, volume))
    throw busy(`Volume ${volume.id} has snapshots`, cloudState.switches);
  cloudState.timeline.cancel((event) => event.id === volume.id);
  cloudState.volumes.delete(volume.id);
}

const hasSnapshots = ({ volumeSnapshots }: OvhCloudState, { id }: Volume): boolean =>
  volumeSnapshots.where(({ volumeId }) => volumeId === id).length > 0;

function attach(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const volume = theVolume(call);
  const instance = cloudState.instance(body.text("instanceId"), projectOf(call).id);
  mustBe(call, volume, "available", ...(volume.type === "classic-multiattach" ? (["in-use"] as const) : []));
  if (instance.region !== volume.region) throw badReference("Instance", instance.id, cloudState.switches);
  cloudState.volumes.patch(volume.id, { status: "attaching", instanceIds: [...volume.instanceIds, instance.id] });
  cloudState.timeline.after(cloudState.switches.durations.attach, { type: "volume", id: volume.id, to: "in-use" });
  return volumeView(theVolume(call));
}

function detach(call: Call): EncodedTree {
  const volume = theVolume(call);
  const instanceId = call.body.text("instanceId");
  mustBe(call, volume, "in-use");
  if (!volume.instanceIds.includes(instanceId))
    throw badRequest(`Volume ${volume.id} is not attached to instance ${instanceId}`);
  releaseVolume(call.cloudState, volume, instanceId, "detach");
  return volumeView(theVolume(call));
}
