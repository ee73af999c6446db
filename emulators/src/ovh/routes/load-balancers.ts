import { Ids } from "../../core/ids.ts";
import { changeBalancer, hasParts, removeParts } from "../balancers.ts";
import { type EncodedTree, isoDate } from "../encoding.ts";
import { badReference, badRequest, conflict, notFound } from "../errors.ts";
import { detachFloatingIp } from "../instance-machine.ts";
import type { FloatingIp, LoadBalancer } from "../model.ts";
import { startOperation } from "../operations.ts";
import { fixedAddress } from "../ports.ts";
import { activeRegion } from "./catalog.ts";
import { gatewayOf } from "./floating-ips.ts";
import { operationView } from "./region-instances.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Load balancers of a region; the BETA product of the same name is not here (docs/api/ovh.md §4.10). */
export const loadBalancerRoutes: Routes = under("/cloud/project/{serviceName}/region/{regionName}/loadbalancing", {
  "GET /flavor": (call) => flavorsOf(call),
  "GET /loadbalancer": (call) => balancersOf(call).map((one) => view(call, one)),
  "POST /loadbalancer": create,
  "GET /loadbalancer/{loadBalancerId}": (call) => view(call, theBalancer(call)),
  "PUT /loadbalancer/{loadBalancerId}": edit,
  "DELETE /loadbalancer/{loadBalancerId}": remove,
  "POST /loadbalancer/{loadBalancerId}/associateFloatingIp": associate,
});

function flavorsOf(call: Call): { id: string; name: string; region: string }[] {
  projectOf(call);
  const { id: region } = activeRegion(call);
  return ["small", "medium", "large", "xl"].map((name) => ({ id: new Ids(`${region}/${name}`).uuid(), name, region }));
}

function balancersOf(call: Call): LoadBalancer[] {
  return call.cloudState.inProject(call.cloudState.loadBalancers, projectOf(call).id, activeRegion(call).id);
}

function theBalancer(call: Call): LoadBalancer {
  const found = balancersOf(call).find(({ id }) => id === call.param("loadBalancerId"));
  if (!found) throw notFound("load balancer", call.cloudState.switches);
  return found;
}

function view(
  { cloudState }: Call,
  { id, name, region, flavorId, ip, subnetId, openstackId, status, createdAt }: LoadBalancer,
): EncodedTree {
  const [floating] = cloudState.floatingIps.where(({ instanceId }) => instanceId === id);
  return {
    ...{
      id,
      name,
      region,
      flavorId,
      provisioningStatus: status,
      operatingStatus: status === "active" ? "online" : "offline",
    },
    ...{ vipAddress: ip, vipNetworkId: openstackId, vipSubnetId: subnetId },
    ...{ createdAt: isoDate(createdAt), updatedAt: isoDate(createdAt) },
    floatingIp: floating ? { id: floating.id, ip: floating.ip } : null,
  };
}

function flavorIn(call: Call, id: string): string {
  if (!flavorsOf(call).some((one) => one.id === id)) throw badReference("Flavor", id, call.cloudState.switches);
  return id;
}

function freeFloatingIp(call: Call, id: string): FloatingIp {
  const { cloudState } = call;
  const found = cloudState.inProject(cloudState.floatingIps, projectOf(call).id).find((one) => one.id === id);
  if (!found) throw badReference("Floating IP", id, cloudState.switches);
  if (found.instanceId !== "") throw badRequest(`Floating IP ${found.ip} is in use`);
  return found;
}

function create(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const { id: region } = activeRegion(call);
  const flavorId = flavorIn(call, body.text("flavorId"));
  const inside = body.requiredObject("network").requiredObject("private");
  const network = inside.requiredObject("network");
  const [openstackId, subnetId] = [network.text("id"), network.text("subnetId")];
  const subnet = cloudState.subnets.find(subnetId);
  const isThere = cloudState.networkOf(openstackId)?.id === subnet?.networkId;
  if (!subnet || subnet.project !== project || !isThere) throw badReference("Subnet", subnetId, cloudState.switches);
  const gateway = inside.object("gateway")?.text("id");
  if (gateway !== undefined) cloudState.own(cloudState.gateways, "gateway", gateway, project);
  const wanted = inside.object("floatingIp")?.text("id");
  const floating = wanted === undefined ? undefined : freeFloatingIp(call, wanted);
  const gatewayId = floating === undefined ? "" : (gateway ?? gatewayOf(call, subnetId, ""));
  const ip = fixedAddress(cloudState, subnet);
  const { id } = cloudState.loadBalancers.put({
    ...{ id: cloudState.ids.uuid(), account, project, region, name: body.get("name") ?? "", flavorId, ip, subnetId },
    ...{ openstackId, status: "creating", createdAt: cloudState.timeline.now },
  });
  if (floating) cloudState.floatingIps.patch(floating.id, { instanceId: id, target: ip, gatewayId });
  cloudState.timeline.after(cloudState.switches.durations.loadBalancer, { type: "load-balancer-up", id });
  return begin(call, "loadbalancer#create", id);
}

function begin(call: Call, action: string, resourceId: string): EncodedTree {
  const { cloudState, account } = call;
  const subject = {
    account,
    project: projectOf(call).id,
    action,
    region: activeRegion(call).id,
    instanceId: "",
    resourceId,
  };
  return operationView(cloudState, startOperation(cloudState, subject, false));
}

function edit(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const { id, name, flavorId } = theBalancer(call);
  const wanted = flavorIn(call, body.get("flavorId") ?? flavorId);
  changeBalancer(cloudState, id);
  cloudState.loadBalancers.patch(id, { name: body.get("name") ?? name, flavorId: wanted });
  return view(call, theBalancer(call));
}

/** Its floating IP stays (docs/api/ovh.md §3.8). */
function remove(call: Call): undefined {
  const { cloudState } = call;
  const { id } = theBalancer(call);
  if (cloudState.switches.loadBalancerWithParts === "refuse" && hasParts(cloudState, id))
    throw conflict(`Cannot delete Load Balancer ${id} - it has children`);
  cloudState.timeline.cancel((event) => event.id === id);
  removeParts(cloudState, id);
  for (const ip of cloudState.floatingIps.where((one) => one.instanceId === id)) detachFloatingIp(cloudState, ip.id);
  cloudState.loadBalancers.patch(id, { status: "deleting" });
  cloudState.timeline.after(cloudState.switches.durations.loadBalancerDelete, { type: "load-balancer-gone", id });
}

function associate(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const { id, ip, subnetId } = theBalancer(call);
  const floating = freeFloatingIp(call, body.text("floatingIpId"));
  if (body.text("ip") !== ip) throw badRequest(`${body.text("ip")} is not the address of the load balancer`);
  const gatewayId = gatewayOf(call, subnetId, "");
  changeBalancer(cloudState, id);
  cloudState.floatingIps.patch(floating.id, { instanceId: id, target: ip, gatewayId });
  return begin(call, "floatingIp#associate", floating.id);
}
