import type { LunaNode } from "./account.ts";
import { BY_ID, type RecordRow, recordRow, type ZoneRow, zoneRow } from "./dns-schemas.ts";

/** DNS names and data as LunaNode shows them and as users write them. It is not known how its lists spell them (§4.9). */

export const bareName = (name = ""): string => name.trim().toLowerCase().replace(/\.$/, "");

/** Name of a record relative to its zone; `@` is the zone itself. */
function relativeName(name: string | undefined, zone: string): string {
  const [bare, origin] = [bareName(name ?? "@"), bareName(zone)];
  if (bare === "" || bare === origin) {
    return "@";
  }
  return bare.endsWith(`.${origin}`) ? bare.slice(0, -origin.length - 1) : bare;
}

/** A client from 2026 sends the absolute name, without a trailing dot. */
export const absoluteName = (name: string, zone: string): string =>
  name === "@" ? bareName(zone) : `${bareName(name)}.${bareName(zone)}`;

/** Data without zone file syntax: quotes around a text and the dot after a host name. */
export function plainData(data = ""): string {
  const text = data.trim();
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll(/"\s+"/g, "") : text.replace(/(?<=[\w-])\.$/, "");
}

/** Identifies a record within its zone. Parts may be unknown before `pulumi up`. */
export const contentOf = (name?: string, type = "", data?: string): string =>
  `${bareName(name)} ${type.toUpperCase()} ${plainData(data)}`;

export const listZones = (api: LunaNode): Promise<ZoneRow[]> => api.list("dns2/zone-list", {}, "zones", zoneRow, BY_ID);

/** A record with its zone and its name relative to that zone. */
export interface PlacedRecord extends RecordRow {
  label: string;
  zone: ZoneRow;
}

/** Records of a zone; empty if the zone does not exist. It is not known how LunaNode responds for a missing zone. */
export async function listRecords(api: LunaNode, zone_id: string): Promise<PlacedRecord[]> {
  const zone = (await listZones(api)).find(({ id }) => id === zone_id);
  if (zone === undefined) {
    return [];
  }
  const rows = await api.list("dns2/record-list", { zone_id }, "records", recordRow, BY_ID);
  return rows.map((row) => ({ ...row, zone, label: relativeName(row.name, zone.name) }));
}
