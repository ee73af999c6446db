import type { OvhCloudState } from "./cloud-state.ts";
import { type EncodedTree, isoDate, orNull, utcDate, type WireObject } from "./encoding.ts";
import type { Instance, Interface } from "./model.ts";
import { shownNetworkId } from "./ports.ts";
import { flavorView, imageView, planCode } from "./routes/catalog.ts";
import { keyView } from "./routes/ssh-keys.ts";

/** An instance in single responses: formerly with flavor, image and key only as objects (docs/api/ovh.md §3.1). */
export function instanceDetail(cloudState: OvhCloudState, instance: Instance): WireObject {
  const older = { ...common(cloudState, instance), ...nested(cloudState, instance), ...rescue(instance) };
  return cloudState.switches.newerFields ? { ...older, ...idsOf(instance) } : older;
}

/** An instance in lists: formerly only with IDs. Both responses are alike now. */
export function instanceRow(cloudState: OvhCloudState, instance: Instance): WireObject {
  return cloudState.switches.newerFields
    ? instanceDetail(cloudState, instance)
    : { ...common(cloudState, instance), ...idsOf(instance) };
}

/** A recorded response has `licensePlanCode`, which is in no schema (docs/api/ovh.md §3.1). */
const newer = ({ availabilityZone }: Instance): WireObject => ({
  ...{ availabilityZone: orNull(availabilityZone), licensePlanCode: null },
});

/** The schema does not allow null for an image, but an instance may have none. */
const idsOf = ({ flavorId, imageId, sshKeyId }: Instance): WireObject => ({
  ...{ flavorId, imageId, sshKeyId: orNull(sshKeyId) },
});

const rescue = ({ rescuePassword }: Instance): WireObject => ({ rescuePassword: orNull(rescuePassword) });

function common(cloudState: OvhCloudState, instance: Instance): WireObject {
  const { id, name, phase, region, createdAt, billing, monthlySince, flavorId } = instance;
  const flavor = cloudState.flavors.find(flavorId);
  const monthly = { since: isoDate(monthlySince), status: billing === "monthly" ? "ok" : "activationPending" };
  const operations = cloudState.operations.where((one) => one.instanceId === id && one.completedAt === 0);
  return {
    ...{ id, name, status: cloudState.switches.words[phase], region, created: utcDate(createdAt) },
    ipAddresses: addresses(cloudState, instance),
    monthlyBilling: billing === "hourly" ? null : monthly,
    planCode: flavor ? planCode(flavor, billing !== "hourly") : null,
    operationIds: operations.map((one) => one.id),
    currentMonthOutgoingTraffic: null,
    ...(cloudState.switches.newerFields ? newer(instance) : {}),
  };
}

function nested(cloudState: OvhCloudState, { flavorId, imageId, project, sshKeyId }: Instance): WireObject {
  const flavor = cloudState.flavors.find(flavorId);
  const image = cloudState.images.find(imageId);
  const key = cloudState.sshKeys.find(`${project}/${sshKeyId}`);
  return {
    flavor: flavor ? flavorView(cloudState, flavor) : null,
    image: image ? imageView(image) : null,
    sshKey: key ? keyView(key) : null,
  };
}

/** Addresses appear once a port is active; floating ones come last. */
function addresses(cloudState: OvhCloudState, { id, region }: Instance): EncodedTree[] {
  const ports = cloudState.interfacesOf(id).filter(({ state }) => state === "ACTIVE");
  const networkId = publicNetworkId(cloudState, cloudState.regions.find(region)?.publicNetworkId ?? "");
  const floating = cloudState.floatingIps.where((one) => one.instanceId === id);
  return [
    ...ports.flatMap((port) => portAddresses(cloudState, port)),
    ...floating.map(({ ip }) => ({ ip, version: 4, type: "public", networkId, gatewayIp: null })),
  ];
}

function portAddresses(cloudState: OvhCloudState, { ips, type, openstackId, subnetId }: Interface): EncodedTree[] {
  const networkId =
    type === "public" ? publicNetworkId(cloudState, openstackId) : shownNetworkId(cloudState, openstackId);
  const inside = orNull(cloudState.subnets.find(subnetId)?.gatewayIp ?? "");
  return ips.map((ip) => {
    const version = ip.includes(":") ? 6 : 4;
    return { ip, version, type, networkId, gatewayIp: type === "public" ? publicGateway(ip) : inside };
  });
}

/** The `networkId` of public addresses, which occurs in no other response. */
function publicNetworkId({ switches }: OvhCloudState, openstackId: string): string {
  if (switches.publicNetworkIdShown === "openstack") return openstackId;
  return switches.publicNetworkIdShown === "empty" ? "" : openstackId.replaceAll("-", "").padEnd(40, "0");
}

function publicGateway(ip: string): string {
  return ip.includes(":") ? "2001:db8:0:ffff::1" : ip.replace(/\.\d+$/, ".1");
}

/** A port (docs/api/ovh.md §3.3). */
export function interfaceView(cloudState: OvhCloudState, port: Interface): EncodedTree {
  const { id, type, state, macAddress, openstackId, ips, subnetId } = port;
  return {
    ...{ id, type, state: state === "ACTIVE" ? "ACTIVE" : "DOWN", macAddress },
    networkId: shownNetworkId(cloudState, openstackId),
    fixedIps: ips.map((ip) => ({ ip, subnetId })),
  };
}
