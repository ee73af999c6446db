import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { HELD, NAME, REGION_FIELD, ref, reported, scopeOf, textOf, viewOf } from "./ids.ts";
import { created, done } from "./schemas.ts";
import { SNAPSHOT, type SnapshotRow } from "./storage-schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<SnapshotRow> }>();

const TYPES = ["FULL", "INCREMENTAL"] as const;

export const blockStorageSnapshot = define({
  token: "naver:BlockStorageSnapshot",
  noun: "block storage snapshot",
  description:
    "A snapshot of block storage, for `snapshot` of a `BlockStorage` or a `ServerImage`. It costs money until it is deleted.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver-snapshot-createblockstoragesnapshotinstance",
  inputs: {
    name: optional(
      z
        .string()
        .regex(
          /^[A-Za-z][A-Za-z0-9_-]{1,28}[A-Za-z0-9]$/,
          "must have 3 to 30 characters: letters, digits, - and _, beginning with a letter and ending with a letter or digit",
        ),
      {
        description:
          "Name (`blockStorageSnapshotName`): 3 to 30 letters, digits, `-` and `_`. Generated from the resource's name if absent. NAVER Cloud cannot rename a snapshot: a change is only recorded.",
        change: "initial",
        read: reported((row) => row.blockStorageSnapshotName),
      },
    ),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    blockStorage: required(ref, {
      description:
        "Storage to take it of, by name, number or ID (`originalBlockStorageInstanceNo`). Of one that a server uses, it is as consistent as a power failure leaves it.",
      change: "replace",
      catalog: "blockStorages",
      read: reported((row) => row.originalBlockStorageInstanceNo),
    }),
    snapshotType: optional(z.enum(TYPES), {
      description:
        "`FULL` (the default) or `INCREMENTAL`, which adds to an earlier one of the same storage: up to seven follow a full one (`snapshotTypeCode`).",
      change: "replace",
      withoutIt: "FULL",
      read: { from: { row: (row) => TYPES.find((type) => type === row.snapshotType) }, drift: "report" },
    }),
    description: optional(textOf(1000), {
      description: "Description (`blockStorageSnapshotDescription`), at most 1000 bytes.",
      change: "initial",
      read: reported((row) => row.blockStorageSnapshotDescription),
    }),
  },
  outputs: {
    blockStorageSnapshotInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the snapshot.",
      from: { row: (row) => row.blockStorageSnapshotInstanceNo },
    }),
    size: output(z.number(), {
      dependsOn: [],
      description: "Size of the storage in GB when the snapshot was taken.",
      from: { row: (row) => row.blockStorageSnapshotVolumeSize },
    }),
    hypervisor: output(z.string(), {
      dependsOn: [],
      description: "Hypervisor of the storage: `KVM`, `XEN` or `RHV`.",
      from: { row: (row) => row.hypervisorType },
    }),
    bootable: output(z.boolean(), {
      dependsOn: [],
      description: "Whether a server image can be created from it: it is one of a root disk.",
      from: { row: (row) => row.isBootable },
    }),
    status: output(z.string(), {
      dependsOn: [],
      description: "Status as reported by NAVER Cloud: `INIT`, then `CREAT`.",
      from: { row: (row) => row.blockStorageSnapshotInstanceStatus },
    }),
  },
  timeouts: { create: 3600, update: 600, delete: 600 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/56311101"),
  name: NAME,
  views: { row: viewOf(SNAPSHOT) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.blockStorageSnapshotName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: ({ api, scope, desired }) =>
    api.call(
      "vserver/createBlockStorageSnapshotInstance",
      "create",
      scope,
      {
        originalBlockStorageInstanceNo: desired.blockStorage,
        blockStorageSnapshotName: desired.name,
        snapshotTypeCode: desired.snapshotType,
        blockStorageSnapshotDescription: desired.description,
      },
      created(SNAPSHOT),
    ),
  // Only CREAT is documented as the end (§4.10).
  state: ({ row }) =>
    row && {
      is:
        row.blockStorageSnapshotInstanceStatus === "CREAT" && row.blockStorageSnapshotInstanceOperation === undefined
          ? "ready"
          : "pending",
    },
  statusText: ({ row }) => row?.blockStorageSnapshotInstanceStatus,
  steps: [],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) =>
    api.call(
      "vserver/deleteBlockStorageSnapshotInstances",
      "idempotent",
      scope,
      { blockStorageSnapshotInstanceNoList: [key] },
      done,
    ),
});
