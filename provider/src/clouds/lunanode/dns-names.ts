import type { LunaNode } from "./account.ts";
import { BY_ID, type RecordRow, recordRow, type ZoneRow, zoneRow } from "./dns-schemas.ts";

/** Names and data of DNS as LunaNode shows them and as users write them: which spellings its lists have is not known (§4.9). */

export const bareName = (name = ""): string => name.trim().toLowerCase().replace(/\.$/, "");

/** The name of a record relative to its zone; `@` is the zone itself. */
function relativeName(name: string | undefined, zone: string): string {
  const [bare, origin] = [bareName(name ?? "@"), bareName(zone)];
  if (bare === "" || bare === origin) {
    return "@";
  }
  return bare.endsWith(`.${origin}`) ? bare.slice(0, -origin.length - 1) : bare;
}

/** A client of 2026 sends the absolute name, without a dot at its end. */
export const absoluteName = (name: string, zone: string): string =>
  name === "@" ? bareName(zone) : `${bareName(name)}.${bareName(zone)}`;

/** Data without what a zone file adds: the quotes of a text, and the dot after a host name. */
export function plainData(data = ""): string {
  const text = data.trim();
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll(/"\s+"/g, "") : text.replace(/(?<=[\w-])\.$/, "");
}

/** What distinguishes a record of a zone from the others; before `pulumi up`, some of it may not be known. */
export const contentOf = (name?: string, type = "", data?: string): string =>
  `${bareName(name)} ${type.toUpperCase()} ${plainData(data)}`;

export const listZones = (api: LunaNode): Promise<ZoneRow[]> => api.list("dns2/zone-list", {}, "zones", zoneRow, BY_ID);

/** A record with the zone that it is in, and its name relative to that. */
export interface PlacedRecord extends RecordRow {
  label: string;
  zone: ZoneRow;
}

/** The records of a zone; a zone that is gone has none. How LunaNode answers for one that is gone is not known. */
export async function listRecords(api: LunaNode, zone_id: string): Promise<PlacedRecord[]> {
  const zone = (await listZones(api)).find(({ id }) => id === zone_id);
  if (zone === undefined) {
    return [];
  }
  const rows = await api.list("dns2/record-list", { zone_id }, "records", recordRow, BY_ID);
  return rows.map((row) => ({ ...row, zone, label: relativeName(row.name, zone.name) }));
}
