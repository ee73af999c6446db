import type { Catalog } from "../../engine/definition/catalog.ts";
import type { LunaNode } from "./account.ts";
import { listOwnImages } from "./images.ts";
import { listSnapshots } from "./snapshots.ts";
import { listVolumes } from "./volumes.ts";

/** Volumes, volume snapshots and the account's own images in all regions. Scope: the region. */
export const storageCatalogs: Readonly<Record<string, Catalog<LunaNode>>> = {
  volumes: {
    noun: "volume",
    list: async (api, region) => {
      // An input without a region accepts a volume of any region.
      const volumes = await listVolumes(api, region === "" ? undefined : region);
      return volumes.map(({ id, name = id, region: where = region }) => ({ id, name, also: [`${where}/${id}`] }));
    },
  },
  allImages: {
    noun: "image",
    allScopes: true,
    list: async (api) =>
      (await listOwnImages(api)).map(({ image_id, name, region }) => ({
        id: image_id,
        name,
        also: [`${region}/${image_id}`],
      })),
  },
  volumeSnapshots: {
    noun: "volume snapshot",
    list: async (api, region) => {
      const snapshots = await listSnapshots(api, region);
      return snapshots.map(({ id, name = id }) => ({ id, name, also: [`${region}/${id}`] }));
    },
  },
};
