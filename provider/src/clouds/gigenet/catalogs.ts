import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { parseSystem } from "../../engine/definition/catalog-info.ts";
import type { GigeNet } from "./account.ts";
import { listAddresses } from "./addresses.ts";
import { sizeText, whole } from "./instance-views.ts";
import { bills } from "./prices.ts";
import { imageList, typeList, zoneList } from "./schemas.ts";

/** Zones and images that are listed, but not for new instances: their state has one of these words (§2.1). */
const closed = (_api: GigeNet, _scope: string, { entry }: { entry: Entry }): string | undefined => {
  const { state } = entry.facts ?? {};
  return state !== undefined && /^(unavailable|inactive)$/i.test(state) ? `its state as "${state}"` : undefined;
};

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
    closed,
    // Includes images that are closed to new instances, because adopted instances may have one.
    list: async (api) =>
      (await api.call("DescribeImages", "read", {}, imageList)).map(
        ({ imageId, name = imageId, description, imageState, platform }) => ({
          id: imageId,
          name,
          also: description === undefined ? [] : [description],
          facts: { state: imageState },
          info: {
            description,
            available: imageState === undefined ? undefined : imageState === "active",
            ...(platform === undefined ? {} : { os: /^win/i.test(platform) ? "windows" : "linux" }),
            ...parseSystem(description ?? ""),
          },
        }),
      ),
  },
  addresses: {
    noun: "address of the account",
    allScopes: true,
    list: async (api) => (await listAddresses(api)).map(({ publicIp }) => ({ id: publicIp, name: publicIp })),
  },
  bills,
  zones: {
    noun: "zone",
    allScopes: true,
    closed,
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
          facts: { state: states.size > 1 ? undefined : [...states][0] },
          info: {
            description: reported?.replace(/^Location: /, ""),
            available: states.size > 1 || states.has(undefined) ? undefined : states.has("available"),
          },
        };
      });
    },
  },
};
