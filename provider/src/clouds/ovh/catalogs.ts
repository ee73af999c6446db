import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { parseSystem } from "../../engine/definition/catalog-info.ts";
import type { Ovh } from "./account.ts";
import { flavorList, groupList, imageList, networkList, regionList, sshKeyList } from "./schemas.ts";
import { keyId, within } from "./scope.ts";

/** The fact `billing` of a flavor without a plan code for months. */
export const HOURLY_ONLY = "hourly only";

/**
 * Memory in MiB. Answers are in GB today, of 1000 MiB each, and were in MB until about 2021. No flavor has less than 2 GB,
 * so that a small number is GB (§4.9).
 */
const memoryMb = (ram: number | undefined): number | undefined => (ram === undefined || ram >= 1500 ? ram : ram * 1000);

/** What can be named in inputs. Scope: project and region, as ids differ from region to region (§4.9). */
export const catalogs: Readonly<Record<string, Catalog<Ovh>>> = {
  regions: {
    noun: "region",
    // Only those that the project has activated.
    list: async (api, scope) => {
      const { serviceName } = within(api, scope);
      const names = await api.call("GET /cloud/project/{serviceName}/region", "read", { serviceName }, regionList);
      return names.map((name) => ({ id: name, name }));
    },
  },
  plans: {
    noun: "flavor",
    list: async (api, scope) => {
      const flavors = await api.call("GET /cloud/project/{serviceName}/flavor", "read", within(api, scope), flavorList);
      return flavors.map(({ id, name, region, vcpus, ram, disk, available, quota, planCodes }) => ({
        id,
        name,
        facts: { billing: planCodes !== undefined && planCodes.monthly === undefined ? HOURLY_ONLY : undefined },
        info: {
          region,
          available: quota === 0 ? false : available,
          vcpus,
          memoryMb: memoryMb(ram),
          diskGb: disk === undefined || Number.isNaN(Number(disk)) ? undefined : Number(disk),
        },
      }));
    },
  },
  images: {
    noun: "image",
    // The snapshots of the project can be installed too.
    list: async (api, scope) => {
      const [images, snapshots] = await Promise.all([
        api.call("GET /cloud/project/{serviceName}/image", "read", within(api, scope), imageList),
        api.call("GET /cloud/project/{serviceName}/snapshot", "read", within(api, scope), imageList),
      ]);
      // A snapshot's name is its owner's, and says nothing of the system.
      const named = [
        ...images.map((row) => ({ ...row, system: parseSystem(row.name) })),
        ...snapshots.map((row) => ({ ...row, system: {} })),
      ];
      const entries = named.map(({ id, name, region, status, type, system }): [string, Entry] => [
        id,
        {
          id,
          name,
          info: { ...system, region, available: status === undefined ? undefined : status === "active", os: type },
        },
      ]);
      return [...new Map(entries).values()];
    },
  },
  sshKeys: {
    noun: "SSH key",
    list: async (api, scope) => {
      const { serviceName } = within(api, scope);
      const keys = await api.call("GET /cloud/project/{serviceName}/sshkey", "read", within(api, scope), sshKeyList);
      return keys.map(({ id, name }) => ({ id, name, also: [keyId.format({ scope: serviceName, key: id })] }));
    },
  },
  groups: {
    noun: "instance group",
    list: (api, scope) =>
      api.call("GET /cloud/project/{serviceName}/instance/group", "read", within(api, scope), groupList),
  },
  networks: {
    noun: "network",
    // One network has an id of its own and another in each region (§4.4); either may be written, and either is shown.
    list: async (api, scope) => {
      const { serviceName, region } = within(api, scope);
      const [openAccount, own] = await Promise.all([
        api.call("GET /cloud/project/{serviceName}/network/public", "read", { serviceName }, networkList),
        api.call("GET /cloud/project/{serviceName}/network/private", "read", { serviceName }, networkList),
      ]);
      return [...openAccount, ...own].flatMap(({ id, name, regions }) => {
        const here = regions.find((one) => one.region === region);
        // Null until the network is there.
        const inRegion = here?.openstackId ?? id;
        return here === undefined && regions.length > 0
          ? []
          : [{ id, name: name ?? id, also: [inRegion], facts: { inRegion } }];
      });
    },
  },
};
