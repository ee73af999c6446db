import type { OvhCloudState } from "../cloud-state.ts";
import { type EncodedTree, isoDate, isoDateOrNull, orNull } from "../encoding.ts";
import { badReference, badRequest } from "../errors.ts";
import { addInstances, usableRegion } from "../instance-create.ts";
import type { Instance, Operation } from "../model.ts";
import { startOperation } from "../operations.ts";
import { type Plug, type PlugRequest, plugOf, publicPlug } from "../ports.ts";
import { activeRegion } from "./catalog.ts";
import type { Fields } from "./fields.ts";
import { backupOf, theInstance } from "./instances.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";
import { addKey } from "./ssh-keys.ts";

/** Generation B (docs/api/ovh.md §3.4), as far as it is emulated: creation through an operation, and reading. */
export const regionInstanceRoutes: Routes = under("/cloud/project/{serviceName}", {
  "POST /region/{regionName}/instance": createByOperation,
  "GET /region/{regionName}/instance": listInRegion,
  "GET /region/{regionName}/instance/{instanceId}": (call) => regionView(call.cloudState, theInstance(call)),
  "GET /operation": listOperations,
  "GET /operation/{operationId}": (call) => {
    const { cloudState } = call;
    const id = call.param("operationId");
    return operationView(cloudState, cloudState.own(cloudState.operations, "operation", id, projectOf(call).id));
  },
});

function listOperations(call: Call): EncodedTree {
  const { id: project } = projectOf(call);
  const instanceId = call.query.get("instanceId");
  const own = call.cloudState.inProject(call.cloudState.operations, project);
  const wanted = own.filter((one) => instanceId === null || one.instanceId === instanceId);
  return wanted.map((one) => operationView(call.cloudState, one));
}

const building: ReadonlySet<string> = new Set(["instance#create", "volume#create"]);

/** The ID of what is created is in a sub-operation, unless the switch says otherwise. */
export function operationView({ switches }: OvhCloudState, operation: Operation): EncodedTree {
  const { id, action, status, region, resourceId, createdAt, startedAt, completedAt } = operation;
  const progress = { created: 0, "in-progress": 50, completed: 100, "in-error": 50 }[status];
  const times = { startedAt: isoDateOrNull(startedAt), completedAt: isoDateOrNull(completedAt) };
  const shared = { action, status, progress, ...times, regions: [region] };
  const known = status === "created" ? null : resourceId;
  const where = building.has(action) ? switches.operationResource : switches.createdResource;
  const nested = where === "sub" && action.endsWith("#create");
  const inner = { id: `${id.slice(0, -1)}0`, ...shared, resourceId: known };
  const outer = { id, createdAt: isoDate(createdAt), ...shared, resourceId: nested ? null : known };
  return { ...outer, subOperations: nested ? [inner] : null };
}

function listInRegion(call: Call): EncodedTree {
  const { cloudState } = call;
  const { id: project } = projectOf(call);
  const { id: region } = activeRegion(call);
  const own = cloudState.inProject(cloudState.instances, project, region);
  return own.filter(({ phase }) => phase !== "deleted").map((one) => regionView(cloudState, one));
}

/** Keys by name, addresses with a type, and a task state that generation A does not have. */
function regionView(cloudState: OvhCloudState, instance: Instance): EncodedTree {
  const { id, name, region, phase, flavorId, imageId, project, sshKeyId, availabilityZone } = instance;
  const ports = cloudState.interfacesOf(id).filter(({ state }) => state === "ACTIVE");
  const address = (ip: string, type: string): EncodedTree => ({
    ip,
    version: ip.includes(":") ? 6 : 4,
    type,
    subnet: null,
  });
  const floating = cloudState.floatingIps.where((one) => one.instanceId === id);
  return {
    ...{
      id,
      name,
      region,
      regionType: cloudState.regions.find(region)?.type ?? null,
      status: cloudState.switches.words[phase],
    },
    ...{ taskState: phase === "build" ? "spawning" : "", flavorId, imageId: orNull(imageId) },
    flavorName: cloudState.flavors.find(flavorId)?.name ?? null,
    sshKey: cloudState.sshKeys.find(`${project}/${sshKeyId}`)?.name ?? "",
    availabilityZone: orNull(availabilityZone),
    addresses: [
      ...ports.flatMap(({ ips, type }) => ips.map((ip) => address(ip, type))),
      ...floating.map(({ ip }) => address(ip, "floating")),
    ],
    ...{ attachedVolumes: [], login: null, pendingTask: null, actions: [], pricings: [] },
    // Details that are returned only if the query requests them are not emulated.
    ...{ image: null, flavor: null, volumes: null, backups: null },
  };
}

function createByOperation(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const region = usableRegion(cloudState, project, activeRegion(call).id).id;
  const bootFrom = body.requiredObject("bootFrom");
  const plugs = plugsOf(cloudState, project, region, body.object("network"));
  const [instance] = addInstances(cloudState, {
    ...{ account, project, region, name: body.text("name"), flavorId: body.requiredObject("flavor").text("id"), plugs },
    imageId: bootFrom.get("imageId") ?? "",
    volumeId: bootFrom.get("volumeId") ?? "",
    sshKeyId: keyOf(call, project, region),
    userData: body.get("userData") ?? "",
    groupId: body.object("group")?.text("id") ?? "",
    availabilityZone: body.get("availabilityZone") ?? "",
    autobackup: backupOf(body),
    monthly: body.oneOf("billingPeriod", ["hourly", "monthly"]) === "monthly",
  });
  const { id = "" } = instance ?? {};
  const subject = { account, project, action: "instance#create", region, instanceId: id, resourceId: id };
  return operationView(cloudState, startOperation(cloudState, subject, true));
}

function plugsOf(cloudState: OvhCloudState, project: string, region: string, network: Fields | undefined): Plug[] {
  const inside = network?.object("private");
  const outside = network?.flag("public") ? [publicPlug(cloudState, region)] : [];
  const known = inside?.object("network");
  if (inside && !known) throw badRequest("Only existing private networks are supported by this emulator");
  const own = known ? [plugOf(cloudState, { project, region, ...privatePlug(known, inside) })] : [];
  if (own.length + outside.length === 0) throw badRequest("invalid: missing network input");
  return [...outside, ...own];
}

/** This form takes the ID in the region, and rejects any other ID in recorded words (docs/api/ovh.md §4.4). */
function privatePlug(known: Fields, inside: Fields | undefined): Pick<PlugRequest, "networkId" | "ip" | "taken"> {
  const networkId = known.text("id");
  if (!/^[0-9a-f-]{36}$/.test(networkId)) {
    throw badRequest(`[network.private.network.id] Given data (${networkId}) is not valid for type uuid`);
  }
  return { networkId, ip: inside?.get("ip"), taken: "region" };
}

/** A key by its name, or a new one. */
function keyOf({ cloudState, account, body }: Call, project: string, region: string): string {
  const name = body.object("sshKey")?.text("name");
  if (name !== undefined) {
    const key = cloudState.inProject(cloudState.sshKeys, project).find((one) => one.name === name);
    if (!key) throw badReference("SSH key", name, cloudState.switches);
    return key.keyId;
  }
  const fresh = body.object("sshKeyCreate");
  if (!fresh) return "";
  const created2 = { name: fresh.text("name"), publicKey: fresh.text("publicKey"), regions: [region] };
  return addKey(cloudState, { account, project, ...created2 }).keyId;
}
