import type { OvhCloudState } from "./cloud-state.ts";
import { badReference, badRequest, conflict } from "./errors.ts";
import { toNumber, toText, within } from "./ipv4.ts";
import type { Interface, Network, Subnet } from "./model.ts";
import type { NetworkIdTaken } from "./switches.ts";

/** A network to connect to, in one region; without `network` it is Ext-Net. */
export interface Plug {
  readonly openstackId: string;
  readonly network?: Network;
  /** The requested fixed address. */
  readonly ip?: string;
}

/** Ext-Net is one network of the account, with an ID of its own and another in each region. */
export const externalNetworkId = "Ext-Net";

/** How a body names a network: in which region, by which ID, and which of the network's two IDs the call accepts. */
export interface PlugRequest {
  readonly project: string;
  readonly region: string;
  readonly networkId: string;
  readonly ip?: string | undefined;
  readonly taken: NetworkIdTaken;
}

/** The network that a body names (docs/api/ovh.md §4.4). */
export function plugOf(cloudState: OvhCloudState, { project, region, networkId: id, ip, taken }: PlugRequest): Plug {
  const unknown = badReference("Network", id, cloudState.switches);
  const publicId = cloudState.regions.find(region)?.publicNetworkId ?? "";
  const given = id.startsWith("pn-") || id === externalNetworkId ? "own" : "region";
  if (taken !== "either" && taken !== given) throw unknown;
  if (id === publicId || id === externalNetworkId) {
    if (ip !== undefined) throw badRequest("ip cannot be chosen on a public network");
    return { openstackId: publicId };
  }
  const network = given === "own" ? cloudState.networks.find(id) : cloudState.networkOf(id);
  const there = network?.regions.find((one) => one.region === region);
  if (!network || network.project !== project || !there) throw unknown;
  if (given === "region" && there.openstackId !== id) throw unknown;
  if (network.status !== "ACTIVE") throw badRequest(`Network ${id} is not ready yet`);
  return { openstackId: there.openstackId, network, ...(ip === undefined ? {} : { ip }) };
}

/** The plug for Ext-Net of a region. */
export function publicPlug(cloudState: OvhCloudState, region: string): Plug {
  return { openstackId: cloudState.regions.find(region)?.publicNetworkId ?? "" };
}

/** Addresses for a port in a network. Allocate them before storing anything: the allocation may fail. */
export interface Lease {
  readonly plug: Plug;
  readonly ips: readonly string[];
  readonly subnetId: string;
}

/** Allocates addresses for all plugs, or throws. */
export function lease(cloudState: OvhCloudState, region: string, plugs: readonly Plug[]): Lease[] {
  const leased = new Set<string>();
  return plugs.map((plug) => {
    if (!plug.network) return { plug, ips: [cloudState.publicIpv4(), cloudState.publicIpv6()], subnetId: "" };
    const { id, name } = plug.network;
    const subnet = cloudState.subnets.all().find((one) => one.networkId === id && one.region === region);
    if (!subnet) throw badRequest(`Network ${name} requires a subnet in order to boot instances on`);
    const ip = fixedAddress(cloudState, subnet, plug.ip, leased);
    leased.add(`${subnet.id} ${ip}`);
    return { plug, ips: [ip], subnetId: subnet.id };
  });
}

/** The addresses of a subnet that ports have: those of instances and of gateways. */
function addressesIn(cloudState: OvhCloudState, subnetId: string): string[] {
  const isIn = (port: { readonly subnetId: string }): boolean => port.subnetId === subnetId;
  return [
    ...cloudState.interfaces.where(isIn).flatMap(({ ips }) => ips),
    ...cloudState.gatewayInterfaces.where(isIn).map(({ ip }) => ip),
    ...cloudState.loadBalancers.where(isIn).map(({ ip }) => ip),
  ];
}

/** The IDs of the ports in networks (by their IDs in regions) or in subnets: neither can be deleted while it has some. */
export function portsIn(cloudState: OvhCloudState, ids: readonly string[]): string[] {
  const isIn = (port: { readonly openstackId: string; readonly subnetId: string }): boolean =>
    ids.includes(port.openstackId) || ids.includes(port.subnetId);
  const { interfaces, gatewayInterfaces, loadBalancers } = cloudState;
  return [...interfaces.where(isIn), ...gatewayInterfaces.where(isIn), ...loadBalancers.where(isIn)].map(
    ({ id }) => id,
  );
}

/** A free address of a subnet. */
export function fixedAddress(
  cloudState: OvhCloudState,
  subnet: Subnet,
  wanted?: string,
  leased: ReadonlySet<string> = new Set(),
): string {
  const used = new Set(addressesIn(cloudState, subnet.id));
  const isUsed = (ip: string): boolean => used.has(ip) || ip === subnet.gatewayIp || leased.has(`${subnet.id} ${ip}`);
  if (wanted !== undefined) {
    if (!within(subnet.cidr, wanted)) throw badRequest(`${wanted} is not in ${subnet.cidr}`);
    if (isUsed(wanted)) throw conflict(`IP address ${wanted} is already in use`);
    return wanted;
  }
  for (const { start, end } of subnet.pools) {
    const [first = 0, last = 0] = [toNumber(start), toNumber(end)];
    for (let address = first; address <= last; address++) {
      const ip = toText(address);
      if (!isUsed(ip)) return ip;
    }
  }
  throw conflict(`No more IP addresses available on network ${subnet.networkId}`);
}

/** Creates the port of a lease. */
export function addInterface(
  cloudState: OvhCloudState,
  owner: { readonly id: string; readonly account: string; readonly project: string; readonly region: string },
  { plug, ips, subnetId }: Lease,
): Interface {
  const { id: instanceId, account, project, region } = owner;
  const type = plug.network ? "private" : "public";
  return cloudState.interfaces.put({
    ...{ id: cloudState.ids.uuid(), account, project, instanceId, region, type, openstackId: plug.openstackId },
    ...{ subnetId, macAddress: cloudState.macAddress(), ips, state: "BUILD" },
  });
}

/** The ID of a network as addresses and ports show it. */
export function shownNetworkId(cloudState: OvhCloudState, openstackId: string): string {
  if (cloudState.switches.networkIdShown === "openstack") return openstackId;
  return cloudState.networkOf(openstackId)?.id ?? openstackId;
}
