import type { HostDime } from "./account.ts";
import { isUnknownMethod } from "./errors.ts";
import { type ServiceRow, serviceRow } from "./schemas.ts";

export type Family = "vps" | "server";

/**
 * The account's services of a family, by cuid. Undefined if the list proves nothing: the call does not exist (vps.list is not
 * in any public material) or an item has no cuid (§4.1).
 */
export async function services(
  api: HostDime,
  family: Family,
): Promise<readonly (readonly [cuid: string, row: ServiceRow])[] | undefined> {
  try {
    const rows = await api.list(`${family}.list`, {}, serviceRow);
    const named = rows.flatMap((row) => (row.cuid === undefined ? [] : [[row.cuid, row] as const]));
    return named.length === rows.length ? named : undefined;
  } catch (error) {
    if (isUnknownMethod(error)) {
      return undefined;
    }
    throw error;
  }
}
