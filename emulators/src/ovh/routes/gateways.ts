import type { EncodedTree } from "../encoding.ts";
import { badReference, badRequest, busy, conflict, notFound } from "../errors.ts";
import type { Gateway, GatewayInterface, Subnet } from "../model.ts";
import { startOperation } from "../operations.ts";
import { fixedAddress } from "../ports.ts";
import { activeRegion } from "./catalog.ts";
import { operationView } from "./region-instances.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";
import { theSubnet } from "./subnets.ts";

/** Gateways and their interfaces (docs/api/ovh.md §4.4). */
export const gatewayRoutes: Routes = under("/cloud/project/{serviceName}/region/{regionName}", {
  "GET /gateway": (call) => gatewaysOf(call).map((one) => gatewayView(call, one)),
  "GET /gateway/{id}": (call) => gatewayView(call, theGateway(call)),
  "PUT /gateway/{id}": editGateway,
  "DELETE /gateway/{id}": deleteGateway,
  "POST /network/{networkId}/subnet/{subnetId}/gateway": createGateway,
  "GET /gateway/{id}/interface": (call) => interfacesOf(call, theGateway(call)).map(interfaceView),
  "POST /gateway/{id}/interface": addInterface,
  "GET /gateway/{id}/interface/{interfaceId}": (call) => interfaceView(theInterface(call)),
  "DELETE /gateway/{id}/interface/{interfaceId}": removeInterface,
});

const MODELS = ["s", "m", "l", "xl", "2xl", "3xl"] as const;

function gatewaysOf(call: Call): Gateway[] {
  const subnetId = call.query.get("subnetId");
  const all = call.cloudState.inProject(call.cloudState.gateways, projectOf(call).id, activeRegion(call).id);
  return all.filter((one) => subnetId === null || interfacesOf(call, one).some((port) => port.subnetId === subnetId));
}

function theGateway(call: Call): Gateway {
  const found = call.cloudState.own(call.cloudState.gateways, "gateway", call.param("id"), projectOf(call).id);
  if (found.region !== activeRegion(call).id) throw notFound("gateway", call.cloudState.switches);
  return found;
}

const interfacesOf = ({ cloudState }: Call, { id }: Gateway): GatewayInterface[] =>
  cloudState.gatewayInterfaces.where(({ gatewayId }) => gatewayId === id);

function theInterface(call: Call): GatewayInterface {
  const found = interfacesOf(call, theGateway(call)).find(({ id }) => id === call.param("interfaceId"));
  if (!found) throw notFound("interface", call.cloudState.switches);
  return found;
}

function gatewayView(call: Call, gateway: Gateway): EncodedTree {
  const { id, name, region, model, status, ip } = gateway;
  const networkId = call.cloudState.regions.find(region)?.publicNetworkId ?? "";
  const ips = [{ ip, subnetId: networkId }];
  return {
    ...{ id, name, region, model, status, type: "public" },
    externalInformation: status === "building" ? null : { ips, networkId, snatEnabled: true },
    interfaces: interfacesOf(call, gateway).map(interfaceView),
  };
}

function interfaceView({ id, ip, subnetId, openstackId }: GatewayInterface): EncodedTree {
  return { id, ip, subnetId, networkId: openstackId, subnet: null };
}

/** The subnet's own default gateway address is the gateway's, and only one gateway can have it. */
function connect({ cloudState, account }: Call, gateway: Gateway, subnet: Subnet): GatewayInterface {
  const openstackId = openstackIdOf(cloudState.networks.find(subnet.networkId), subnet);
  const isTaken = cloudState.gatewayInterfaces.all().some(({ subnetId }) => subnetId === subnet.id);
  if (isTaken) throw conflict(`Subnet ${subnet.id} already has a gateway`);
  const { id: gatewayId, project } = gateway;
  const ip = subnet.gatewayIp === "" ? fixedAddress(cloudState, subnet) : subnet.gatewayIp;
  return cloudState.gatewayInterfaces.put({
    ...{ id: cloudState.ids.uuid(), account, project, gatewayId, subnetId: subnet.id, openstackId, ip },
  });
}

const openstackIdOf = (
  network: { readonly regions: readonly { readonly region: string; readonly openstackId: string }[] } | undefined,
  { region }: Subnet,
): string => network?.regions.find((one) => one.region === region)?.openstackId ?? "";

function createGateway(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const subnet = theSubnet(call);
  const { project, region } = subnet;
  if (subnet.gatewayIp === "") throw badRequest(`Subnet ${subnet.id} has no gateway IP`);
  const [name, model] = [body.text("name"), body.oneOf("model", MODELS)];
  if (cloudState.gatewayInterfaces.all().some(({ subnetId }) => subnetId === subnet.id))
    throw conflict(`Subnet ${subnet.id} already has a gateway`);
  const gateway = cloudState.gateways.put({
    ...{ id: cloudState.ids.uuid(), account, project, name, region, model, status: "building" },
    ip: cloudState.publicIpv4(),
  });
  connect(call, gateway, subnet);
  cloudState.timeline.after(cloudState.switches.durations.gateway, { type: "gateway-up", id: gateway.id });
  return begin(call, "gateway#create", gateway);
}

function begin({ cloudState, account }: Call, action: string, { id, project, region }: Gateway): EncodedTree {
  const subject = { account, project, action, region, instanceId: "", resourceId: id };
  return operationView(cloudState, startOperation(cloudState, subject, false));
}

function mustBeReady({ cloudState }: Call, { id, status }: Gateway): void {
  if (status === "building") throw busy(`Gateway ${id} is ${status}`, cloudState.switches);
}

function editGateway(call: Call): EncodedTree {
  const gateway = theGateway(call);
  mustBeReady(call, gateway);
  const [name, model] = [call.body.text("name"), call.body.oneOf("model", MODELS)];
  call.cloudState.gateways.patch(gateway.id, { name, model });
  return gatewayView(call, theGateway(call));
}

/** Its ports go with it. */
function deleteGateway(call: Call): EncodedTree {
  const { cloudState } = call;
  const gateway = theGateway(call);
  const operation = begin(call, "gateway#delete", gateway);
  cloudState.removeInterfacesOf(gateway.id);
  cloudState.timeline.cancel((event) => event.id === gateway.id);
  cloudState.gateways.patch(gateway.id, { status: "down" });
  cloudState.timeline.after(cloudState.switches.durations.gatewayDelete, { type: "gateway-gone", id: gateway.id });
  return operation;
}

function addInterface(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const gateway = theGateway(call);
  mustBeReady(call, gateway);
  const wanted = body.text("subnetId");
  const subnet = cloudState.subnets.find(wanted);
  if (!subnet || subnet.project !== gateway.project || subnet.region !== gateway.region)
    throw badReference("Subnet", wanted, cloudState.switches);
  return interfaceView(connect(call, gateway, subnet));
}

function removeInterface(call: Call): undefined {
  call.cloudState.gatewayInterfaces.delete(theInterface(call).id);
}
