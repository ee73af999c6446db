import type { z } from "zod";
import { about, integer, list, perhaps, record, text, textOrNull, verbatim } from "../../http/decode/schemas.ts";

/** Answers about DNS zones (§4.8). */

export const zoneList = list(text);
export const recordIds = list(text);
export const recordRow = record({
  id: text,
  zone: text,
  fieldType: text,
  /** Empty or null for the zone itself. */
  subDomain: textOrNull,
  /** Never empty: a record without one would not be recognized before a create. */
  target: verbatim.refine((value) => value !== "", "expected text"),
  /** Seconds; 0 or nothing means that of the zone. */
  ttl: perhaps(integer),
});
export type RecordRow = z.output<typeof recordRow>;
/** The answer for one record. */
export const recordOf = (id: string) => about(recordRow, (row) => row.id, id);
/** A new record: its ID may be 0. */
export const recordCreated = record({ id: text, fieldType: text });
