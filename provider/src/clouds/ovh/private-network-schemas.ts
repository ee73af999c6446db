import type { z } from "zod";
import {
  about,
  bool,
  integer,
  list,
  optional,
  optionalList,
  optionalText,
  perhaps,
  record,
  text,
} from "../../http/decode/schemas.ts";

/** Answers about private networks, their subnets and their gateways (§4.4). */

export const privateNetworkRow = record({
  id: text,
  /** Those that another client made may have none. */
  name: optionalText,
  vlanId: perhaps(integer),
  status: text,
  regions: list(record({ region: text, status: text, openstackId: optionalText })),
});
export type PrivateNetworkRow = z.output<typeof privateNetworkRow>;
export const privateNetworkList = list(privateNetworkRow);
/** The answer for one network. */
export const privateNetworkOf = (id: string) => about(privateNetworkRow, (row) => row.id, id);

const pool = record({ start: text, end: text });
const route = record({ destination: text, nextHop: text });

export const subnetRow = record({
  id: text,
  /** Those of the older call have none. */
  name: optionalText,
  cidr: text,
  ipVersion: perhaps(integer),
  dhcpEnabled: perhaps(bool),
  gatewayIp: optionalText,
  dnsNameServers: optionalList(text),
  allocationPools: optionalList(pool),
  hostRoutes: optionalList(route),
});
export type SubnetRow = z.output<typeof subnetRow>;
export const subnetList = list(subnetRow);
/** The answer for one subnet. */
export const subnetOf = (id: string) => about(subnetRow, (row) => row.id, id);

export const gatewayInterfaceRow = record({ id: text, ip: optionalText, subnetId: text, networkId: text });
export type GatewayInterfaceRow = z.output<typeof gatewayInterfaceRow>;
export const gatewayInterfaceList = list(gatewayInterfaceRow);
/** The answer for one interface. */
export const gatewayInterfaceOf = (id: string) => about(gatewayInterfaceRow, (row) => row.id, id);

export const gatewayRow = record({
  id: text,
  name: text,
  model: text,
  status: text,
  region: optionalText,
  interfaces: list(gatewayInterfaceRow),
  externalInformation: optional(record({ ips: optionalList(record({ ip: optionalText })) })),
});
export type GatewayRow = z.output<typeof gatewayRow>;
export const gatewayList = list(gatewayRow);
/** The answer for one gateway. */
export const gatewayOf = (id: string) => about(gatewayRow, (row) => row.id, id);
