import { z } from "zod";
import { cidr } from "../../engine/definition/cidr.ts";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";
import { type Placed, parentOf, placedView, regionOf } from "./placed-view.ts";
import { type SubnetRow, subnetOf } from "./private-network-schemas.ts";
import { HELD, networkIdsIn, subnetsIn } from "./private-networks.ts";
import { created } from "./schemas.ts";
import { idInParent, placeIn, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<SubnetRow> }>();

const SUBNETS = "/cloud/project/{serviceName}/region/{regionName}/network/{networkId}/subnet";
const SUBNET = `${SUBNETS}/{subnetId}` as const;

const address = z.union([z.ipv4(), z.ipv6()]);
const block = cidr();
const pool = z.object({
  start: address.describe("First address."),
  end: address.describe("Last address."),
});
const route = z.object({
  destination: block.describe("Address range that is reached by the route."),
  nextHop: address.describe("Address in the subnet to which packets are sent."),
});

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => {
  const { serviceName, regionName, parent } = placeIn(api, scope);
  return { serviceName, regionName, networkId: parent, subnetId: key };
};

export const subnet = define({
  token: "ovh:Subnet",
  noun: "subnet",
  description: "A subnet of a private network in one region. OVHcloud cannot change one: every change replaces it.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(z.string().min(1).max(255), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    region: required(ref, { ...REGION_FIELD, read: { from: { row: regionOf }, drift: "report" } }),
    network: required(ref, {
      description:
        "Private network, by ID (its own, `pn-…`, or that in the region) or name. It must exist in the region.",
      change: "replace",
      catalog: "privateNetworks",
      read: { from: { row: parentOf }, drift: "report" },
    }),
    cidr: required(block, {
      description: "Address range, such as `10.0.0.0/24`.",
      change: "replace",
      // Ranges of one network may not overlap, so a replacement deletes the old subnet first.
      exclusive: { within: ["network"] },
      read: { from: { row: (row) => row.cidr }, drift: "report" },
    }),
    enableDhcp: optional(z.boolean(), {
      description: "Whether instances get their addresses by DHCP.",
      change: "replace",
      default: true,
      read: { from: { row: (row) => row.dhcpEnabled }, drift: "report" },
    }),
    enableGatewayIp: optional(z.boolean(), {
      description: "Whether the subnet has a default gateway, which a `Gateway` needs.",
      change: "replace",
      default: true,
      read: { from: { row: (row) => row.gatewayIp !== undefined }, drift: "report" },
    }),
    gatewayIp: optional(address, {
      description: "Address of the default gateway. The first of the range if absent.",
      change: "replace",
      read: { from: { row: (row, given) => given && row.gatewayIp }, drift: "report" },
    }),
    allocationPools: optional(z.array(pool), {
      description: "Ranges from which addresses are given out. The whole range if absent.",
      change: "replace",
      unordered: true,
      read: { from: { row: (row, given) => given && row.allocationPools }, drift: "report" },
    }),
    dnsNameServers: optional(z.array(address), {
      description: "DNS servers that DHCP announces.",
      change: "replace",
      read: { from: { row: (row, given) => given && row.dnsNameServers }, drift: "report" },
    }),
    useDefaultPublicDnsResolver: optional(z.boolean(), {
      description:
        "Announce OVHcloud's public DNS resolver (`useDefaultPublicDNSResolver`). OVHcloud does not show it.",
      change: "replace",
    }),
    hostRoutes: optional(z.array(route), {
      description: "Routes that DHCP announces.",
      change: "replace",
      unordered: true,
      read: { from: { row: (row, given) => given && row.hostRoutes }, drift: "report" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    subnetId: output(z.string(), {
      always: true,
      description: "ID of the subnet, without its network.",
      from: { row: (row) => row.id },
    }),
    gateway: output(z.string(), {
      description: "Address of the default gateway, if it has one.",
      from: { row: (row) => row.gatewayIp },
    }),
  },
  scope: (desired, api) => `${scopeOf(api, desired.project, desired.region)}/${desired.network ?? ""}`,
  listBy: { project: "configured", region: "all", network: "all" },
  id: idInParent("3a7c1e5d-…", "b1d9f7a2-…"),
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: placedView({
      listIn: subnetsIn,
      fetch: (api, place) => api.call(`GET ${SUBNET}`, "read", at({ api, ...place }), subnetOf(place.key)),
      parents: networkIdsIn,
    }),
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: ({ row }) => row?.name,
  mayLackName: true,
  validate: ({ enableGatewayIp, gatewayIp }) =>
    enableGatewayIp === false && gatewayIp !== undefined
      ? [
          {
            property: "gatewayIp",
            reason: "a subnet with enableGatewayIp: false has no gateway; remove one of the two",
          },
        ]
      : [],
  create: async ({ api, scope, desired }) => {
    const { serviceName, regionName, parent: networkId } = placeIn(api, scope);
    const { name, cidr, gatewayIp, allocationPools, dnsNameServers, hostRoutes } = desired;
    const parameters = {
      ...{ serviceName, regionName, networkId, name, cidr, ipVersion: cidr.includes(":") ? 6 : 4 },
      ...{ enableDhcp: desired.enableDhcp ?? true, enableGatewayIp: desired.enableGatewayIp ?? true, gatewayIp },
      ...{ allocationPools, dnsNameServers, hostRoutes },
      useDefaultPublicDNSResolver: desired.useDefaultPublicDnsResolver,
    };
    return (await api.call(`POST ${SUBNETS}`, "create", parameters, created)).id;
  },
  steps: [],
  passingRefusal: HELD,
  remove: (context) => context.api.command(`DELETE ${SUBNET}`, "idempotent", at(context)),
});
