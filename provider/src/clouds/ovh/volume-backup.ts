import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { created } from "./schemas.ts";
import { placeIn } from "./scope.ts";
import { copyInputs, copyTraits } from "./volume-copies.ts";
import { type VolumeBackupRow, volumeBackupOf } from "./volume-schemas.ts";
import { BACKUPS, listBackups, phaseOf } from "./volumes.ts";

const { output, define } = resourceKit<Ovh, { row: VolumeBackupRow }>();

const BACKUP = `${BACKUPS}/{volumeBackupId}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => {
  const { serviceName, regionName } = placeIn(api, scope);
  return { serviceName, regionName, volumeBackupId: key };
};

export const volumeBackup = define({
  token: "ovh:VolumeBackup",
  noun: "volume backup",
  description:
    "A backup of a volume in OVHcloud's object storage, which survives the volume, for `backup` of another volume. OVHcloud cannot change one: every change replaces it.",
  see: "https://github.com/ovh/docs",
  inputs: {
    ...copyInputs<VolumeBackupRow>(
      "A backup of one that an instance uses, if OVHcloud makes it, is as consistent as a power failure leaves it.",
    ),
  },
  outputs: {
    backupId: output(z.string(), {
      always: true,
      description: "ID of the backup, without its project and region.",
      from: { row: (row) => row.id },
    }),
    size: output(z.int(), { description: "Size in GB.", from: { row: (row) => row.size } }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by OVHcloud, such as `ok`.",
      from: { row: (row) => row.status },
    }),
  },
  ...copyTraits,
  timeouts: { create: 3600, update: 600, delete: 600 },
  views: {
    row: {
      list: listBackups,
      one: async (api, { scope, key }) => {
        if (placeIn(api, scope).regionName === undefined) {
          const found = (await listBackups(api, scope)).find(([id]) => id === key);
          return found && { row: found[1] };
        }
        return { row: await api.call(`GET ${BACKUP}`, "read", at({ api, scope, key }), volumeBackupOf(key)) };
      },
    },
  },
  nameOf: ({ row }) => row?.name,
  createdAt: ({ row }) => moment(row?.creationDate),
  create: async ({ api, scope, desired: { name, volume: volumeId } }) => {
    const { serviceName, regionName } = placeIn(api, scope);
    return (await api.call(`POST ${BACKUPS}`, "create", { serviceName, regionName, name, volumeId }, created)).id;
  },
  state: ({ row }) => phaseOf(row?.status, /^(ok|restoring)$/),
  statusText: ({ row }) => row?.status,
  steps: [],
  isBeingRemoved: ({ row }) => row?.status === "deleting",
  remove: (context) => context.api.command(`DELETE ${BACKUP}`, "idempotent", at(context)),
});
