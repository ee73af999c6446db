import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { REGION_FIELD, ref } from "./fields.ts";
import { done, type VolumeRow, volumeCreated } from "./schemas.ts";
import { whole } from "./vm-views.ts";
import { infoOfVolume, isFree, listVolumes } from "./volumes.ts";

const { required, optional, output, define } = resourceKit<LunaNode, { row: VolumeRow }>();

/** Seconds to wait for a volume to be released after it is detached or its VM is deleted; clients wait 9 to 15 (§3.6). */
const RELEASE_LIMIT = 120;

export const volume = define({
  token: "lunanode:Volume",
  noun: "volume",
  description:
    "A LunaNode block storage volume: empty, from an image, or from a snapshot. It costs money until it is deleted.",
  see: "https://www.lunanode.com/api/volume",
  inputs: {
    name: optional(z.string().min(1).max(64), {
      description: "Name in the panel (`label`). Generated from the resource's name if absent.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    region: optional(ref, {
      ...REGION_FIELD,
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    size: required(z.int().min(1), {
      description: "Size in GB. A volume grows in place, and never shrinks. The guest's file system is not changed.",
      change: "update",
      growOnly: { what: "volume", unit: "GB", sizeOf: (size) => size },
      read: { from: { row: (row) => whole(row.size) }, drift: "repair" },
    }),
    image: optional(ref, {
      description: "Image to copy to the volume, by ID or name. Set at most one of `image` and `snapshot`.",
      change: "replace",
      catalog: "images",
    }),
    snapshot: optional(ref, {
      description: "Volume snapshot to copy to the volume, by ID or name (`snapshot_id`).",
      change: "replace",
      catalog: "volumeSnapshots",
    }),
  },
  outputs: {
    volumeId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the volume, without its region.",
      from: { row: (row) => row.id },
    }),
    identification: output(z.string(), {
      dependsOn: [],
      description: "UUID of the volume.",
      from: { row: (row) => row.identification },
    }),
    status: output(z.string(), {
      dependsOn: [],
      description: "Status as LunaNode lists it: `pending` or `active`. Whether it is attached is not part of it.",
      from: { row: (row) => row.status },
    }),
  },
  isCharged: true,
  scope: (desired) => desired.region ?? "toronto",
  listBy: { region: "all" },
  id: scopedId("toronto/3001"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9._-]/ },
  timeouts: { create: 1800, update: 600, delete: 600 },
  views: {
    row: {
      allScopes: true,
      list: async (api) => (await listVolumes(api)).map((row) => [row.id, row, row.region] as const),
    },
  },
  // It is not known which error volume/info returns for a volume that does not exist.
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  createdAt: (observed) => moment(observed.row?.time_created),
  validate: (_desired, isSet) =>
    isSet("image") && isSet("snapshot")
      ? [{ property: "snapshot", reason: "set at most one of image and snapshot, which the volume is filled from" }]
      : [],
  create: async ({ api, scope, desired: { name, size, image, snapshot } }) => {
    const parameters = { region: scope, label: name, size: String(size), image, snapshot_id: snapshot };
    return (await api.call("volume/create", "create", parameters, volumeCreated)).volume_id;
  },
  state: ({ row }) => stateOf(row?.status),
  statusText: ({ row }) => row?.status,
  steps: [
    {
      // The list may show `active` before volume/info shows `available`, and only an available volume can be attached (§4.1).
      label: "be available",
      fields: [],
      due: ({ creating }) => creating,
      run: async ({ api, key, poll }) => {
        const { status } = await poll(
          "it to be available",
          () => infoOfVolume(api, key),
          (info) => !/^(creating|downloading)$/i.test(info.status ?? ""),
        );
        if (isFailed(status)) {
          throw new Error(
            `LunaNode volume ${key} ended with the status ${status}. Delete it in the panel, or destroy it and run pulumi up again.`,
          );
        }
      },
    },
    {
      label: "grow",
      fields: ["size"],
      refusalHint: (error) =>
        error.kind === "conflict"
          ? "LunaNode may extend a volume only while it is detached: take its VolumeAttachment out of the program, run pulumi up, and put it back."
          : undefined,
      run: ({ api, key, desired }) =>
        api.call("volume/extend", "idempotent", { volume_id: key, size: String(desired.size) }, done),
    },
    {
      label: "be renamed",
      fields: ["name"],
      run: ({ api, key, desired }) =>
        api.call("volume/rename", "idempotent", { volume_id: key, name: desired.name }, done),
    },
  ],
  passingRefusal: {
    waitingFor: "for its VM to release it",
    limitSeconds: RELEASE_LIMIT,
    isPassing: (error) => error instanceof AttachedError || (error instanceof CloudError && error.kind === "conflict"),
  },
  remove: async ({ api, key }) => {
    const info = await infoOfVolume(api, key);
    if (!isFree(info)) {
      throw new AttachedError(
        `LunaNode volume ${key} is attached to ${info.attached === "" ? "a VM" : `VM ${info.attached}`}, so it was not deleted. Detach it in the panel or remove its VolumeAttachment, then run this again.`,
      );
    }
    await api.call("volume/delete", "idempotent", { volume_id: key }, done);
  },
});

class AttachedError extends Error {}

const isFailed = (status: string | undefined): boolean => /error/i.test(status ?? "");

/** Uses the list's statuses. An unknown status counts as pending. */
function stateOf(status: string | undefined) {
  if (isFailed(status)) {
    return { is: "failed", why: String(status) } as const;
  }
  // Without a status, an object that exists is ready.
  return { is: status === undefined || /^(active|available|in-use)$/i.test(status) ? "ready" : "pending" } as const;
}
