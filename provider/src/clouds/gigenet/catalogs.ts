import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { parseSystem } from "../../engine/definition/catalog-info.ts";
import type { GigeNet } from "./account.ts";
import { sizeText, whole } from "./instance-views.ts";
import { bills } from "./prices.ts";
import { imageList, typeList, zoneList } from "./schemas.ts";

/** Entries that inputs can name. */
export const catalogs: Readonly<Record<string, Catalog<GigeNet>>> = {
  plans: {
    noun: "instance type",
    allScopes: true,
    list: async (api) => {
      // The second list has the older types, which existing and new instances can have too.
      const lists = await Promise.all(
        ["DescribeVmTypes", "DescribeInstanceTypes"].map((action) => api.call(action, "read", {}, typeList)),
      );
      const types = new Map(lists.flat().map((type) => [type.name, type] as const));
      return [...types.values()].map(({ name, ...size }): Entry => {
        const [cores, memory, disk] = [whole(size.cores), whole(size.memory), whole(size.disk)];
        const isSized = cores !== undefined && memory !== undefined && disk !== undefined;
        return {
          id: name,
          name,
          also: isSized ? [sizeText({ cores, memory, disk })] : [],
          info: { vcpus: cores, memoryMb: memory, diskGb: disk },
        };
      });
    },
  },
  images: {
    noun: "image",
    allScopes: true,
    // Includes images that are closed to new instances, because adopted instances may have one.
    list: async (api) =>
      (await api.call("DescribeImages", "read", {}, imageList)).map(
        ({ imageId, name = imageId, description, imageState, platform }) => ({
          id: imageId,
          name,
          also: description === undefined ? [] : [description],
          info: {
            description,
            available: imageState === undefined ? undefined : imageState === "active",
            ...(platform === undefined ? {} : { os: /^win/i.test(platform) ? "windows" : "linux" }),
            ...parseSystem(description ?? ""),
          },
        }),
      ),
  },
  bills,
  zones: {
    noun: "zone",
    allScopes: true,
    // GigeNET's own sample lists a zone three times, both available and unavailable. RunInstances decides.
    list: async (api) => {
      const zones = await api.call("DescribeAvailabilityZones", "read", {}, zoneList);
      return [...new Set(zones.map(({ zoneName }) => zoneName))].map((zone) => {
        const rows = zones.filter(({ zoneName }) => zoneName === zone);
        const states = new Set(rows.map(({ zoneState }) => zoneState));
        const [reported] = rows.flatMap(({ messageSet }) => messageSet?.message ?? messageSet?.item?.message ?? []);
        return {
          id: zone,
          name: zone,
          info: {
            description: reported?.replace(/^Location: /, ""),
            available: states.size > 1 || states.has(undefined) ? undefined : states.has("available"),
          },
        };
      });
    },
  },
};
