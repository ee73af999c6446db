import type { z } from "zod";
import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { parseSystem } from "../../engine/definition/catalog-info.ts";
import type { InRegion, Naver } from "./account.ts";
import { AUTO_SCALING_GROUP, LAUNCH_CONFIGURATION } from "./auto-scaling-schemas.ts";
import { LOAD_BALANCER, TARGET_GROUP } from "./load-balancer-schemas.ts";
import { DENY_ALLOW_GROUP, NETWORK_ACL } from "./network-schemas.ts";
import { VPC_PEERING } from "./peering-schemas.ts";
import { PLACEMENT_GROUP } from "./placement-group.ts";
import { priceList } from "./price-list.ts";
import { NAT_GATEWAY } from "./route-schemas.ts";
import {
  GROUP,
  IMAGE,
  INIT_SCRIPT,
  type Kind,
  LOGIN_KEY,
  PUBLIC_IP,
  regionList,
  SERVER,
  SPEC,
  SUBNET,
  VPC,
  ZONE,
} from "./schemas.ts";
import { MEMBER_IMAGE } from "./server-image-rows.ts";
import { SNAPSHOT, STORAGE } from "./storage-schemas.ts";

/** The catalogs for inputs. Scope: the region. */

const texts = (...all: (string | undefined)[]): string[] => all.filter((text) => text !== undefined);

function of<Row>(noun: string, kind: Kind<Row>, entry: (row: InRegion<Row>) => Omit<Entry, "id">): Catalog<Naver> {
  return {
    noun,
    list: async (api, region) =>
      (await api.list(kind, region)).map((row) => {
        const id = kind.keyOf(row);
        const { name, also = [], ...rest } = entry(row);
        // Also the ID under which Pulumi stores it.
        return { id, name, also: [`${region}/${id}`, ...also], ...rest };
      }),
  };
}

/** The default object of each VPC, used if the program names none. */
function defaultOf<Row extends { isDefault?: boolean | undefined; vpcNo?: string | undefined }>(
  noun: string,
  kind: Kind<Row>,
): Catalog<Naver> {
  return {
    noun,
    list: async (api, region) =>
      (await api.list(kind, region)).flatMap((row) =>
        row.isDefault === true && row.vpcNo !== undefined
          ? [{ id: row.vpcNo, name: row.vpcNo, facts: { no: kind.keyOf(row) } }]
          : [],
      ),
  };
}

/** If several images have the same name, their names include the hypervisor. */
function disambiguate(entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => {
    const twin = entries.some((other) => other.id !== entry.id && other.name === entry.name);
    return twin
      ? {
          ...entry,
          name: `${entry.name} (${entry.facts?.hypervisor ?? entry.id})`,
          also: [...(entry.also ?? []), entry.name],
        }
      : entry;
  });
}

/**
 * Member server images, which have the hypervisor of the image that they were made from. If the list of server images has them
 * too, under other numbers, they are one entry.
 */
function withMembers(all: readonly Entry[], members: readonly InRegion<z.output<typeof MEMBER_IMAGE.row>>[]): Entry[] {
  const entries = members.map((row): Entry => {
    const {
      memberServerImageInstanceNo: id,
      memberServerImageName: name = id,
      originalServerImageProductCode: of,
    } = row;
    const twin = all.find((each) => each.name === name && each.facts?.isOwn !== undefined);
    const source = all.find(({ also = [] }) => of !== undefined && also.includes(of));
    return {
      id,
      name,
      also: [`${row.regionCode}/${id}`, ...(twin === undefined ? [] : [twin.id, ...(twin.also ?? [])])],
      facts: { hypervisor: (twin ?? source)?.facts?.hypervisor, isMember: "yes" },
      info: { region: row.regionCode, description: row.memberServerImageDescription },
    };
  });
  const isTwin = ({ name, facts }: Entry) =>
    facts?.isOwn !== undefined && facts.hypervisor !== "KVM" && entries.some((entry) => entry.name === name);
  return [...all.filter((entry) => !isTwin(entry)), ...entries];
}

const images = of("image", IMAGE, (row) => ({
  name: row.serverImageName ?? row.serverImageNo,
  also: texts(row.serverImageProductCode),
  facts: { hypervisor: row.hypervisorType, isOwn: row.serverImageType === "SELF" ? "yes" : undefined },
  info: {
    region: row.regionCode,
    description: row.serverImageDescription,
    // Images that are fading out are no longer sold, and retired ones no longer supported (§4.12).
    available: row.serverImageLifeCyclePhase === undefined ? undefined : row.serverImageLifeCyclePhase === "IN_SERVICE",
    os: row.osCategoryType?.toLowerCase(),
    distribution: row.osType?.toLowerCase(),
    version: row.serverImageType === "SELF" ? undefined : parseSystem(row.serverImageName ?? "").version,
  },
}));

