import type { OvhCloudState } from "../cloud-state.ts";
import type { EncodedTree } from "../encoding.ts";
import { badRequest } from "../errors.ts";
import { fit, flavorIn, imageIn, usableRegion } from "../instance-create.ts";
import { billMonthly, enter, type MoveName, move, mustBe } from "../instance-machine.ts";
import { instanceDetail } from "../instance-view.ts";
import type { Image, Instance } from "../model.ts";
import { startOperation } from "../operations.ts";
import { addImage } from "../snapshots.ts";
import { theInstance } from "./instances.ts";
import { type Call, type Routes, type Run, under } from "./route.ts";

export const instanceActionRoutes: Routes = {
  ...under("/cloud/project/{serviceName}/region/{regionName}/instance/{instanceId}", {
    "POST /snapshot": snapshotByOperation,
  }),
  ...under("/cloud/project/{serviceName}/instance/{instanceId}", {
    "POST /start": bare("start"),
    "POST /stop": bare("stop"),
    "POST /shelve": bare("shelve"),
    "POST /unshelve": bare("unshelve"),
    "POST /resume": bare("resume"),
    "POST /reboot": reboot,
    "POST /resize": resize,
    "POST /reinstall": reinstall,
    "POST /rescueMode": rescueMode,
    "POST /activeMonthlyBilling": (call) => {
      billMonthly(call.cloudState, theInstance(call));
      return instanceDetail(call.cloudState, theInstance(call));
    },
    "POST /snapshot": snapshot,
    "POST /vnc": vnc,
    "POST /applicationAccess": (call) => {
      theInstance(call);
      return { status: "ok", accesses: [] };
    },
  }),
};

/** A call without a body and without a result. */
function bare(name: MoveName): Run {
  return (call) => void move(call.cloudState, theInstance(call), name);
}

function reboot(call: Call): undefined {
  const type = call.body.oneOf("type", ["soft", "hard"]);
  move(call.cloudState, theInstance(call), type === "soft" ? "softReboot" : "hardReboot");
}

/** Passes through RESIZE and VERIFY_RESIZE and returns to the former power state. */
function resize(call: Call): EncodedTree {
  const { cloudState } = call;
  const instance = theInstance(call);
  const flavor = flavorIn(cloudState, instance.region, call.body.text("flavorId"));
  const current = cloudState.flavors.find(instance.flavorId);
  const image = cloudState.images.find(instance.imageId);
  mustBe(cloudState, instance, "resize", ["active", "shutoff"]);
  if (!flavor.available) throw badRequest(cloudState.switches.capacityText);
  if (flavor.id === instance.flavorId) throw badRequest("The instance has this flavor already");
  if (flavor.disk < (current?.disk ?? 0) && cloudState.switches.smallerDisk === "refuse")
    throw badRequest(`Flavor ${flavor.name} has a smaller disk than ${current?.name}`);
  if (image) fit(image, flavor);
  const { id, phase: to } = instance;
  enter(cloudState, instance, "resizing", "resize", { type: "resized", id, flavorId: flavor.id, to });
  return instanceDetail(cloudState, theInstance(call));
}

/** ID, name and addresses stay; the disk does not (docs/api/ovh.md §3.7). */
function reinstall(call: Call): EncodedTree {
  const { cloudState } = call;
  const instance = theInstance(call);
  const image = imageIn(cloudState, instance.project, instance.region, call.body.text("imageId"));
  fit(image, flavorIn(cloudState, instance.region, instance.flavorId));
  move(cloudState, instance, "reinstall");
  cloudState.instances.patch(instance.id, { imageId: image.id });
  return instanceDetail(cloudState, theInstance(call));
}

/** The response contains the password of the rescue system. */
function rescueMode(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const instance = theInstance(call);
  if (!body.requiredFlag("rescue")) {
    move(cloudState, instance, "unrescue");
    return { adminPassword: null };
  }
  const imageId = body.get("imageId");
  if (imageId !== undefined) imageIn(cloudState, instance.project, instance.region, imageId);
  move(cloudState, instance, "rescue");
  const adminPassword = cloudState.ids.hex(12);
  cloudState.instances.patch(instance.id, { rescuePassword: adminPassword });
  return { adminPassword };
}

/** Creates an image of the project. The response used to be void and now identifies it (docs/api/ovh.md §3.3). */
function snapshot(call: Call): EncodedTree | undefined {
  const { id } = addSnapshot(call.cloudState, theInstance(call), call.body.text("snapshotName"));
  return call.cloudState.switches.newerFields ? { snapshotId: id } : undefined;
}

/** Starts a snapshot of an instance, which is busy until the image is saved. */
function addSnapshot(cloudState: OvhCloudState, instance: Instance, name: string): Image {
  mustBe(cloudState, instance, "snapshot", ["active", "shutoff"]);
  const { id: instanceId, region, phase: to } = instance;
  const image = addImage(cloudState, instance, { name, region, status: "saving", sourceId: "" });
  enter(cloudState, instance, "snapshotting", "snapshot", { type: "phase", id: instanceId, to });
  cloudState.timeline.after(cloudState.switches.durations.snapshot, { type: "snapshot-saved", id: image.id });
  return image;
}

/** The same by an operation, which can also copy the image to another region (docs/api/ovh.md §3.4). */
function snapshotByOperation(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const { switches, timeline } = cloudState;
  const instance = theInstance(call);
  const { account, project, region, id: instanceId } = instance;
  const [to, name] = [body.get("distantRegionName"), body.get("distantSnapshotName")];
  if (to !== undefined) usableRegion(cloudState, project, to);
  const { id } = addSnapshot(cloudState, instance, body.text("snapshotName"));
  if (to !== undefined) {
    const after = switches.durations.snapshot + switches.durations.distantCopy;
    timeline.after(after, { type: "snapshot-copied", id, region: to, name: name ?? body.text("snapshotName") });
  }
  const subject = { account, project, action: "instance#snapshot", region, instanceId, resourceId: id };
  const { id: operationId } = startOperation(cloudState, subject, false);
  return { imageId: switches.snapshotImageId === "snapshot" ? id : instance.imageId, operationId };
}

function vnc(call: Call): EncodedTree {
  const instance = theInstance(call);
  mustBe(call.cloudState, instance, "vnc", ["active", "rescue"]);
  const { region, id } = instance;
  return { type: "novnc", url: `https://console.${region.toLowerCase()}.example.net/?token=${id.slice(0, 8)}` };
}
