import type { z } from "zod";
import { integer, optionalText, perhaps, record, text, verbatim } from "../../http/decode/schemas.ts";

/** LunaNode's responses about DNS. Few of them are documented (§4.9). */

/** Known as maps by ID, but they could also be lists. */
export const BY_ID = { keyedBy: "id" } as const;

/** The name ends in a dot. */
export const zoneRow = record({ id: text, name: text });
export type ZoneRow = z.output<typeof zoneRow>;
export const zoneAdded = record({ zone_id: optionalText });

export const recordRow = record({
  id: text,
  /** Empty for the zone itself, if names are relative. */
  name: text,
  type: text,
  /** Never empty: a record without data would not be recognized before a create. */
  data: verbatim.refine((value) => value !== "", "expected text"),
  /** Seconds. */
  ttl: perhaps(integer),
  /** The priority. */
  aux: perhaps(integer),
});
export type RecordRow = z.output<typeof recordRow>;
export const recordAdded = record({ record_id: optionalText });

export const dynamicRow = record({ id: text, name: text, ip: optionalText });
export type DynamicRow = z.output<typeof dynamicRow>;
export const dynamicAdded = record({ dyn_id: optionalText });
