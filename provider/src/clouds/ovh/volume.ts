import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { operationRow } from "./operation-schemas.ts";
import { createByOperation, operationTask } from "./operations.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";
import { created } from "./schemas.ts";
import { placeIn, scopeOf, within } from "./scope.ts";
import { type RegionVolumeRow, regionVolumeList, type VolumeRow, volumeOf } from "./volume-schemas.ts";
import { fetchVolume, listVolumes, PROJECT, phaseOf, storageId, VOLUME } from "./volumes.ts";

interface Views {
  row: VolumeRow;
  /** Only the list of a region shows the key of an encrypted volume. */
  region: RegionVolumeRow;
}
const { required, optional, output, define } = resourceKit<Ovh, Views>();

const IN_REGION = `${PROJECT}/region/{regionName}/volume` as const;

/** Seconds to wait for a volume to be released after it is detached or its instance is deleted. */
const RELEASE_LIMIT = 180;

const TYPES = [
  ...["classic", "classic-luks", "classic-multiattach", "high-speed", "high-speed-luks"],
  ...["high-speed-gen2", "high-speed-gen2-luks"],
];
const LUKS = /-luks$/;

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "is not a UUID");

/** The key of `encryptionKey` that a volume shows. None: it is not encrypted with one. */
const keyOf = ({ encryption }: RegionVolumeRow, given: object | undefined) =>
  encryption?.kms ?? (given === undefined ? undefined : { domainId: "", serviceKeyId: "" });

const DETACH_HINT =
  "OVHcloud may make this change only while the volume is detached: take its VolumeAttachment out of the program, run pulumi up, and put it back.";
const refusalHint = (error: CloudError) => (error.kind === "conflict" ? DETACH_HINT : undefined);

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => ({
  serviceName: within(api, scope).serviceName,
  volumeId: key,
});

/** Sends one of the two, because the other may have been changed by somebody else. */
async function edit(
  context: Parameters<typeof at>[0],
  change: { name?: string | undefined; description?: string | undefined },
) {
  await context.api.call(`PUT ${VOLUME}`, "idempotent", { ...at(context), ...change }, volumeOf(context.key));
}