export const catalogs: Readonly<Record<string, Catalog<Naver>>> = {
  regions: {
    noun: "region",
    allScopes: true,
    list: async (api) => {
      const regions = await api.call("vserver/getRegionList", "read", undefined, {}, regionList);
      return regions.map(({ regionCode, regionName }) => ({
        id: regionCode,
        name: regionCode,
        also: texts(regionName),
        info: { description: regionName },
      }));
    },
  },
  zones: of("zone", ZONE, ({ zoneCode, zoneName }) => ({ name: zoneCode, also: texts(zoneName) })),
  plans: of("server spec", SPEC, (row) => ({
    name: row.serverSpecCode,
    also: texts(row.serverSpecNo, row.serverProductCode, row.serverSpecDescription),
    facts: { hypervisor: row.hypervisorType, product: row.serverProductCode },
    info: {
      region: row.regionCode,
      description: row.serverSpecDescription,
      vcpus: row.cpuCount,
      memoryMb: row.memorySize === undefined ? undefined : row.memorySize / 2 ** 20,
    },
  })),
  images: {
    ...images,
    list: async (api, region) => {
      const [all, members] = await Promise.all([images.list(api, region), api.list(MEMBER_IMAGE, region)]);
      return disambiguate(withMembers(all, members));
    },
  },
  prices: priceList,
  loginKeys: of("login key", LOGIN_KEY, ({ keyName }) => ({ name: keyName })),
  initScripts: of("init script", INIT_SCRIPT, (row) => ({ name: row.initScriptName ?? row.initScriptNo })),
  vpcs: of("VPC", VPC, (row) => ({ name: row.vpcName ?? row.vpcNo })),
  subnets: of("subnet", SUBNET, (row) => ({
    name: row.subnetName ?? row.subnetNo,
    facts: { range: row.subnet, vpcNo: row.vpcNo, type: row.subnetType, usage: row.usageType },
  })),
  networkAcls: of("network ACL", NETWORK_ACL, (row) => ({ name: row.networkAclName ?? row.networkAclNo })),
  accessControlGroups: of("access control group", GROUP, (row) => ({
    name: row.accessControlGroupName ?? row.accessControlGroupNo,
  })),
  targetGroups: of("target group", TARGET_GROUP, (row) => ({ name: row.targetGroupName ?? row.targetGroupNo })),
  loadBalancers: of("load balancer", LOAD_BALANCER, (row) => ({
    name: row.loadBalancerName ?? row.loadBalancerInstanceNo,
  })),
  publicIps: of("public IP", PUBLIC_IP, (row) => ({ name: row.publicIp ?? row.publicIpInstanceNo })),
  blockStorages: of("block storage", STORAGE, (row) => ({ name: row.blockStorageName ?? row.blockStorageInstanceNo })),
  blockStorageSnapshots: of("block storage snapshot", SNAPSHOT, (row) => ({
    name: row.blockStorageSnapshotName ?? row.blockStorageSnapshotInstanceNo,
  })),
  launchConfigurations: of("launch configuration", LAUNCH_CONFIGURATION, (row) => ({
    name: row.launchConfigurationName ?? row.launchConfigurationNo,
  })),
  autoScalingGroups: of("auto scaling group", AUTO_SCALING_GROUP, (row) => ({
    name: row.autoScalingGroupName ?? row.autoScalingGroupNo,
  })),
  servers: of("server", SERVER, (row) => ({ name: row.serverName ?? row.serverInstanceNo })),
  placementGroups: of("placement group", PLACEMENT_GROUP, (row) => ({
    name: row.placementGroupName ?? row.placementGroupNo,
  })),
  denyAllowGroups: of("deny-allow group", DENY_ALLOW_GROUP, (row) => ({
    name: row.networkAclDenyAllowGroupName ?? row.networkAclDenyAllowGroupNo,
  })),
  natGateways: of("NAT gateway", NAT_GATEWAY, (row) => ({ name: row.natGatewayName ?? row.natGatewayInstanceNo })),
  vpcPeerings: of("VPC peering", VPC_PEERING, (row) => ({ name: row.vpcPeeringName ?? row.vpcPeeringInstanceNo })),
  defaultGroups: defaultOf("VPC with a default access control group", GROUP),
  defaultAcls: defaultOf("VPC with a default network ACL", NETWORK_ACL),
};
