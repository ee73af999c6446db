import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { LunaNode } from "./account.ts";
import { REGION_FIELD } from "./fields.ts";
import { done, type SnapshotRow, snapshotCreated } from "./schemas.ts";
import { listSnapshots } from "./snapshots.ts";
import { whole } from "./vm-views.ts";

const { required, optional, output, define } = resourceKit<LunaNode, { row: SnapshotRow }>();

export const volumeSnapshot = define({
  token: "lunanode:VolumeSnapshot",
  noun: "volume snapshot",
  description:
    "A snapshot of a LunaNode volume, for `snapshot` of another volume. LunaNode cannot change one: every change replaces it.",
  see: "https://www.lunanode.com/api/volume",
  inputs: {
    name: optional(z.string().min(1).max(64), {
      description: "Name in the panel (`label`). Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    region: optional(z.string().min(1), {
      ...REGION_FIELD,
      description: "Region of the volume, by ID or name, such as `toronto`.",
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    volume: required(z.string().min(1), {
      description:
        "Volume, by ID or name. A snapshot of one that a VM uses is as consistent as a power failure leaves it.",
      change: "replace",
      catalog: "volumes",
      read: { from: { row: (row) => row.volume_id }, drift: "report" },
    }),
  },
  outputs: {
    snapshotId: output(z.string(), {
      always: true,
      description: "ID of the snapshot, without its region.",
      from: { row: (row) => row.id },
    }),
    size: output(z.int(), {
      description: "Size in GB, if LunaNode lists it.",
      from: { row: (row) => whole(row.size) },
    }),
    status: output(z.string(), {
      description: "Status as reported by LunaNode.",
      from: { row: (row) => row.status },
    }),
  },
  isCharged: true,
  scope: (desired) => desired.region ?? "toronto",
  listBy: { region: "default" },
  id: scopedId("toronto/701"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9._-]/ },
  views: {
    row: { list: async (api, region) => (await listSnapshots(api, region)).map((row) => [row.id, row] as const) },
  },
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  createdAt: (observed) => moment(observed.row?.time_created),
  create: ({ api, scope, desired: { name, volume }, createByDifference }) =>
    // The response is not documented, so the new snapshot is found by comparing lists. One at a time for that reason (§2.2).
    createByDifference(`volume snapshots ${scope}`, {
      ...{ cloud: "LunaNode", call: "volume/snapshot-create" },
      send: async () => {
        const parameters = { volume_id: volume, label: name };
        return (await api.call("volume/snapshot-create", "create", parameters, snapshotCreated)).snapshot_id;
      },
      list: async () => (await listSnapshots(api, scope)).map((row) => [row.id, row.name === name] as const),
    }),
  // The statuses of snapshots are not known; these are those of volumes.
  state: ({ row: { status } = {} }) =>
    /error/i.test(status ?? "")
      ? { is: "failed", why: String(status) }
      : { is: status === undefined || /^(available|active|complete|ready)$/i.test(status) ? "ready" : "pending" },
  statusText: ({ row }) => row?.status,
  steps: [],
  remove: ({ api, scope, key }) =>
    api.call("volume/snapshot-delete", "idempotent", { region: scope, snapshot_id: key }, done),
});
