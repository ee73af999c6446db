import type { Phase } from "../../engine/definition/view.ts";
import type { Ovh } from "./account.ts";
import { inRegions } from "./regions.ts";
import { idInRegion, placeIn, scopeOf, within } from "./scope.ts";
import {
  fullVolumeList,
  type VolumeBackupRow,
  type VolumeRow,
  type VolumeSnapshotRow,
  volumeBackupList,
  volumeOf,
  volumeSnapshotList,
} from "./volume-schemas.ts";

/** What the resources about volumes share. */

export const PROJECT = "/cloud/project/{serviceName}";
export const VOLUME = `${PROJECT}/volume/{volumeId}` as const;
export const BACKUPS = `${PROJECT}/region/{regionName}/volumeBackup` as const;

export const storageId = idInRegion("9b1c2a74-0d6e-4f3b-8a57-2e4d6c8b1f90");

type Listed<Row> = Promise<readonly (readonly [id: string, row: Row, scope: string | undefined])[]>;

/** Rows with the scope that their region gives them. */
const placed = <Row extends { id: string; region?: string | undefined }>(
  api: Ovh,
  scope: string,
  rows: readonly Row[],
) =>
  rows.map((row) => {
    const { serviceName } = within(api, scope);
    return [row.id, row, row.region === undefined ? undefined : scopeOf(api, serviceName, row.region)] as const;
  });

/** Volumes of a region, or of all. */
export const listVolumes = async (api: Ovh, scope: string): Listed<VolumeRow> =>
  placed(api, scope, await api.call(`GET ${PROJECT}/volume`, "read", within(api, scope), fullVolumeList));

export const fetchVolume = (api: Ovh, scope: string, volumeId: string): Promise<VolumeRow> =>
  api.call(`GET ${VOLUME}`, "read", { serviceName: within(api, scope).serviceName, volumeId }, volumeOf(volumeId));

export const listSnapshots = async (api: Ovh, scope: string): Listed<VolumeSnapshotRow> =>
  placed(api, scope, await api.call(`GET ${PROJECT}/volume/snapshot`, "read", within(api, scope), volumeSnapshotList));

/** Backups of a region, or of all, each of which has its own list. */
export const listBackups = (api: Ovh, scope: string): Listed<VolumeBackupRow> =>
  inRegions(api, scope, async (regionName) => {
    const { serviceName } = placeIn(api, scope);
    const rows = await api.call(`GET ${BACKUPS}`, "read", { serviceName, regionName }, volumeBackupList);
    return rows.map((row) => [row.id, row, scopeOf(api, serviceName, regionName)] as const);
  });

/** The phase by a status; an unknown one is waited for. `error` and its variants are lasting. */
export function phaseOf(status: string | undefined, ready: RegExp): Phase | undefined {
  if (status === undefined) {
    return undefined;
  }
  return /^error/.test(status) ? { is: "failed", why: status } : { is: ready.test(status) ? "ready" : "pending" };
}
