import type { EncodedTree } from "../encoding.ts";
import { badRequest } from "../errors.ts";
import { fit, flavorIn, imageIn } from "../instance-create.ts";
import { billMonthly, enter, type MoveName, move, mustBe } from "../instance-machine.ts";
import { instanceDetail } from "../instance-view.ts";
import { theInstance } from "./instances.ts";
import { type Call, type Routes, type Run, under } from "./route.ts";

export const instanceActionRoutes: Routes = under("/cloud/project/{serviceName}/instance/{instanceId}", {
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
});

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
  const { cloudState, body, account } = call;
  const instance = theInstance(call);
  const name = body.text("snapshotName");
  mustBe(cloudState, instance, "snapshot", ["active", "shutoff"]);
  const { id: instanceId, project, region, phase: to } = instance;
  const image = cloudState.images.find(instance.imageId);
  const { type = "linux", user = "", minDisk = 0 } = image ?? {};
  const { id } = cloudState.images.put({
    ...{
      id: cloudState.ids.uuid(),
      account,
      project,
      name,
      region,
      status: "saving",
      visibility: "private",
      type,
      user,
    },
    ...{ minDisk, minRam: 0, size: 2.5, instanceId, createdAt: cloudState.timeline.now },
  });
  enter(cloudState, instance, "snapshotting", "snapshot", { type: "phase", id: instanceId, to });
  cloudState.timeline.after(cloudState.switches.durations.snapshot, { type: "snapshot-saved", id });
  return cloudState.switches.newerFields ? { snapshotId: id } : undefined;
}

function vnc(call: Call): EncodedTree {
  const instance = theInstance(call);
  mustBe(call.cloudState, instance, "vnc", ["active", "rescue"]);
  const { region, id } = instance;
  return { type: "novnc", url: `https://console.${region.toLowerCase()}.example.net/?token=${id.slice(0, 8)}` };
}
