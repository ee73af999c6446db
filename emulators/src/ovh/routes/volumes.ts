import type { EncodedTree } from "../encoding.ts";
import { badReference, busy } from "../errors.ts";
import { imageIn, usableRegion } from "../instance-create.ts";
import type { Volume } from "../model.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Volumes, as far as instances boot from them or have them attached (docs/api/ovh.md §4.3). */
export const volumeRoutes: Routes = under("/cloud/project/{serviceName}/volume", {
  "GET ": listVolumes,
  "POST ": createVolume,
  "GET /{volumeId}": (call) => volumeView(theVolume(call)),
  "DELETE /{volumeId}": deleteVolume,
  "POST /{volumeId}/attach": attach,
  "POST /{volumeId}/detach": detach,
});

function theVolume(call: Call): Volume {
  return call.cloudState.own(call.cloudState.volumes, "volume", call.param("volumeId"), projectOf(call).id);
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
}: Volume): EncodedTree {
  return {
    ...{ id, name, description, size, type, region, status, bootable, planCode: `volume.${type}.consumption` },
    ...{ attachedTo: instanceId === "" ? [] : [instanceId], availabilityZone: null },
    creationDate: new Date(createdAt).toISOString(),
  };
}

function listVolumes({ cloudState, query, ...call }: Call): EncodedTree {
  const { id: project } = projectOf({ cloudState, query, ...call });
  return cloudState.inProject(cloudState.volumes, project, query.get("region")).map(volumeView);
}

function createVolume(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const region = usableRegion(cloudState, project, body.text("region")).id;
  const image = body.get("imageId");
  if (image !== undefined) imageIn(cloudState, project, region, image);
  const type = body.oneOf("type", ["classic", "high-speed", "high-speed-gen2"]);
  const { id } = cloudState.volumes.put({
    ...{ id: cloudState.ids.uuid(), account, project, region, type, name: body.get("name") ?? "" },
    ...{ description: body.get("description") ?? "", size: body.int("size") ?? 10, bootable: image !== undefined },
    ...{ status: image === undefined ? "creating" : "downloading", instanceId: "", createdAt: cloudState.timeline.now },
  });
  cloudState.timeline.after(cloudState.switches.durations.volume, { type: "volume", id, to: "available" });
  return volumeView(cloudState.own(cloudState.volumes, "volume", id, project));
}

function mustBe(call: Call, { id, status }: Volume, wanted: Volume["status"]): void {
  if (status !== wanted) throw busy(`Volume ${id} is ${status}`, call.cloudState.switches);
}

function deleteVolume(call: Call): undefined {
  const volume = theVolume(call);
  mustBe(call, volume, "available");
  call.cloudState.volumes.delete(volume.id);
}

function attach(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const volume = theVolume(call);
  const instance = cloudState.instance(body.text("instanceId"), projectOf(call).id);
  mustBe(call, volume, "available");
  if (instance.region !== volume.region) throw badReference("Instance", instance.id, cloudState.switches);
  cloudState.volumes.patch(volume.id, { status: "attaching", instanceId: instance.id });
  cloudState.timeline.after(cloudState.switches.durations.attach, { type: "volume", id: volume.id, to: "in-use" });
  return volumeView(theVolume(call));
}

function detach(call: Call): EncodedTree {
  const { cloudState } = call;
  const volume = theVolume(call);
  mustBe(call, volume, "in-use");
  cloudState.volumes.patch(volume.id, { status: "detaching" });
  cloudState.timeline.after(cloudState.switches.durations.detach, { type: "volume", id: volume.id, to: "available" });
  return volumeView(theVolume(call));
}
