import type { Catalog } from "../../engine/definition/catalog.ts";
import { parseSystem } from "../../engine/definition/catalog-info.ts";
import type { LunaNode } from "./account.ts";
import { listAddresses } from "./addresses.ts";
import { bareName, listZones } from "./dns-names.ts";
import { groupRow, imageList, networkRow, planList, regionList, scriptRow, sshKeyRow, vmRow } from "./schemas.ts";
import { storageCatalogs } from "./storage-catalogs.ts";
import { whole } from "./vm-views.ts";

/** The amount in `$7.56`; undefined if there is none. */
const amountIn = (nice: string | undefined): number | undefined => {
  const [, amount] = /^\$(\d+(?:\.\d+)?)$/.exec(nice ?? "") ?? [];
  return amount === undefined ? undefined : Number(amount);
};

/** LunaNode names templates after their content. A snapshot may have any name. */
const TEMPLATE = / \(template\)$/;

/** Whether an entry can be used in a region. An input without a region accepts entries of every region. */
const isIn = (region: string, of: string | undefined): boolean => region === "" || of === undefined || of === region;
/** Entries that inputs can name, as LunaNode's panel shows them. Scope: the region. */
export const catalogs: Readonly<Record<string, Catalog<LunaNode>>> = {
  plans: {
    noun: "plan",
    allScopes: true,
    // vm/create accepts short names such as m.2. It is not known whether the list shows them.
    verbatim: /^[a-z]+\.[a-z0-9]+$/,
    list: async (api) => {
      const plans = await api.call("plan/list", "read", {}, planList);
      return plans.map(({ plan_id, name, storage, ram, vcpu, price, price_monthly_nice, category }) => ({
        id: plan_id,
        name,
        info: {
          description: category,
          vcpus: whole(vcpu),
          memoryMb: whole(ram),
          diskGb: whole(storage),
          price:
            price === undefined ? undefined : { hourly: price, monthly: amountIn(price_monthly_nice), currency: "USD" },
        },
      }));
    },
  },
  images: {
    noun: "image",
    list: async (api, region) => {
      const images = await api.call("image/list", "read", { region }, imageList);
      return images.map(({ image_id, name, status, region: where = region }) => ({
        id: image_id,
        name,
        also: [name.replace(TEMPLATE, ""), `${where}/${image_id}`],
        info: {
          region: where,
          available: status === undefined ? undefined : status === "active",
          ...(TEMPLATE.test(name) ? parseSystem(name) : {}),
        },
      }));
    },
  },
  regions: {
    noun: "region",
    allScopes: true,
    list: async (api) => {
      const { regions } = await api.call("region/list", "read", {}, regionList);
      return Object.entries(regions).map(([id, name]) => ({ id, name }));
    },
  },
  sshKeys: {
    noun: "SSH key",
    allScopes: true,
    list: async (api) => await api.rows("sshkey/list", {}, sshKeyRow),
  },
  scripts: {
    noun: "startup script",
    allScopes: true,
    list: async (api) => await api.list("script/list", {}, "scripts", scriptRow),
  },
  securityGroups: {
    noun: "security group",
    allScopes: true,
    list: async (api) => {
      const groups = await api.list("securitygroup/list", {}, "securitygroups", groupRow);
      return groups.map(({ securitygroup_id, name, region }) => ({
        id: securitygroup_id,
        name,
        also: [`${region}/${securitygroup_id}`],
        scope: region,
      }));
    },
  },
  floatingIps: {
    noun: "floating IP",
    list: async (api, region) =>
      (await listAddresses(api))
        .filter((row) => isIn(region, row.region))
        .map(({ ip, region: where = region }) => ({ id: ip, name: ip, also: [`${where}/${ip}`] })),
  },
  vms: {
    noun: "VM",
    list: async (api, region) =>
      (await api.list("vm/list", {}, "vms", vmRow))
        .filter((row) => isIn(region, row.region))
        .map(({ vm_id, name, hostname = vm_id, region: where = region }) => ({
          id: vm_id,
          name: name ?? hostname,
          also: [`${where}/${vm_id}`],
        })),
  },
  dnsZones: {
    noun: "DNS zone",
    allScopes: true,
    list: async (api) =>
      (await listZones(api)).map(({ id, name }) => ({ id, name: bareName(name), also: [`${bareName(name)}.`] })),
  },
  ...storageCatalogs,
  networks: {
    noun: "network",
    list: async (api, region) => {
      const networks = await api.list("network/list", { region }, "networks", networkRow);
      return networks.map(({ net_id, name, subnet }) => ({
        id: net_id,
        name,
        also: [`${region}/${net_id}`],
        facts: { range: subnet },
      }));
    },
  },
};
