import type { Catalogue, Entry } from "../../engine/catalogue.ts";
import type { GigeNet } from "./account.ts";
import { sizeText, whole } from "./instance-live.ts";
import { imageList, typeList, zoneList } from "./wire.ts";

/** What can be named in inputs. */
export const catalogues: Readonly<Record<string, Catalogue<GigeNet>>> = {
  plans: {
    noun: "instance type",
    allScopes: true,
    list: async (api) => {
      // The second list has the older types, which instances can have and be given too.
      const lists = await Promise.all(
        ["DescribeVmTypes", "DescribeInstanceTypes"].map((action) => api.call(action, "read", {}, typeList)),
      );
      const types = new Map(lists.flat().map((type) => [type.name, type] as const));
      return [...types.values()].map(({ name, ...size }): Entry => {
        const [cores, memory, disk] = [whole(size.cores), whole(size.memory), whole(size.disk)];
        const isSized = cores !== undefined && memory !== undefined && disk !== undefined;
        return { id: name, name, also: isSized ? [sizeText({ cores, memory, disk })] : [], facts: { disk: size.disk } };
      });
    },
  },
  images: {
    noun: "image",
    allScopes: true,
    // Those that are closed to new instances too: instances that have one can be taken over.
    list: async (api) =>
      (await api.call("DescribeImages", "read", {}, imageList)).map(({ imageId, name = imageId, description }) => ({
        id: imageId,
        name,
        also: description === undefined ? [] : [description],
      })),
  },
  zones: {
    noun: "zone",
    allScopes: true,
    // GigeNET's own sample lists a zone three times, here available and there not: RunInstances knows.
    list: async (api) => {
      const zones = await api.call("DescribeAvailabilityZones", "read", {}, zoneList);
      return [...new Set(zones.map(({ zoneName }) => zoneName))].map((zone) => ({ id: zone, name: zone }));
    },
  },
};
