import { LunaNodeError, notFound } from "../errors.ts";
import type { Image } from "../model.ts";
import type { EncodedTree } from "../php.ts";
import { type Actions, type Call, read, write } from "./action.ts";

export const imageActions: Actions = {
  "image/fetch": write(["region", "name", "location", "format"], fetchImage),
  "image/list": read([], listImages),
  "image/details": read(["image_id"], details),
  "image/delete": write(["image_id"], deleteImage),
  "image/replicate": write(["image_id", "region"], replicate),
  "image/rename": write(["image_id", "name"], rename),
};

/** The properties of a new image; sizes in bytes. */
export type ImageMaterial = Pick<Image, "format" | "virtio" | "bytes">;

/** Starts a new image: queued, then saving, then active or failed (docs/api/lunanode.md §4.2). Returns its ID. */
export function addImage(call: Call, region: string, name: string, material: ImageMaterial): string {
  const { cloudState, account } = call;
  cloudState.needCredit();
  const image = cloudState.images.put({
    ...{ id: cloudState.number("image", 240279), account, name, region, ...material },
    ...{ status: "queued", outcome: cloudState.switches.imageOutcome },
    ...{ checksum: cloudState.ids.hex(32), createdAt: cloudState.timeline.now },
  } satisfies Image);
  cloudState.timeline.after(cloudState.switches.durations.imageQueue, { type: "image-saving", id: image.id });
  return image.id;
}

function fetchImage(call: Call): Record<string, EncodedTree> {
  const region = call.region("");
  const format = call.text("format");
  if (!/^(https?|ftp):\/\/\S+$/.test(call.text("location"))) throw new LunaNodeError("invalid location");
  if (format !== "iso" && format !== "qcow2") throw new LunaNodeError("invalid format");
  const material = { format, virtio: call.flag("virtio"), bytes: 1_073_741_824 } as const;
  return { image_id: addImage(call, region, call.text("name"), material) };
}

/** The account's own images and LunaNode's; only the name distinguishes them (docs/api/lunanode.md §4.2). */
function listImages(call: Call): Record<string, EncodedTree> {
  const region = call.get("region");
  const displayed = call.cloudState.images
    .where((image) => image.account === "" || image.account === call.account)
    .filter((image) => region === undefined || image.region === region);
  return {
    images: displayed.map(({ id, name, region: where, status }) => ({ image_id: id, name, region: where, status })),
  };
}

function details(call: Call): Record<string, EncodedTree> {
  const image = visible(call);
  const bus = image.virtio ? "virtio" : "ide";
  return {
    details: {
      ...{ name: image.name, region: image.region, status: image.status, size: String(image.bytes) },
      ...{ checksum: image.status === "active" ? image.checksum : "", disk_format: image.format },
      ...{ hw_disk_bus: bus, hw_video_model: "cirrus", hw_vif_model: image.virtio ? "virtio" : "e1000" },
      ...{ libvirt_cpu_mode: "host-model", cache_mode: "none" },
      ...{ is_read_only: image.account === "" ? "yes" : "no", metadata: [] },
      time_created: new Date(image.createdAt).toISOString().slice(0, 19),
    },
  };
}

function deleteImage(call: Call): Record<string, EncodedTree> {
  const image = own(call);
  call.cloudState.timeline.cancel((event) => event.id === image.id);
  call.cloudState.images.delete(image.id);
  return {};
}

function replicate(call: Call): Record<string, EncodedTree> {
  const image = visible(call);
  const region = call.region("");
  if (image.status !== "active") throw notFound("image", call.cloudState.switches);
  return { image_id: addImage(call, region, image.name, pick(image)) };
}

function rename(call: Call): Record<string, EncodedTree> {
  call.cloudState.images.patch(own(call).id, { name: call.text("name") });
  return {};
}

function pick({ format, virtio, bytes }: Image): ImageMaterial {
  return { format, virtio, bytes };
}

function own(call: Call): Image {
  return call.cloudState.own(call.cloudState.images, "image", call.text("image_id"), call.account);
}

function visible(call: Call): Image {
  const image = call.cloudState.images.find(call.text("image_id"));
  return image?.account === "" ? image : own(call);
}
