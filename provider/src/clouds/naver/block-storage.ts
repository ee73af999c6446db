import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Naver } from "./account.ts";
import {
  attach,
  detach,
  holderOf,
  isXen,
  KVM_TYPES,
  refuseUnfitServer,
  type Views,
  XEN_TYPES,
} from "./block-storage-attachment.ts";
import { validate } from "./block-storage-checks.ts";
import {
  HELD,
  NAME,
  nameText,
  nameType,
  numberOf,
  REGION_FIELD,
  ref,
  reported,
  scopeOf,
  textOf,
  viewOf,
} from "./ids.ts";
import { created, done } from "./schemas.ts";
import { ask } from "./server-actions.ts";
import { STORAGE, type StorageRow } from "./storage-schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, Views>();

const TYPES = [...KVM_TYPES, ...XEN_TYPES] as const;
const volumeTypeOf = (row: StorageRow) =>
  TYPES.find((type) => type === (row.blockStorageVolumeType ?? row.blockStorageDiskDetailType));

export const blockStorage = define({
  token: "naver:BlockStorage",
  noun: "block storage",
  description: "Additional block storage for a server. It costs money until it is deleted, attached or not.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver-storage-createblockstorageinstance",
  inputs: {
    name: optional(nameType, {
      description: `${nameText("blockStorageName")} NAVER Cloud cannot rename storage: a change is only recorded.`,
      change: "initial",
      read: reported((row) => row.blockStorageName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    volumeType: required(z.enum(TYPES), {
      description:
        "`CB1`, `FB1`, `CB2` or `FB2` for servers on KVM, `SSD` or `HDD` for those on XEN or RHV (`blockStorageVolumeTypeCode`). It cannot be changed.",
      change: "replace",
      read: { from: { row: volumeTypeOf }, drift: "report" },
    }),
    size: required(z.int().min(10).multipleOf(10), {
      description:
        "Size in GB, in steps of 10: up to 16380 on KVM, 2000 on XEN. It grows in place and never shrinks. Storage of a server grows only while the server is stopped. The guest's file system is not changed.",
      change: "update",
      growOnly: { what: "block storage", unit: "GB", sizeOf: (size) => size },
      read: { from: { row: (row) => row.blockStorageSize }, drift: "repair" },
    }),
    zone: optional(ref, {
      description: "Zone, such as `KR-1` (`zoneCode`). KVM needs it. Storage for XEN is created where its server is.",
      change: "replace",
      catalog: "zones",
      read: reported((row) => row.zoneCode),
    }),
    server: optional(z.string(), {
      description:
        "Server to attach it to, by number (`serverInstanceNo`) or ID, in the same zone. A change moves it, an empty text detaches it: unmount it in the guest first. Unmanaged if absent. Storage for XEN is created attached, so it needs one.",
      change: "update",
      refersTo: ["server"],
      listedIn: [{ catalog: "servers" }],
      same: (a, b) => numberOf(a) === numberOf(b),
      read: { from: { row: holderOf }, drift: "repair" },
    }),
    snapshot: optional(ref, {
      description:
        "Snapshot to create it from, by name, number or ID (`blockStorageSnapshotInstanceNo`). On XEN the storage has the snapshot's size at first, on KVM at least that.",
      change: "replace",
      catalog: "blockStorageSnapshots",
      read: reported((row) => row.blockStorageSnapshotInstanceNo),
    }),
    returnProtection: optional(z.boolean(), {
      description:
        "Whether NAVER Cloud refuses to delete it (`isReturnProtection`). While it is true, deleting the resource is an error.",
      change: "update",
      read: { from: { row: (row) => row.isReturnProtection }, drift: "repair" },
    }),
    description: optional(textOf(1000), {
      description: "Description (`blockStorageDescription`), at most 1000 bytes.",
      change: "initial",
      read: reported((row) => row.blockStorageDescription),
    }),
  },
  outputs: {
    blockStorageInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the storage.",
      from: { row: (row) => row.blockStorageInstanceNo },
    }),
    serverInstanceNo: output(z.string(), {
      dependsOn: ["server"],
      description: "Number of the server that has it, or empty.",
      from: { row: holderOf },
    }),
    deviceName: output(z.string(), {
      dependsOn: ["server"],
      description: "Device in the guest, such as `/dev/xvdb`, or empty. Mount by UUID, because it can change.",
      from: { row: (row) => row.deviceName ?? "" },
    }),
    hypervisor: output(z.string(), {
      dependsOn: [],
      description: "Hypervisor that it is for: `KVM`, `XEN` or `RHV`.",
      from: { row: (row) => row.hypervisorType },
    }),
    encrypted: output(z.boolean(), {
      dependsOn: [],
      description: "Whether it is encrypted.",
      from: { row: (row) => row.isEncryptedVolume },
    }),
    status: output(z.string(), {
      dependsOn: ["server"],
      description: "Status as reported by NAVER Cloud: `CREAT` if no server has it, else `ATTAC`.",
      from: { row: (row) => row.blockStorageInstanceStatus },
    }),
  },
  timeouts: { create: 1800, update: 1800, delete: 1800 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/36695901"),
  name: NAME,
  views: { row: viewOf(STORAGE) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.blockStorageName,
  // A root disk belongs to its server. It can be adopted, such as to grow it.
  isUnlisted: ({ row }) => row?.blockStorageType === "BASIC",
  createdAt: (observed) => moment(observed.row?.createDate),
  claims: ({ server }, key) =>
    server === undefined || key === undefined ? {} : { server: `which server has block storage ${key}` },
  validate,
  create: async (context) => {
    const { api, scope, desired } = context;
    await refuseUnfitServer(context);
    const { volumeType } = desired;
    return api.call(
      "vserver/createBlockStorageInstance",
      "create",
      scope,
      {
        blockStorageName: desired.name,
        blockStorageSize: desired.size,
        blockStorageVolumeTypeCode: volumeType,
        ...(isXen(volumeType)
          ? { blockStorageDiskDetailTypeCode: volumeType, serverInstanceNo: numberOf(desired.server ?? "") }
          : { zoneCode: desired.zone }),
        blockStorageSnapshotInstanceNo: desired.snapshot,
        isReturnProtection: desired.returnProtection,
        blockStorageDescription: desired.description,
      },
      created(STORAGE),
    );
  },
  state: ({ row }) => row && { is: isIdle(row) ? "ready" : "pending" },
  statusText: ({ row }) => row?.blockStorageInstanceStatusName ?? row?.blockStorageInstanceStatus,
  steps: [
    {
      // Comes before the other steps: storage that no server has can grow.
      label: "be detached",
      fields: [],
      also: ["server"],
      due: ({ desired: { server }, observed: { row } }) =>
        server !== undefined && row !== undefined && !["", numberOf(server)].includes(holderOf(row) ?? ""),
      precondition: refuseUnfitServer,
      run: detach,
    },
    {
      label: "grow",
      fields: ["size"],
      refusalHint: () =>
        'NAVER Cloud changes the size of storage of a server only while the server is stopped: set powerState: "stopped" there, run pulumi up, and set it back afterwards. Or detach the storage with server: "".',
      run: (context) =>
        ask(
          context,
          isXen(context.desired.volumeType) ? "changeBlockStorageVolumeSize" : "changeBlockStorageInstance",
          { blockStorageInstanceNo: context.key, blockStorageSize: context.desired.size },
        ),
    },
    {
      label: "be attached",
      fields: ["server"],
      precondition: refuseUnfitServer,
      run: async (context) => {
        const server = numberOf(context.desired.server ?? "");
        await (server === "" ? detach(context) : attach(context, server));
      },
    },
    {
      label: "have its protection",
      fields: ["returnProtection"],
      run: ({ api, scope, key, desired }) =>
        api.call(
          "vserver/setBlockStorageReturnProtection",
          "idempotent",
          scope,
          { blockStorageInstanceNo: key, isReturnProtection: desired.returnProtection },
          done,
        ),
    },
  ],
  passingRefusal: HELD,
  beforeRemoval: ({ observed: { row } }) => {
    if (row?.isReturnProtection === true) {
      throw new RefusedError(
        "The block storage is protected, so nothing was deleted. Set returnProtection: false, run pulumi up, then delete it.",
      );
    }
  },
  remove: async (context) => {
    const { api, scope, key, observed } = context;
    if (observed.row?.blockStorageType === "BASIC") {
      context.warn("this root disk is deleted with its server, so it was not deleted.");
      return "released";
    }
    await detach(context);
    await api.call(
      "vserver/deleteBlockStorageInstances",
      "idempotent",
      scope,
      { blockStorageInstanceNoList: [key] },
      done,
    );
    return undefined;
  },
});

/** The status alone does not show that it is being attached or resized (§4.9). */
const isIdle = (row: StorageRow): boolean =>
  holderOf(row) !== undefined &&
  row.blockStorageInstanceOperation === undefined &&
  !/^(initialized|creating|optimizing|attaching|detaching)$/i.test(row.blockStorageInstanceStatusName ?? "");
