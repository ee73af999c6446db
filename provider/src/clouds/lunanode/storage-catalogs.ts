import type { Catalog } from "../../engine/definition/catalog.ts";
import type { LunaNode } from "./account.ts";
import { listSnapshots } from "./snapshots.ts";
import { listVolumes } from "./volumes.ts";

/** Volumes and their snapshots. Scope: the region. */
export const storageCatalogs: Readonly<Record<string, Catalog<LunaNode>>> = {
  volumes: {
    noun: "volume",
    list: async (api, region) => {
      // An input that is of no region takes one from anywhere.
      const volumes = await listVolumes(api, region === "" ? undefined : region);
      return volumes.map(({ id, name = id, region: where = region }) => ({ id, name, also: [`${where}/${id}`] }));
    },
  },
  volumeSnapshots: {
    noun: "volume snapshot",
    list: async (api, region) => {
      const snapshots = await listSnapshots(api, region);
      return snapshots.map(({ id, name = id }) => ({ id, name, also: [`${region}/${id}`] }));
    },
  },
};
