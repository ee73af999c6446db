import type { LunaNode } from "./account.ts";
import { regionList, type SnapshotRow, snapshotRow } from "./schemas.ts";

/**
 * Volume snapshots of a region, or of all regions if it is empty. The response is not documented, so every form of LunaNode's
 * other lists is accepted (§2.2).
 */
export async function listSnapshots(api: LunaNode, only: string): Promise<SnapshotRow[]> {
  const regions = only === "" ? Object.keys((await api.call("region/list", "read", {}, regionList)).regions) : [only];
  const lists = regions.map(async (region) => {
    const rows = await api.listOrRows("volume/snapshot-list", { region }, "snapshots", snapshotRow);
    return rows.map((row) => ({ ...row, name: row.name ?? row.label, region }));
  });
  return (await Promise.all(lists)).flat();
}
