import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { parseSystem } from "../../engine/definition/catalog-info.ts";
import type { Ovh } from "./account.ts";
import { serviceCatalogs } from "./account-services.ts";
import { addressCatalogs } from "./floating-ip-catalogs.ts";
import { groupRows } from "./instance-group-schemas.ts";
import { loadBalancerCatalogs } from "./load-balancer-catalogs.ts";
import { priceList } from "./price-list.ts";
import { networkCatalogs } from "./private-network-catalogs.ts";
import { projectCatalogs } from "./project-catalogs.ts";
import { closedRegion, stateOfRegion } from "./region-state.ts";
import { flavorList, imageList, networkList, regionList, sshKeyList } from "./schemas.ts";
import { instanceId, keyId, scopeOf, within } from "./scope.ts";
import { storageCatalogs } from "./volume-catalogs.ts";

/** The fact `billing` of a flavor without a plan code for monthly billing. */
export const HOURLY_ONLY = "hourly only";

/**
 * Memory in MiB. Answers are in GB of 1000 MiB each today, and were in MB until about 2021. No flavor has less than 2
 * GB, so a small number is GB (§4.9).
 */
const memoryMb = (ram: number | undefined): number | undefined => (ram === undefined || ram >= 1500 ? ram : ram * 1000);

/** The catalogs for inputs. Scope: project and region, because IDs differ between regions (§4.9). */
export const catalogs: Readonly<Record<string, Catalog<Ovh>>> = {
  ...storageCatalogs,
  ...serviceCatalogs,
  ...projectCatalogs,
  regions: {
    noun: "region",
    // Only the regions that the project has activated.
    list: async (api, scope) => {
      const { serviceName } = within(api, scope);
      const names = await api.call("GET /cloud/project/{serviceName}/region", "read", { serviceName }, regionList);
      return names.map((name) => ({ id: name, name }));
    },
    closed: async (api, scope, { entry: { id }, token }) => closedRegion(await stateOfRegion(api, scope, id), token),
  },
  plans: {
    noun: "flavor",
    list: async (api, scope) => {
      const flavors = await api.call("GET /cloud/project/{serviceName}/flavor", "read", within(api, scope), flavorList);
      return flavors.map(({ id, name, region, vcpus, ram, disk, available, quota, planCodes }) => ({
        id,
        name,
        facts: {
          billing: planCodes !== undefined && planCodes.monthly === undefined ? HOURLY_ONLY : undefined,
          hourlyPlan: planCodes?.hourly,
          monthlyPlan: planCodes?.monthly,
          licence: planCodes?.license,
        },
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
    // The project's snapshots can be installed too.
    list: async (api, scope) => {
      const [images, snapshots] = await Promise.all([
        api.call("GET /cloud/project/{serviceName}/image", "read", within(api, scope), imageList),
        api.call("GET /cloud/project/{serviceName}/snapshot", "read", within(api, scope), imageList),
      ]);
      // The owner chooses a snapshot's name, so it says nothing about the system.
      const named = [
        ...images.map((row) => ({ ...row, system: parseSystem(row.name), also: [] })),
        ...snapshots.map((row) => ({
          ...row,
          system: {},
          also: [instanceId.format({ scope: scopeOf(api, within(api, scope).serviceName, row.region), key: row.id })],
        })),
      ];
      const entries = named.map(({ id, name, region, status, type, system, also }): [string, Entry] => [
        id,
        {
          ...{ id, name, also },
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
    list: async (api, scope) => {
      const { serviceName } = within(api, scope);
      const groups = await api.call(
        "GET /cloud/project/{serviceName}/instance/group",
        "read",
        within(api, scope),
        groupRows,
      );
      return groups.map(({ id, name = id, region }) => ({
        id,
        name,
        also: [instanceId.format({ scope: scopeOf(api, serviceName, region), key: id })],
      }));
    },
  },
  networks: {
    noun: "network",
    // A network has one ID of its own and another in each region (§4.4). Inputs accept both, and answers show either.
    list: async (api, scope) => {
      const { serviceName, region } = within(api, scope);
      const [openAccount, own] = await Promise.all([
        api.call("GET /cloud/project/{serviceName}/network/public", "read", { serviceName }, networkList),
        api.call("GET /cloud/project/{serviceName}/network/private", "read", { serviceName }, networkList),
      ]);
      return [...openAccount, ...own].flatMap(({ id, name, regions }) => {
        const here = regions.find((one) => one.region === region);
        // Null until the network exists there.
        const inRegion = here?.openstackId ?? id;
        const also = [inRegion, `${serviceName}/${id}`];
        return here === undefined && regions.length > 0 ? [] : [{ id, name: name ?? id, also, facts: { inRegion } }];
      });
    },
  },
  ...networkCatalogs,
  ...addressCatalogs,
  ...loadBalancerCatalogs,
  prices: priceList,
};