export const volume = define({
  token: "ovh:Volume",
  noun: "volume",
  description:
    "A block storage volume of a Public Cloud project: empty, or filled from an image, a snapshot or a backup. It costs money until it is deleted.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(z.string().min(1).max(255), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
    region: required(ref, {
      ...REGION_FIELD,
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    size: required(z.int().min(1), {
      description: "Size in GB. A volume grows in place, and never shrinks. The guest's file system is not changed.",
      growOnly: { what: "volume", unit: "GB", sizeOf: (size) => size },
      read: { from: { row: (row) => row.size }, drift: "repair" },
      change: "update",
    }),
    type: required(z.enum(TYPES), {
      description:
        "Type, such as `classic`, `high-speed` or `high-speed-gen2`; `-luks` at its end means encrypted. A volume changes its type in place.",
      change: "update",
      read: { from: { row: (row) => row.type }, drift: "repair" },
    }),
    description: optional(z.string(), {
      description: "Description in the panel.",
      change: "update",
      read: { from: { row: (row) => row.description ?? "" }, drift: "repair" },
    }),
    image: optional(ref, {
      description:
        "Image to copy to the volume (`imageId`), by ID or name, so that an instance can boot from it. Set at most one of `image`, `snapshot` and `backup`.",
      change: "replace",
      catalog: "images",
    }),
    snapshot: optional(ref, {
      description: "Volume snapshot to copy to the volume (`snapshotId`), by ID or name.",
      change: "replace",
      catalog: "volumeSnapshots",
    }),
    backup: optional(ref, {
      description: "Volume backup to restore to the new volume (`backupId`), by ID or name.",
      change: "replace",
      catalog: "volumeBackups",
    }),
    encryptionKey: optional(
      z.strictObject({
        domainId: uuid.describe("ID of the key management's domain."),
        serviceKeyId: uuid.describe("ID of the key in it."),
      }),
      {
        description:
          "Key of your own in OVHcloud's key management that encrypts the volume (`encryption.kms`). The type must end in `-luks`. With such a type and without this, OVHcloud manages the key.",
        change: "replace",
        read: { from: { region: keyOf }, drift: "report" },
      },
    ),
    availabilityZone: optional(ref, {
      description: "Zone, in a region with several, such as `eu-west-par-a`. It must be that of the instance.",
      change: "replace",
      read: { from: { row: (row) => row.availabilityZone }, drift: "report" },
    }),
  },
  outputs: {
    volumeId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the volume, without its project and region.",
      from: { row: (row) => row.id },
    }),
    status: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Status as reported by OVHcloud, such as `available` or `in-use`.",
      from: { row: (row) => row.status },
    }),
    instanceIds: output(z.array(z.string()), {
      dependsOn: [],
      description: "IDs of the instances that it is attached to.",
      from: { row: (row) => row.attachedTo },
    }),
  },
  isCharged: true,
  timeouts: { create: 1800, update: 1800, delete: 600 },
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  listBy: { project: "configured", region: "all" },
  id: storageId,
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: listVolumes,
      one: async (api, { scope, key }) => ({ row: await fetchVolume(api, scope, key) }),
    },
    region: {
      list: async (api, scope) => {
        const { serviceName, regionName } = placeIn(api, scope);
        const rows = await api.call(`GET ${IN_REGION}`, "read", { serviceName, regionName }, regionVolumeList);
        return rows.map((row) => [row.id, row] as const);
      },
    },
  },
  absenceProof: "both",
  consistencyWindow: 120,
  nameOf: ({ row }) => row?.name,
  createdAt: ({ row }) => moment(row?.creationDate),
  validate: ({ type, encryptionKey }, isSet) => [
    ...(["image", "snapshot", "backup"] as const)
      .filter(isSet)
      .slice(1)
      .map((property) => ({ property, reason: "set at most one of image, snapshot and backup" })),
    ...(encryptionKey !== undefined && type !== undefined && !LUKS.test(type)
      ? [{ property: "encryptionKey", reason: `needs a type that ends in -luks, such as ${type}-luks` }]
      : []),
  ],
  create: async (context) => {
    const { api, scope, desired } = context;
    const { name = "", size, type, description, image, snapshot, backup, encryptionKey, availabilityZone } = desired;
    const parameters = { name, size, description, availabilityZone, imageId: image, snapshotId: snapshot };
    // Only the call of a region knows backups and keys. It makes an encrypted type of a plain one (§4.3).
    if (backup === undefined && encryptionKey === undefined) {
      const all = { ...within(api, scope), ...parameters, type };
      return (await api.call(`POST ${PROJECT}/volume`, "create", all, created)).id;
    }
    const { serviceName, regionName } = placeIn(api, scope);
    const encryption = encryptionKey === undefined ? undefined : { encrypted: true, kms: { ...encryptionKey } };
    const plain = encryption === undefined ? type : type.replace(LUKS, "");
    const all = { serviceName, regionName, ...parameters, type: plain, backupId: backup, encryption };
    return createByOperation(context, {
      ...{ serviceName, name },
      send: () => api.call(`POST ${IN_REGION}`, "create", all, operationRow),
      list: async () => (await listVolumes(api, scope)).map(([id, row]) => ({ id, name: row.name ?? "" })),
    });
  },
  state: ({ row }) => phaseOf(row?.status, /^(available|in-use|reserved|awaiting-transfer)$/),
  statusText: ({ row }) => row?.status,
  steps: [
    {
      label: "be renamed",
      fields: ["name"],
      run: (context) => edit(context, { name: context.desired.name }),
    },
    {
      label: "have its description",
      fields: ["description"],
      run: (context) => edit(context, { description: context.desired.description }),
    },
    {
      label: "grow",
      fields: ["size"],
      refusalHint,
      run: async (context) => {
        const parameters = { ...at(context), size: context.desired.size };
        await context.api.call(`POST ${VOLUME}/upsize`, "idempotent", parameters, volumeOf(context.key));
      },
    },
    {
      label: "change its type",
      fields: ["type"],
      refusalHint,
      run: async (context) => {
        const { api, scope, desired } = context;
        const { serviceName, regionName } = placeIn(api, scope);
        const parameters = { ...at(context), regionName, type: desired.type };
        const operation = await api.call(`PUT ${IN_REGION}/{volumeId}`, "idempotent", parameters, operationRow);
        return operationTask(api, serviceName, operation);
      },
    },
  ],
  passingRefusal: {
    waitingFor: "for its instance to release it",
    limitSeconds: RELEASE_LIMIT,
    isPassing: (error) => error instanceof AttachedError || (error instanceof CloudError && error.kind === "conflict"),
  },
  remove: async (context) => {
    const { api, scope, key } = context;
    const { attachedTo } = await fetchVolume(api, scope, key);
    if (attachedTo.length > 0) {
      throw new AttachedError(
        `OVHcloud volume ${key} is attached to instance ${attachedTo.join(" and ")}, so it was not deleted. Detach it in the panel or remove its VolumeAttachment, then run this again.`,
      );
    }
    await api.command(`DELETE ${VOLUME}`, "idempotent", at(context));
  },
});

class AttachedError extends Error {}
