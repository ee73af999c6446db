import { badRequest } from "../errors.ts";
import { fit, flavorIn, imageIn } from "../instance-create.ts";
import { billMonthly, enter, type MoveName, move, mustBe } from "../instance-machine.ts";
import { instanceDetail } from "../instance-view.ts";
import type { Wire } from "../wire.ts";
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
    billMonthly(call.world, theInstance(call));
    return instanceDetail(call.world, theInstance(call));
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
  return (call) => void move(call.world, theInstance(call), name);
}

function reboot(call: Call): undefined {
  const type = call.body.oneOf("type", ["soft", "hard"]);
  move(call.world, theInstance(call), type === "soft" ? "softReboot" : "hardReboot");
}

/** Passes RESIZE and VERIFY_RESIZE and comes back to the former power state. */
function resize(call: Call): Wire {
  const { world } = call;
  const instance = theInstance(call);
  const flavor = flavorIn(world, instance.region, call.body.text("flavorId"));
  const current = world.flavors.find(instance.flavorId);
  const image = world.images.find(instance.imageId);
  mustBe(world, instance, "resize", ["active", "shutoff"]);
  if (!flavor.available) throw badRequest(world.switches.capacityText);
  if (flavor.id === instance.flavorId) throw badRequest("The instance has this flavor already");
  if (flavor.disk < (current?.disk ?? 0) && world.switches.smallerDisk === "refuse")
    throw badRequest(`Flavor ${flavor.name} has a smaller disk than ${current?.name}`);
  if (image) fit(image, flavor);
  const { id, phase: to } = instance;
  enter(world, instance, "resizing", "resize", { type: "resized", id, flavorId: flavor.id, to });
  return instanceDetail(world, theInstance(call));
}

/** Id, name and addresses stay; the disk does not (docs/api/ovh.md §3.7). */
function reinstall(call: Call): Wire {
  const { world } = call;
  const instance = theInstance(call);
  const image = imageIn(world, instance.project, instance.region, call.body.text("imageId"));
  fit(image, flavorIn(world, instance.region, instance.flavorId));
  move(world, instance, "reinstall");
  world.instances.patch(instance.id, { imageId: image.id });
  return instanceDetail(world, theInstance(call));
}

/** The password of the rescue system comes in this answer. */
function rescueMode(call: Call): Wire {
  const { world, body } = call;
  const instance = theInstance(call);
  if (!body.requiredFlag("rescue")) {
    move(world, instance, "unrescue");
    return { adminPassword: null };
  }
  const imageId = body.get("imageId");
  if (imageId !== undefined) imageIn(world, instance.project, instance.region, imageId);
  move(world, instance, "rescue");
  const adminPassword = world.ids.hex(12);
  world.instances.patch(instance.id, { rescuePassword: adminPassword });
  return { adminPassword };
}

/** Makes an image of the project; the answer was void once and names it now (docs/api/ovh.md §3.3). */
function snapshot(call: Call): Wire | undefined {
  const { world, body, account } = call;
  const instance = theInstance(call);
  const name = body.text("snapshotName");
  mustBe(world, instance, "snapshot", ["active", "shutoff"]);
  const { id: instanceId, project, region, phase: to } = instance;
  const image = world.images.find(instance.imageId);
  const { type = "linux", user = "", minDisk = 0 } = image ?? {};
  const { id } = world.images.put({
    ...{ id: world.ids.uuid(), account, project, name, region, status: "saving", visibility: "private", type, user },
    ...{ minDisk, minRam: 0, size: 2.5, instanceId, createdAt: world.timeline.now },
  });
  enter(world, instance, "snapshotting", "snapshot", { type: "phase", id: instanceId, to });
  world.timeline.after(world.switches.durations.snapshot, { type: "snapshot-saved", id });
  return world.switches.newerFields ? { snapshotId: id } : undefined;
}

function vnc(call: Call): Wire {
  const instance = theInstance(call);
  mustBe(call.world, instance, "vnc", ["active", "rescue"]);
  const { region, id } = instance;
  return { type: "novnc", url: `https://console.${region.toLowerCase()}.example.net/?token=${id.slice(0, 8)}` };
}
