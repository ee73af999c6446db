import { type EncodedTree, orNull } from "../encoding.ts";
import { badReference, badRequest, conflict, notFound } from "../errors.ts";
import { usableRegion } from "../instance-create.ts";
import { blockOf, toText, within } from "../ipv4.ts";
import type { Network, NetworkRegion, Subnet } from "../model.ts";
import { externalNetworkId, portsIn } from "../ports.ts";
import { activeRegion } from "./catalog.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";
import { addSubnet, removeSubnet } from "./subnets.ts";

export const networkRoutes: Routes = under("/cloud/project/{serviceName}", {
  "GET /network/public": publicNetworks,
  "GET /network/private": (call) => networksOf(call).map(networkView),
  "POST /network/private": createNetwork,
  "GET /network/private/{networkId}": (call) => networkView(theNetwork(call)),
  "PUT /network/private/{networkId}": renameNetwork,
  "DELETE /network/private/{networkId}": deleteNetwork,
  "POST /network/private/{networkId}/region": addRegion,
  "GET /network/private/{networkId}/subnet": (call) => subnetsOf(call).map(subnetView),
  "POST /network/private/{networkId}/subnet": createSubnet,
  "DELETE /network/private/{networkId}/subnet/{subnetId}": deleteSubnet,
  "GET /region/{regionName}/network": regionNetworks,
  "DELETE /region/{regionName}/network/{networkId}": deleteInRegion,
});

/** Ext-Net is one network with an ID for each region. */
function publicNetworks(call: Call): EncodedTree {
  const displayed = projectOf(call).regions.map((region): NetworkRegion => {
    return { region, openstackId: call.cloudState.regions.find(region)?.publicNetworkId ?? "" };
  });
  return [
    {
      id: externalNetworkId,
      name: "Ext-Net",
      vlanId: 0,
      type: "public",
      status: "ACTIVE",
      regions: regionsView(displayed),
    },
  ];
}

function networksOf(call: Call): Network[] {
  return call.cloudState.inProject(call.cloudState.networks, projectOf(call).id);
}

function theNetwork(call: Call): Network {
  return call.cloudState.own(call.cloudState.networks, "network", call.param("networkId"), projectOf(call).id);
}

function networkView({ id, name, vlanId, status, regions }: Network): EncodedTree {
  const there = regionsView(regions, status === "BUILDING" ? "BUILDING" : "ACTIVE");
  return { id, name, vlanId, type: "private", status, regions: there };
}

/** The ID in a region is null until the network exists there. */
function regionsView(regions: readonly NetworkRegion[], status = "ACTIVE"): EncodedTree[] {
  return regions.map(({ region, openstackId }) => {
    return { region, status, openstackId: status === "ACTIVE" ? openstackId : null };
  });
}

function createNetwork(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const project = projectOf(call);
  const vlanId = body.int("vlanId") ?? cloudState.ids.next(`vlan ${project.id}`, 100);
  if (vlanId < 0 || vlanId > 4095) throw badRequest("[vlanId] must be between 0 and 4095");
  const wanted = body.texts("regions") ?? [];
  const id = `pn-${cloudState.number("network", 1_096_325)}_${vlanId}`;
  const regions = (wanted.length === 0 ? project.regions : wanted).map((name) => {
    const region = usableRegion(cloudState, project.id, name).id;
    return { region, openstackId: cloudState.openstackId(id, region) };
  });
  const network = cloudState.networks.put({
    ...{ id, account, project: project.id },
    ...{ name: body.text("name"), vlanId, status: "BUILDING", regions },
  });
  cloudState.timeline.after(cloudState.switches.durations.network, { type: "network-up", id: network.id });
  return networkView(network);
}

function renameNetwork(call: Call): undefined {
  call.cloudState.networks.patch(theNetwork(call).id, { name: call.body.text("name") });
}

/** Rejected while ports remain, which may belong to an instance that is already deleted (docs/api/ovh.md §3.8). */
function deleteNetwork(call: Call): undefined {
  const { cloudState } = call;
  const network = theNetwork(call);
  refuseWithPorts(call, network.regions);
  for (const { id } of subnetsOf(call)) cloudState.subnets.delete(id);
  cloudState.timeline.cancel((event) => event.id === network.id);
  cloudState.networks.patch(network.id, { status: "DELETING" });
  cloudState.timeline.after(cloudState.switches.durations.networkDelete, { type: "network-gone", id: network.id });
}

