import type { z } from "zod";
import { about, decimal, list, optionalText, perhaps, record, text } from "../../http/decode/schemas.ts";

/** An image of the project: a snapshot of an instance, a copy of one, or a backup. */
export const snapshotRow = record({
  id: text,
  name: optionalText,
  region: text,
  status: text,
  size: perhaps(decimal),
  /** Only images have both; nothing else in the answer says what it is. */
  visibility: text,
  creationDate: optionalText,
});
export type SnapshotRow = z.output<typeof snapshotRow>;
export const snapshotList = list(snapshotRow);
export const snapshotOf = (id: string) => about(snapshotRow, (row) => row.id, id);

/** What the call for a snapshot is answered with. */
export const snapshotRequested = record({ imageId: optionalText, operationId: text });
