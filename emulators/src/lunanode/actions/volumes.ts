import { conflict, LunaNodeError, notFound } from "../errors.ts";
import type { Volume, VolumeSnapshot } from "../model.ts";
import { type EncodedTree, indexed, isoSeconds } from "../php.ts";
import { mustBe } from "../vm-machine.ts";
import { type Actions, type Call, read, write } from "./action.ts";
import { addImage } from "./images.ts";

export const volumeActions: Actions = {
  "volume/create": write(["region", "label", "size"], createVolume),
  "volume/list": read([], listVolumes),
  "volume/info": read(["volume_id"], infoOfVolume),
  "volume/attach": write(["volume_id", "vm_id", "target"], attach),
  "volume/detach": write(["volume_id"], detach),
  "volume/extend": write(["volume_id", "size"], extend),
  "volume/rename": write(["volume_id", "name"], rename),
  "volume/delete": write(["volume_id"], deleteVolume),
  "volume/snapshot-create": write(["volume_id", "label"], createSnapshot),
  "volume/snapshot-list": read(["region"], listSnapshots),
  "volume/snapshot-replicate": write(["region", "snapshot_id", "image_name", "dst_region"], replicateSnapshot),
  "volume/snapshot-delete": write(["region", "snapshot_id"], deleteSnapshot),
};

function createVolume(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const region = call.region("");
  const size = call.count("size");
  const fromImage = call.get("image") !== undefined;
  if (fromImage) sourceImage(call, region);
  const snapshot = call.get("snapshot_id");
  if (snapshot !== undefined) cloudState.ownIn(cloudState.snapshots, "volume snapshot", snapshot, account, region);
  cloudState.needCredit();
  const id = cloudState.number("volume", 3001);
  cloudState.volumes.put({
    ...{ id, account, identification: cloudState.ids.uuid(), label: call.text("label"), region, size },
    ...{ status: fromImage ? "downloading" : "creating", vmId: "", createdAt: cloudState.timeline.now },
  });
  const takes = cloudState.switches.durations[fromImage ? "volumeFromImage" : "volumeCreate"];
  cloudState.timeline.after(takes, { type: "volume", id, to: cloudState.switches.volumeOutcome });
  return { volume_id: id };
}

function sourceImage(call: Call, region: string): void {
  const image = call.cloudState.images.find(call.text("image"));
  const usable = image && (image.account === "" || image.account === call.account);
  if (!usable || image.region !== region || image.status !== "active")
    throw notFound("image", call.cloudState.switches);
}

/** volume/list has its own status values, unlike volume/info (docs/api/lunanode.md §4.1). */
function listVolumes(call: Call): Record<string, EncodedTree> {
  const isRequired = call.cloudState.switches.volumeListRegion === "required";
  if (isRequired && call.get("region") === undefined) throw new LunaNodeError("region not set");
  const rows = call.cloudState.volumes.where(call.mine);
  return {
    volumes: rows.map((volume) => ({
      ...{ id: volume.id, identification: volume.identification, name: volume.label, region: volume.region },
      ...{ size: String(volume.size), status: listStatus(volume) },
      ...{ time_created: isoSeconds(volume.createdAt), user_id: userId(call) },
    })),
  };
}

function listStatus({ status }: Volume): string {
  if (status === "creating" || status === "downloading") return "pending";
  return status === "error" ? "error" : "active";
}

function userId(call: Call): string {
  return String(1000 + (Number(call.account.replace(/\D/g, "")) || 0));
}

function infoOfVolume(call: Call): Record<string, EncodedTree> {
  const volume = own(call);
  return {
    volume: {
      ...{
        attached: attachedIn(call, volume),
        created: new Date(volume.createdAt).toISOString().slice(0, 19),
        id: volume.id,
      },
      ...{ identification: volume.identification, name: volume.label, region: volume.region },
      ...{ size: String(volume.size), status: volume.status },
    },
  };
}

/** What `attached` looks like is not documented (docs/api/lunanode.md §4.1). */
function attachedIn(call: Call, { vmId }: Volume): string {
  return vmId === "" || call.cloudState.switches.attachedAs === "id" ? vmId : `${vmId} (/dev/vdc)`;
}

