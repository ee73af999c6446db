import { badReference, busy } from "../errors.ts";
import { imageIn, usableRegion } from "../instance-create.ts";
import type { Volume } from "../model.ts";
import type { Wire } from "../wire.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Volumes, as far as instances boot from them and have them attached (docs/api/ovh.md §4.3). */
export const volumeRoutes: Routes = under("/cloud/project/{serviceName}/volume", {
  "GET ": listVolumes,
  "POST ": createVolume,
  "GET /{volumeId}": (call) => volumeView(theVolume(call)),
  "DELETE /{volumeId}": deleteVolume,
  "POST /{volumeId}/attach": attach,
  "POST /{volumeId}/detach": detach,
});

function theVolume(call: Call): Volume {
  return call.world.own(call.world.volumes, "volume", call.param("volumeId"), projectOf(call).id);
}

function volumeView({
  id,
  name,
  description,
  size,
  type,
  region,
  status,
  bootable,
  instanceId,
  createdAt,
}: Volume): Wire {
  return {
    ...{ id, name, description, size, type, region, status, bootable, planCode: `volume.${type}.consumption` },
    ...{ attachedTo: instanceId === "" ? [] : [instanceId], availabilityZone: null },
    creationDate: new Date(createdAt).toISOString(),
  };
}

function listVolumes({ world, query, ...call }: Call): Wire {
  const { id: project } = projectOf({ world, query, ...call });
  return world.inProject(world.volumes, project, query.get("region")).map(volumeView);
}

function createVolume(call: Call): Wire {
  const { world, account, body } = call;
  const { id: project } = projectOf(call);
  const region = usableRegion(world, project, body.text("region")).id;
  const image = body.get("imageId");
  if (image !== undefined) imageIn(world, project, region, image);
  const type = body.oneOf("type", ["classic", "high-speed", "high-speed-gen2"]);
  const { id } = world.volumes.put({
    ...{ id: world.ids.uuid(), account, project, region, type, name: body.get("name") ?? "" },
    ...{ description: body.get("description") ?? "", size: body.int("size") ?? 10, bootable: image !== undefined },
    ...{ status: image === undefined ? "creating" : "downloading", instanceId: "", createdAt: world.timeline.now },
  });
  world.timeline.after(world.switches.durations.volume, { type: "volume", id, to: "available" });
  return volumeView(world.own(world.volumes, "volume", id, project));
}

function mustBe(call: Call, { id, status }: Volume, wanted: Volume["status"]): void {
  if (status !== wanted) throw busy(`Volume ${id} is ${status}`, call.world.switches);
}

function deleteVolume(call: Call): undefined {
  const volume = theVolume(call);
  mustBe(call, volume, "available");
  call.world.volumes.delete(volume.id);
}

function attach(call: Call): Wire {
  const { world, body } = call;
  const volume = theVolume(call);
  const instance = world.instance(body.text("instanceId"), projectOf(call).id);
  mustBe(call, volume, "available");
  if (instance.region !== volume.region) throw badReference("Instance", instance.id, world.switches);
  world.volumes.patch(volume.id, { status: "attaching", instanceId: instance.id });
  world.timeline.after(world.switches.durations.attach, { type: "volume", id: volume.id, to: "in-use" });
  return volumeView(theVolume(call));
}

function detach(call: Call): Wire {
  const { world } = call;
  const volume = theVolume(call);
  mustBe(call, volume, "in-use");
  world.volumes.patch(volume.id, { status: "detaching" });
  world.timeline.after(world.switches.durations.detach, { type: "volume", id: volume.id, to: "available" });
  return volumeView(theVolume(call));
}
