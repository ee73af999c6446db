import type { Instance, Interface } from "./model.ts";
import { shownNetworkId } from "./ports.ts";
import { flavorView, imageView, planCode } from "./routes/catalogue.ts";
import { keyView } from "./routes/ssh-keys.ts";
import { isoDate, orNull, type Wire, type WireObject } from "./wire.ts";
import type { OvhWorld } from "./world.ts";

/** An instance as single answers show it: with flavor, image and key as objects (docs/api/ovh.md §3.1). */
export function instanceDetail(world: OvhWorld, instance: Instance): WireObject {
  const { rescuePassword } = instance;
  return { ...common(world, instance), ...nested(world, instance), rescuePassword: orNull(rescuePassword) };
}

/** An instance as lists show it: with ids, and since 2024 with the objects too. */
export function instanceRow(world: OvhWorld, instance: Instance): WireObject {
  const { flavorId, imageId, sshKeyId } = instance;
  const ids = { flavorId, imageId: orNull(imageId), sshKeyId: orNull(sshKeyId) };
  return { ...common(world, instance), ...ids, ...(world.switches.newerFields ? nested(world, instance) : {}) };
}

function common(world: OvhWorld, instance: Instance): WireObject {
  const { id, name, phase, region, createdAt, billing, monthlySince, flavorId } = instance;
  const flavor = world.flavors.find(flavorId);
  const monthly = { since: isoDate(monthlySince), status: billing === "monthly" ? "ok" : "activationPending" };
  const operations = world.operations.where((one) => one.instanceId === id && one.completedAt === 0);
  return {
    ...{ id, name, status: world.switches.words[phase], region, created: isoDate(createdAt) },
    ipAddresses: addresses(world, instance),
    monthlyBilling: billing === "hourly" ? null : monthly,
    planCode: flavor ? planCode(flavor, billing !== "hourly") : null,
    operationIds: operations.map((one) => one.id),
    currentMonthOutgoingTraffic: null,
    ...(world.switches.newerFields ? { availabilityZone: orNull(instance.availabilityZone) } : {}),
  };
}

function nested(world: OvhWorld, { flavorId, imageId, project, sshKeyId }: Instance): WireObject {
  const flavor = world.flavors.find(flavorId);
  const image = world.images.find(imageId);
  const key = world.sshKeys.find(`${project}/${sshKeyId}`);
  return {
    flavor: flavor ? flavorView(flavor) : null,
    image: image ? imageView(image) : null,
    sshKey: key ? keyView(key) : null,
  };
}

/** Addresses show once a port is active; floating ones come last. */
function addresses(world: OvhWorld, { id, region }: Instance): Wire[] {
  const ports = world.interfacesOf(id).filter(({ state }) => state === "ACTIVE");
  const networkId = world.regions.find(region)?.publicNetworkId ?? "";
  const floating = world.floatingIps.where((one) => one.instanceId === id);
  return [
    ...ports.flatMap((port) => portAddresses(world, port)),
    ...floating.map(({ ip }) => ({ ip, version: 4, type: "public", networkId, gatewayIp: null })),
  ];
}

function portAddresses(world: OvhWorld, { ips, type, openstackId, subnetId }: Interface): Wire[] {
  const networkId = shownNetworkId(world, openstackId);
  const inside = orNull(world.subnets.find(subnetId)?.gatewayIp ?? "");
  return ips.map((ip) => {
    const version = ip.includes(":") ? 6 : 4;
    return { ip, version, type, networkId, gatewayIp: type === "public" ? publicGateway(ip) : inside };
  });
}

function publicGateway(ip: string): string {
  return ip.includes(":") ? "2001:db8:0:ffff::1" : ip.replace(/\.\d+$/, ".1");
}

/** A port (docs/api/ovh.md §3.3). */
export function interfaceView(world: OvhWorld, port: Interface): Wire {
  const { id, type, state, macAddress, openstackId, ips, subnetId } = port;
  return {
    ...{ id, type, state: state === "ACTIVE" ? "ACTIVE" : "DOWN", macAddress },
    networkId: shownNetworkId(world, openstackId),
    fixedIps: ips.map((ip) => ({ ip, subnetId })),
  };
}
