import type { OvhCloudState } from "../cloud-state.ts";
import { type EncodedTree, orNull } from "../encoding.ts";
import { badRequest, conflict, notFound } from "../errors.ts";
import { blockOf, toText, within } from "../ipv4.ts";
import type { AddressPool, Network, Subnet } from "../model.ts";
import { portsIn } from "../ports.ts";
import { activeRegion } from "./catalog.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Subnets of a region, by the network's ID in it (docs/api/ovh.md §4.4). */
export const subnetRoutes: Routes = under("/cloud/project/{serviceName}/region/{regionName}/network/{networkId}", {
  "GET ": networkInRegion,
  "GET /subnet": (call) => subnetsOf(call).map(subnetView),
  "POST /subnet": createSubnet,
  "GET /subnet/{subnetId}": (call) => subnetView(theSubnet(call)),
  "DELETE /subnet/{subnetId}": (call) => removeSubnet(call.cloudState, theSubnet(call).id),
});

/** The network with this ID in the region. */
function theNetwork(call: Call): Network {
  const { id: project } = projectOf(call);
  const { id: region } = activeRegion(call);
  const openstackId = call.param("networkId");
  const network = call.cloudState.networkOf(openstackId);
  const isThere = network?.regions.some((one) => one.region === region && one.openstackId === openstackId) === true;
  if (!network || network.project !== project || !isThere) throw notFound("network", call.cloudState.switches);
  return network;
}

function networkInRegion(call: Call): EncodedTree {
  const { name, vlanId, status } = theNetwork(call);
  const { id: region } = activeRegion(call);
  const subnetIds = subnetsOf(call).map(({ id }) => id);
  return { id: call.param("networkId"), name, region, status, subnetIds, visibility: "private", vlanId };
}

function subnetsOf(call: Call): Subnet[] {
  const { id: networkId } = theNetwork(call);
  const { id: region } = activeRegion(call);
  return call.cloudState.subnets.where((one) => one.networkId === networkId && one.region === region);
}

/** The subnet of the path. */
export function theSubnet(call: Call): Subnet {
  const subnet = subnetsOf(call).find(({ id }) => id === call.param("subnetId"));
  if (!subnet) throw notFound("subnet", call.cloudState.switches);
  return subnet;
}

function createSubnet(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: networkId, project, status } = theNetwork(call);
  const { id: region } = activeRegion(call);
  const [name, cidr] = [body.text("name"), body.text("cidr")];
  const [dhcp, hasGateway] = [body.requiredFlag("enableDhcp"), body.requiredFlag("enableGatewayIp")];
  if (![4, 6].includes(body.int("ipVersion") ?? 0)) throw badRequest("[ipVersion] must be 4 or 6");
  const block = blockOf(cidr);
  if (!block) throw badRequest(`[cidr] ${cidr} is not an IPv4 block`);
  if (status !== "ACTIVE") throw badRequest(`Network ${networkId} is not ready yet`);
  const gatewayIp = hasGateway ? (body.get("gatewayIp") ?? toText(block.first + 1)) : "";
  const pools = (body.objects("allocationPools") ?? []).map((pool) => ({
    start: pool.text("start"),
    end: pool.text("end"),
  }));
  const inside = [gatewayIp, ...pools.flatMap(({ start, end }) => [start, end])].filter((ip) => ip !== "");
  if (!inside.every((ip) => within(cidr, ip))) throw badRequest(`${inside.join(", ")} is not in ${cidr}`);
  const hostRoutes = (body.objects("hostRoutes") ?? []).map((route) => ({
    destination: route.text("destination"),
    nextHop: route.text("nextHop"),
  }));
  const whole: AddressPool = { start: toText(block.first + 2), end: toText(block.last - 1) };
  // The address of OVHcloud's public resolver.
  const resolver = body.flag("useDefaultPublicDNSResolver") === true ? ["213.186.33.99"] : [];
  const subnet = {
    ...{ id: cloudState.ids.uuid(), account, project, networkId, region, name, cidr, dhcp, gatewayIp, hostRoutes },
    ...{ pools: pools.length === 0 ? [whole] : pools, dnsNameServers: body.texts("dnsNameServers") ?? resolver },
  };
  return subnetView(addSubnet(cloudState, subnet));
}

/** Ranges of a network may not overlap, as in OpenStack; whether OVHcloud refuses it is a switch. */
export function addSubnet(cloudState: OvhCloudState, subnet: Subnet): Subnet {
  const { networkId, region, cidr } = subnet;
  const block = blockOf(cidr);
  const overlaps = (other: Subnet): boolean => {
    const there = blockOf(other.cidr);
    return block !== undefined && there !== undefined && block.first <= there.last && there.first <= block.last;
  };
  const beside = cloudState.subnets.where((one) => one.networkId === networkId && one.region === region);
  if (cloudState.switches.overlappingSubnets === "refuse" && beside.some(overlaps))
    throw conflict(`${cidr} overlaps with another subnet of the network`);
  return cloudState.subnets.put(subnet);
}

export function removeSubnet(cloudState: OvhCloudState, id: string): undefined {
  if (portsIn(cloudState, [id]).length > 0)
    throw badRequest(`One or more ports have an IP allocation from subnet ${id}`);
  cloudState.subnets.delete(id);
}

function subnetView({ id, name, cidr, dhcp, gatewayIp, pools, dnsNameServers, hostRoutes }: Subnet): EncodedTree {
  return {
    ...{ id, name, cidr, ipVersion: 4, dhcpEnabled: dhcp, gatewayIp: orNull(gatewayIp), dnsNameServers },
    allocationPools: pools.map(({ start, end }) => ({ start, end })),
    hostRoutes: hostRoutes.map(({ destination, nextHop }) => ({ destination, nextHop })),
  };
}