function refuseWithPorts({ cloudState }: Call, regions: readonly NetworkRegion[]): void {
  const ids = regions.map(({ openstackId }) => openstackId);
  const used = portsIn(cloudState, ids);
  if (used.length > 0) throw badRequest(`One or more ports have an IP allocation: ${used.join(", ")}`);
}

function addRegion(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const network = theNetwork(call);
  const region = usableRegion(cloudState, network.project, body.text("region")).id;
  if (network.regions.some((one) => one.region === region)) throw conflict(`Region ${region} is already activated`);
  const openstackId = cloudState.openstackId(network.id, region);
  const regions = [...network.regions, { region, openstackId }];
  cloudState.networks.patch(network.id, { regions });
  return networkView(theNetwork(call));
}

function regionNetworks(call: Call): EncodedTree {
  const { id: region, publicNetworkId } = activeRegion(call);
  const own = networksOf(call).flatMap(({ id, name, vlanId, regions }) => {
    const there = regions.find((one) => one.region === region);
    const subnets = subnetsIn(call, id, region);
    const inside = { visibility: "private", vlanId, region, status: "ACTIVE", subnetIds: subnets.map((one) => one.id) };
    return there ? [{ id: there.openstackId, name, ...inside }] : [];
  });
  const outside = { visibility: "public", vlanId: null, region, status: "ACTIVE", subnetIds: [] };
  return [{ id: publicNetworkId, name: "Ext-Net", ...outside }, ...own];
}

const subnetsIn = ({ cloudState }: Call, networkId: string, region: string): Subnet[] =>
  cloudState.subnets.where((one) => one.networkId === networkId && one.region === region);

function deleteInRegion(call: Call): undefined {
  const { cloudState } = call;
  const openstackId = call.param("networkId");
  const { id: region } = activeRegion(call);
  const network = networksOf(call).find(({ regions }) => regions.some((one) => one.openstackId === openstackId));
  if (!network) throw notFound("network", cloudState.switches);
  refuseWithPorts(call, [{ region, openstackId }]);
  for (const { id } of subnetsIn(call, network.id, region)) cloudState.subnets.delete(id);
  cloudState.networks.patch(network.id, { regions: network.regions.filter((one) => one.openstackId !== openstackId) });
}

function subnetsOf(call: Call): Subnet[] {
  const { id } = theNetwork(call);
  return call.cloudState.subnets.where((one) => one.networkId === id);
}

/** All six parameters are required, even the boolean `noGateway` (docs/api/ovh.md §4.4). */
function createSubnet(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: networkId, project, regions, status } = theNetwork(call);
  const [region, cidr, start, end] = [body.text("region"), body.text("network"), body.text("start"), body.text("end")];
  const [dhcp, noGateway] = [body.requiredFlag("dhcp"), body.requiredFlag("noGateway")];
  const block = blockOf(cidr);
  if (!block || !within(cidr, start) || !within(cidr, end)) throw badRequest(`${start} to ${end} is not in ${cidr}`);
  if (!regions.some((one) => one.region === region)) throw badReference("Region", region, cloudState.switches);
  if (status !== "ACTIVE") throw badRequest(`Network ${networkId} is not ready yet`);
  const gatewayIp = noGateway ? "" : toText(block.first + 1);
  const subnet = {
    ...{ id: cloudState.ids.uuid(), account, project, networkId, region, cidr, dhcp, gatewayIp, name: "" },
    ...{ pools: [{ start, end }], dnsNameServers: [], hostRoutes: [] },
  };
  return subnetView(addSubnet(cloudState, subnet));
}

function subnetView({ id, cidr, dhcp, gatewayIp, region, pools }: Subnet): EncodedTree {
  const ipPools = pools.map(({ start, end }) => ({ network: cidr, region, dhcp, start, end }));
  return { id, cidr, dhcpEnabled: dhcp, gatewayIp: orNull(gatewayIp), ipPools };
}

function deleteSubnet(call: Call): undefined {
  const { cloudState } = call;
  const subnet = subnetsOf(call).find(({ id }) => id === call.param("subnetId"));
  if (!subnet) throw notFound("subnet", cloudState.switches);
  removeSubnet(cloudState, subnet.id);
}
