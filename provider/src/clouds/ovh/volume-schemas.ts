import type { z } from "zod";
import {
  about,
  integer,
  list,
  optional,
  optionalList,
  optionalText,
  perhaps,
  record,
  text,
} from "../../http/decode/schemas.ts";

/** A volume, as the project's list and single answers show it. */
export const volumeRow = record({
  id: text,
  name: optionalText,
  description: optionalText,
  region: optionalText,
  size: integer,
  type: text,
  status: text,
  attachedTo: list(text),
  availabilityZone: optionalText,
  creationDate: optionalText,
});
export type VolumeRow = z.output<typeof volumeRow>;
export const fullVolumeList = list(volumeRow);
/** The answer for one volume. */
export const volumeOf = (id: string) => about(volumeRow, (row) => row.id, id);

/** A volume in the list of a region, which shows the key that it is encrypted with. */
export const regionVolumeRow = record({
  id: text,
  name: optionalText,
  size: integer,
  type: text,
  attachedTo: optionalList(record({ id: text })),
  encryption: optional(record({ kms: optional(record({ domainId: text, serviceKeyId: text })) })),
});
export type RegionVolumeRow = z.output<typeof regionVolumeRow>;
export const regionVolumeList = list(regionVolumeRow);

export const volumeSnapshotRow = record({
  id: text,
  name: optionalText,
  description: optionalText,
  region: optionalText,
  volumeId: text,
  size: perhaps(integer),
  status: text,
  creationDate: optionalText,
});
export type VolumeSnapshotRow = z.output<typeof volumeSnapshotRow>;
export const volumeSnapshotList = list(volumeSnapshotRow);
export const volumeSnapshotOf = (id: string) => about(volumeSnapshotRow, (row) => row.id, id);

export const volumeBackupRow = record({
  id: text,
  name: optionalText,
  region: optionalText,
  volumeId: text,
  size: perhaps(integer),
  status: text,
  creationDate: optionalText,
});
export type VolumeBackupRow = z.output<typeof volumeBackupRow>;
export const volumeBackupList = list(volumeBackupRow);
export const volumeBackupOf = (id: string) => about(volumeBackupRow, (row) => row.id, id);
