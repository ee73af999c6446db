import type { z } from "zod";
import { bool, decimal, integer, optional, optionalText, perhaps, record, text } from "../../http/decode/schemas.ts";
import { code, kindOf, operation } from "./schemas.ts";

/** Answers about block storage and its snapshots (§4.9, §4.10). */

const GIB = 2 ** 30;
/** Requests have GB, answers bytes. */
const gigabytes = optional(decimal).transform((bytes) => (bytes === undefined ? undefined : bytes / GIB));

const storageRow = record({
  blockStorageInstanceNo: text,
  blockStorageName: optionalText,
  blockStorageDescription: optionalText,
  serverInstanceNo: optionalText,
  /** `BASIC` is a server's root disk, `SVRBS` additional storage. */
  blockStorageType: code,
  blockStorageSize: gigabytes,
  deviceName: optionalText,
  blockStorageInstanceStatus: code,
  blockStorageInstanceOperation: operation,
  blockStorageInstanceStatusName: optionalText,
  blockStorageDiskDetailType: code,
  blockStorageVolumeType: code,
  hypervisorType: code,
  zoneCode: optionalText,
  isEncryptedVolume: optional(bool),
  isReturnProtection: optional(bool),
  /** A number, unlike other IDs (§5.2); 0 for none. */
  blockStorageSnapshotInstanceNo: perhaps(integer).transform((no) =>
    no === undefined || no === 0 ? undefined : String(no),
  ),
  createDate: optionalText,
});
export type StorageRow = z.output<typeof storageRow>;
export const STORAGE = kindOf("vserver", "blockStorageInstance", storageRow, (row) => row.blockStorageInstanceNo);

const snapshotRow = record({
  blockStorageSnapshotInstanceNo: text,
  blockStorageSnapshotName: optionalText,
  blockStorageSnapshotDescription: optionalText,
  blockStorageSnapshotVolumeSize: gigabytes,
  originalBlockStorageInstanceNo: optionalText,
  blockStorageSnapshotInstanceStatus: code,
  blockStorageSnapshotInstanceOperation: operation,
  snapshotType: code,
  hypervisorType: code,
  isBootable: optional(bool),
  createDate: optionalText,
});
export type SnapshotRow = z.output<typeof snapshotRow>;
export const SNAPSHOT = kindOf(
  "vserver",
  "blockStorageSnapshotInstance",
  snapshotRow,
  (row) => row.blockStorageSnapshotInstanceNo,
);
