import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { created } from "./schemas.ts";
import { within } from "./scope.ts";
import { copyInputs, copyTraits } from "./volume-copies.ts";
import { type VolumeSnapshotRow, volumeSnapshotOf } from "./volume-schemas.ts";
import { listSnapshots, PROJECT, phaseOf, VOLUME } from "./volumes.ts";

const { optional, output, define } = resourceKit<Ovh, { row: VolumeSnapshotRow }>();

const SNAPSHOT = `${PROJECT}/volume/snapshot/{snapshotId}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => ({
  serviceName: within(api, scope).serviceName,
  snapshotId: key,
});

export const volumeSnapshot = define({
  token: "ovh:VolumeSnapshot",
  noun: "volume snapshot",
  description:
    "A snapshot of a volume, beside it in the same storage, for `snapshot` of another volume. OVHcloud cannot change one: every change replaces it. For a copy apart from the volume, use `VolumeBackup`.",
  see: "https://github.com/ovh/docs",
  inputs: {
    ...copyInputs<VolumeSnapshotRow>(
      "A snapshot of one that an instance uses is as consistent as a power failure leaves it.",
    ),
    description: optional(z.string(), {
      description: "Description in the panel.",
      change: "replace",
      read: { from: { row: (row) => row.description ?? "" }, drift: "report" },
    }),
  },
  outputs: {
    snapshotId: output(z.string(), {
      always: true,
      description: "ID of the snapshot, without its project and region.",
      from: { row: (row) => row.id },
    }),
    size: output(z.int(), { description: "Size in GB.", from: { row: (row) => row.size } }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by OVHcloud, such as `available`.",
      from: { row: (row) => row.status },
    }),
  },
  ...copyTraits,
  timeouts: { create: 1800, update: 600, delete: 600 },
  views: {
    row: {
      list: listSnapshots,
      one: async (api, place) => ({
        row: await api.call(`GET ${SNAPSHOT}`, "read", at({ api, ...place }), volumeSnapshotOf(place.key)),
      }),
    },
  },
  nameOf: ({ row }) => row?.name,
  createdAt: ({ row }) => moment(row?.creationDate),
  create: async ({ api, scope, desired: { name, volume, description } }) => {
    const parameters = { serviceName: within(api, scope).serviceName, volumeId: volume, name, description };
    return (await api.call(`POST ${VOLUME}/snapshot`, "create", parameters, created)).id;
  },
  state: ({ row }) => phaseOf(row?.status, /^available$/),
  statusText: ({ row }) => row?.status,
  steps: [],
  isBeingRemoved: ({ row }) => row?.status === "deleting",
  remove: (context) => context.api.command(`DELETE ${SNAPSHOT}`, "idempotent", at(context)),
});
