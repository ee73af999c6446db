import type { z } from "zod";
import { bool, decimal, optional, optionalText, record, text } from "../../http/decode/schemas.ts";
import { code, kindOf, numbers, operation } from "./schemas.ts";

/** Answers about NAS volumes (§4.20). */

const nasRow = record({
  nasVolumeInstanceNo: text,
  /** `n<number of the member>_` and the name that was sent. */
  volumeName: optionalText,
  nasVolumeDescription: optionalText,
  nasVolumeInstanceStatus: code,
  nasVolumeInstanceOperation: operation,
  volumeAllotmentProtocolType: code,
  mountInformation: optionalText,
  /** Bytes; with the space that is reserved for snapshots. */
  volumeTotalSize: optional(decimal),
  zoneCode: optionalText,
  nasVolumeServerInstanceNoList: numbers("nasVolumeServerInstanceNo"),
  isEncryptedVolume: optional(bool),
  isReturnProtection: optional(bool),
  createDate: optionalText,
});
export type NasRow = z.output<typeof nasRow>;
export const NAS_VOLUME = kindOf("vnas", "nasVolumeInstance", nasRow, (row) => row.nasVolumeInstanceNo);
