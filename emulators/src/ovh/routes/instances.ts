import type { EncodedTree } from "../encoding.ts";
import { badRequest, busy, notFound } from "../errors.ts";
import { addInstances, type Backup, usableRegion, type Wanted } from "../instance-create.ts";
import { mustBeUnlocked, remove } from "../instance-machine.ts";
import { instanceDetail, instanceRow } from "../instance-view.ts";
import type { Group, Instance } from "../model.ts";
import { type Plug, plugOf, publicPlug } from "../ports.ts";
import type { Fields } from "./fields.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

export const instanceRoutes: Routes = under("/cloud/project/{serviceName}/instance", {
  "GET ": listInstances,
  "POST ": (call) => createInstances(call, 1).map((one) => instanceDetail(call.cloudState, one))[0],
  "POST /bulk": (call) => createInstances(call, countOf(call)).map((one) => instanceRow(call.cloudState, one)),
  "GET /{instanceId}": getInstance,
  "PUT /{instanceId}": renameInstance,
  "DELETE /{instanceId}": deleteInstance,
  "GET /group": (call) => groupsOf(call).map((group) => groupView(call, group)),
  "POST /group": createGroup,
  "GET /group/{groupId}": (call) => groupView(call, theGroup(call)),
  "DELETE /group/{groupId}": deleteGroup,
});

/** The instance of the path. */
export function theInstance(call: Call): Instance {
  return call.cloudState.instance(call.param("instanceId"), projectOf(call).id);
}

function listInstances(call: Call): EncodedTree {
  const { cloudState, query } = call;
  const { id: project } = projectOf(call);
  const displayed = cloudState.inProject(cloudState.instances, project, query.get("region"));
  const { listLag } = cloudState.switches.durations;
  return displayed.filter((one) => !cloudState.younger(one, listLag)).map((one) => instanceRow(cloudState, one));
}

/** A deleted instance shows as DELETED for a while if the switch says so. */
function getInstance(call: Call): EncodedTree {
  const { cloudState } = call;
  const { id: project } = projectOf(call);
  const displayed = cloudState.own(cloudState.instances, "instance", call.param("instanceId"), project);
  return instanceDetail(cloudState, displayed.phase === "deleted" ? displayed : theInstance(call));
}

/** Responds at once with the instance in BUILD and without addresses (docs/api/ovh.md §3.1). */
function createInstances(call: Call, count: number): Instance[] {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const [name, flavorId] = [body.text("name"), body.text("flavorId")];
  const region = usableRegion(cloudState, project, body.text("region")).id;
  const wanted: Wanted = {
    ...{ account, project, region, name, flavorId },
    imageId: body.get("imageId") ?? "",
    volumeId: body.get("volumeId") ?? "",
    sshKeyId: body.get("sshKeyId") ?? "",
    userData: body.get("userData") ?? "",
    groupId: body.get("groupId") ?? "",
    availabilityZone: body.get("availabilityZone") ?? "",
    autobackup: backupOf(body),
    monthly: body.flag("monthlyBilling") ?? false,
    plugs: plugsOf(call, project, region),
  };
  return addInstances(cloudState, wanted, count);
}

export function backupOf(body: Fields): Backup | undefined {
  const backup = body.object("autobackup");
  return backup && { cron: backup.text("cron"), rotation: backup.int("rotation") ?? 1 };
}

/** An instance without networks is connected to Ext-Net. */
function plugsOf({ cloudState, body }: Call, project: string, region: string): Plug[] {
  const networks = body.objects("networks") ?? [];
  if (networks.length === 0) return [publicPlug(cloudState, region)];
  const taken = cloudState.switches.creationNetworkId;
  return networks.map((one) => {
    const wanted = { project, region, networkId: one.text("networkId"), ip: one.get("ip"), taken };
    return plugOf(cloudState, wanted);
  });
}

function countOf({ body }: Call): number {
  const count = body.int("number");
  if (count === undefined || count < 1 || count > 100) throw badRequest("[number] must be between 1 and 100");
  return count;
}

/** PUT changes only the name, in a field named differently from the one at creation (docs/api/ovh.md §3.1). */
function renameInstance(call: Call): undefined {
  const instance = theInstance(call);
  mustBeUnlocked(instance);
  call.cloudState.instances.patch(instance.id, { name: call.body.text("instanceName") });
}

function deleteInstance(call: Call): undefined {
  const { cloudState } = call;
  const instance = theInstance(call);
  mustBeUnlocked(instance);
  if (instance.phase !== "deleting") remove(cloudState, instance);
  else if (cloudState.switches.deleteAgain === "404") throw notFound("instance", cloudState.switches);
}

function groupsOf(call: Call): Group[] {
  return call.cloudState.inProject(call.cloudState.groups, projectOf(call).id, call.query.get("region"));
}

function theGroup(call: Call): Group {
  return call.cloudState.own(call.cloudState.groups, "instance group", call.param("groupId"), projectOf(call).id);
}

/** In snake case, unlike everything around it (docs/api/ovh.md §3.3). */
function groupView({ cloudState }: Call, { id, name, region, type }: Group): EncodedTree {
  return {
    id,
    name,
    region,
    type,
    instance_ids: cloudState.instances.where((one) => one.groupId === id).map((one) => one.id),
  };
}

function deleteGroup(call: Call): undefined {
  const { cloudState } = call;
  const { id } = theGroup(call);
  const members = cloudState.instances.where(({ groupId, phase }) => groupId === id && phase !== "deleted");
  if (members.length > 0 && cloudState.switches.groupWithInstances === "refused")
    throw busy(`Group ${id} has instances`, cloudState.switches);
  cloudState.groups.delete(id);
}

function createGroup(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const region = usableRegion(cloudState, project, body.text("region")).id;
  const type = body.oneOf("type", ["affinity", "anti-affinity"]);
  return groupView(
    call,
    cloudState.groups.put({ id: cloudState.ids.uuid(), account, project, name: body.text("name"), region, type }),
  );
}