function attach(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const volume = own(call);
  const vm = cloudState.vm(call.text("vm_id"), account);
  if (vm.region !== volume.region) throw notFound("volume", cloudState.switches);
  mustBeVolume(call, volume, "attach", ["available"]);
  mustBe(cloudState, vm, "attach_volume", ["online", "offline"]);
  cloudState.volumes.patch(volume.id, { status: "attaching", vmId: vm.id });
  cloudState.timeline.after(cloudState.switches.durations.volumeAttach, {
    type: "volume",
    id: volume.id,
    to: "in-use",
  });
  return {};
}

function detach(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const volume = own(call);
  mustBeVolume(call, volume, "detach", ["in-use"]);
  const boots = cloudState.vms.find(volume.vmId)?.volumeId === volume.id;
  if (boots) throw new LunaNodeError("the boot volume cannot be detached");
  cloudState.volumes.patch(volume.id, { status: "detaching" });
  cloudState.timeline.after(cloudState.switches.durations.volumeAttach, {
    type: "volume",
    id: volume.id,
    to: "available",
  });
  return {};
}

/** A volume can only grow; whether it can while attached is unknown and a switch. */
function extend(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const volume = own(call);
  const size = call.count("size");
  mustBeVolume(call, volume, "extend", cloudState.switches.extendNeedsDetach ? ["available"] : ["available", "in-use"]);
  if (size <= volume.size) throw new LunaNodeError("invalid size");
  cloudState.volumes.patch(volume.id, { size });
  return {};
}

function rename(call: Call): Record<string, EncodedTree> {
  call.cloudState.volumes.patch(own(call).id, { label: call.text("name") });
  return {};
}

function deleteVolume(call: Call): Record<string, EncodedTree> {
  const volume = own(call);
  mustBeVolume(call, volume, "delete", ["available", "error"]);
  call.cloudState.volumes.delete(volume.id);
  return {};
}

function createSnapshot(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const volume = own(call);
  mustBeVolume(call, volume, "snapshot", ["available", "in-use"]);
  const id = cloudState.number("snapshot", 701);
  const { region, size } = volume;
  cloudState.snapshots.put({
    ...{
      id,
      account,
      volumeId: volume.id,
      label: call.text("label"),
      region,
      size,
      createdAt: cloudState.timeline.now,
    },
  });
  return call.undocumented({ snapshot_id: id });
}

function listSnapshots(call: Call): Record<string, EncodedTree> {
  call.region("");
  const { snapshotList, snapshotLabelAs } = call.cloudState.switches;
  const rows = call.cloudState.snapshots.where(call.mine).map((one) => ({
    ...{ id: one.id, [snapshotLabelAs]: one.label, volume_id: one.volumeId, region: one.region },
    ...{ size: String(one.size), status: "available", time_created: isoSeconds(one.createdAt) },
  }));
  return snapshotList === "list" ? { snapshots: rows } : indexed(rows);
}

/** Creates an image in another region, judging by its parameters (docs/api/lunanode.md §2.2). */
function replicateSnapshot(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const snapshot = ownSnapshot(call);
  const material = { format: "qcow2", virtio: true, bytes: snapshot.size * 1_073_741_824 } as const;
  const target = cloudState.region(call.text("dst_region"));
  return call.undocumented({ image_id: addImage(call, target, call.text("image_name"), material) });
}

function deleteSnapshot(call: Call): Record<string, EncodedTree> {
  call.cloudState.snapshots.delete(ownSnapshot(call).id);
  return {};
}

function ownSnapshot(call: Call): VolumeSnapshot {
  const { cloudState, account } = call;
  const id = call.text("snapshot_id");
  return cloudState.ownIn(cloudState.snapshots, "volume snapshot", id, account, call.region(""));
}

function own(call: Call): Volume {
  return call.cloudState.own(call.cloudState.volumes, "volume", call.text("volume_id"), call.account);
}

function mustBeVolume(call: Call, volume: Volume, verb: string, statuses: readonly Volume["status"][]): void {
  if (!statuses.includes(volume.status)) {
    throw conflict(verb, volume.identification, volume.status, call.cloudState.switches);
  }
}
