import type { Ovh } from "./account.ts";
import { type SnapshotRow, snapshotList } from "./instance-snapshot-schemas.ts";
import { within } from "./scope.ts";

/** The project's own images of a region, or of all. */
export const listImages = (api: Ovh, scope: string): Promise<SnapshotRow[]> =>
  api.call("GET /cloud/project/{serviceName}/snapshot", "read", within(api, scope), snapshotList);

/** `web-1 (5f3c…)` */
export const titleOf = ({ id, name }: { id: string; name?: string | undefined }): string =>
  name === undefined ? id : `${name} (${id})`;
