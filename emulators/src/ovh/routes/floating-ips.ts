import type { EncodedTree } from "../encoding.ts";
import { badReference, badRequest } from "../errors.ts";
import { detachFloatingIp, mustBe } from "../instance-machine.ts";
import type { FloatingIp, Instance, Operation } from "../model.ts";
import { startOperation } from "../operations.ts";
import { activeRegion } from "./catalog.ts";
import { theInstance } from "./instances.ts";
import { operationView } from "./region-instances.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

export const floatingIpRoutes: Routes = under("/cloud/project/{serviceName}/region/{regionName}", {
  "GET /floatingip": (call) => floatingIpsOf(call).map((one) => floatingIpView(call, one)),
  "GET /floatingip/{floatingIpId}": (call) => floatingIpView(call, theFloatingIp(call)),
  "DELETE /floatingip/{floatingIpId}": (call) => void call.cloudState.floatingIps.delete(theFloatingIp(call).id),
  "POST /floatingip/{floatingIpId}/detach": (call) => void detachFloatingIp(call.cloudState, theFloatingIp(call).id),
  "POST /instance/{instanceId}/floatingIp": createAndAssociate,
  "POST /instance/{instanceId}/associateFloatingIp": associate,
});

function floatingIpsOf(call: Call): FloatingIp[] {
  return call.cloudState.inProject(call.cloudState.floatingIps, projectOf(call).id, activeRegion(call).id);
}

function theFloatingIp(call: Call): FloatingIp {
  return call.cloudState.own(
    call.cloudState.floatingIps,
    "floating IP",
    call.param("floatingIpId"),
    projectOf(call).id,
  );
}

function floatingIpView(
  { cloudState }: Call,
  { id, ip, region, instanceId, target, gatewayId }: FloatingIp,
): EncodedTree {
  const port = cloudState.interfacesOf(instanceId).find(({ ips }) => ips.includes(target));
  const shownId = cloudState.switches.associatedId === "port" && port ? port.id : instanceId;
  const networkId = cloudState.regions.find(region)?.publicNetworkId ?? "";
  const type = cloudState.loadBalancers.find(instanceId) ? "loadbalancer" : "instance";
  const entity = { id: shownId, type, ip: target, gatewayId };
  const [status, associatedEntity] = instanceId === "" ? ["down", null] : ["active", entity];
  return { id, ip, networkId, region, status, associatedEntity };
}

/** A new address of the project. It is not deleted with its instance (docs/api/ovh.md §3.8). */
function addFloatingIp({ cloudState, account }: Call, instance: Instance, target: string): FloatingIp {
  const { project, region, id: instanceId } = instance;
  return cloudState.floatingIps.put({
    ...{ id: cloudState.ids.uuid(), account, project, ip: cloudState.publicIpv4(), region, instanceId, target },
    ...{ gatewayId: cloudState.ids.uuid(), description: "", availabilityZone: "", resourceStatus: "READY" },
    createdAt: cloudState.timeline.now,
  });
}

/** The gateway of the subnet in which an address is; without one nothing leads there (docs/api/ovh.md §4.5). */
export function gatewayOf({ cloudState }: Call, subnetId: string, known: string): string {
  const { gatewayId } = cloudState.gatewayInterfaces.where((one) => one.subnetId === subnetId)[0] ?? {};
  if (gatewayId === undefined && cloudState.switches.floatingIpNeedsGateway)
    throw badRequest(`No gateway is attached to subnet ${subnetId}`);
  return gatewayId ?? known;
}

function createAndAssociate(call: Call): EncodedTree {
  const [instance, target] = privateAddress(call);
  const { id } = addFloatingIp(call, instance, target);
  return operationView(call.cloudState, begin(call, "floatingIp#create", instance, id));
}

function associate(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const [instance, target] = privateAddress(call);
  const wanted = body.text("floatingIpId");
  const known = floatingIpsOf(call).find(({ id }) => id === wanted);
  if (!known) throw badReference("Floating IP", wanted, cloudState.switches);
  if (known.instanceId !== "") throw badRequest(`Floating IP ${known.ip} is in use`);
  const port = cloudState.interfacesOf(instance.id).find(({ ips }) => ips.includes(target));
  const gatewayId = gatewayOf(call, port?.subnetId ?? "", known.gatewayId || cloudState.ids.uuid());
  cloudState.floatingIps.patch(known.id, { instanceId: instance.id, target, gatewayId });
  return operationView(cloudState, begin(call, "floatingIp#associate", instance, known.id));
}

/** The instance of the path, and its private address given by `ip`. */
function privateAddress(call: Call): [Instance, string] {
  const { cloudState, body } = call;
  const instance = theInstance(call);
  mustBe(cloudState, instance, "associate_floating_ip", ["active", "shutoff"]);
  const target = body.text("ip");
  const own = cloudState.interfacesOf(instance.id).filter(({ type }) => type === "private");
  if (!own.some(({ ips }) => ips.includes(target))) throw badRequest(`${target} is no private address of the instance`);
  return [instance, target];
}

function begin({ cloudState, account }: Call, action: string, instance: Instance, resourceId: string): Operation {
  const { project, region, id: instanceId } = instance;
  return startOperation(cloudState, { account, project, action, region, instanceId, resourceId }, false);
}
