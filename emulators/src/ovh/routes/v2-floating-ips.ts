import { createHash } from "node:crypto";
import { type EncodedTree, isoDate, orNull } from "../encoding.ts";
import { badRequest, busy, conflict, notFound } from "../errors.ts";
import { usableRegion } from "../instance-create.ts";
import type { FloatingIp } from "../model.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Floating IPs of their own, which only v2 creates; their ID is the address (docs/api/ovh.md §4.5). */
export const v2FloatingIpRoutes: Routes = under("/v2/publicCloud/project/{serviceName}/publicIp/floating", {
  "GET ": (call) =>
    call.cloudState.inProject(call.cloudState.floatingIps, projectOf(call).id).map((row) => view(call, row)),
  "POST ": create,
  "GET /{id}": (call) => view(call, theFloatingIp(call)),
  "PUT /{id}": edit,
  "DELETE /{id}": remove,
});

function theFloatingIp(call: Call): FloatingIp {
  const { id: project } = projectOf(call);
  const found = call.cloudState
    .inProject(call.cloudState.floatingIps, project)
    .find(({ ip }) => ip === call.param("id"));
  if (!found) throw notFound("floating IP", call.cloudState.switches);
  return found;
}

const checksumOf = ({ ip, description }: FloatingIp): string =>
  createHash("md5").update(`${ip} ${description}`).digest("hex");

function view({ cloudState }: Call, row: FloatingIp): EncodedTree {
  const { id, ip, region, description, availabilityZone, resourceStatus, createdAt, instanceId } = row;
  const location = { region, ...(availabilityZone === "" ? {} : { availabilityZone }) };
  const isBusy = resourceStatus !== "READY" && resourceStatus !== "ERROR";
  const task = { id: `${id.slice(0, -1)}0`, type: "FLOATING_IP", status: "RUNNING", link: "", errors: [] };
  const state = {
    ...{ id, ip, description, location, status: instanceId === "" ? "DOWN" : "ACTIVE" },
    network: { id: cloudState.regions.find(region)?.publicNetworkId ?? "" },
    associatedResource: instanceId === "" ? null : { id: instanceId, type: "INSTANCE" },
  };
  return {
    ...{ id: ip, checksum: checksumOf(row), resourceStatus, createdAt: isoDate(createdAt) },
    ...{ updatedAt: isoDate(createdAt), currentTasks: isBusy ? [task] : [] },
    targetSpec: { description, location },
    currentState: resourceStatus === "CREATING" ? null : state,
  };
}

function progress({ cloudState }: Call, row: FloatingIp, change: Partial<FloatingIp>): FloatingIp {
  cloudState.floatingIps.patch(row.id, change);
  cloudState.timeline.after(cloudState.switches.durations.floatingIp, { type: "floating-ip-ready", id: row.id });
  return cloudState.own(cloudState.floatingIps, "floating IP", row.id, row.project);
}

function create(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const target = body.requiredObject("targetSpec");
  const location = target.requiredObject("location");
  const region = usableRegion(cloudState, project, location.text("region")).id;
  const row = cloudState.floatingIps.put({
    ...{ id: cloudState.ids.uuid(), account, project, ip: cloudState.publicIpv4(), region, instanceId: "", target: "" },
    ...{ gatewayId: "", description: target.get("description") ?? "", resourceStatus: "CREATING" },
    ...{ availabilityZone: location.get("availabilityZone") ?? "", createdAt: cloudState.timeline.now },
  });
  const made = view(call, progress(call, row, {}));
  return cloudState.switches.createdFloatingIpNamed ? made : { ...Object(made), id: orNull("") };
}

function mustBeReady({ cloudState }: Call, { ip, resourceStatus }: FloatingIp): void {
  if (resourceStatus !== "READY") throw busy(`Floating IP ${ip} is ${resourceStatus}`, cloudState.switches);
}

/** Only with the current checksum; it changes the description, and nothing else can be changed. */
function edit(call: Call): EncodedTree {
  const row = theFloatingIp(call);
  if (call.body.text("checksum") !== checksumOf(row))
    throw conflict("The resource was modified, its checksum is another", "Client::Conflict::ChecksumMismatch");
  mustBeReady(call, row);
  const target = call.body.requiredObject("targetSpec");
  if (target.object("location") !== undefined) throw badRequest("[location] cannot be changed");
  return view(call, progress(call, row, { description: target.get("description") ?? "", resourceStatus: "UPDATING" }));
}

function remove(call: Call): undefined {
  const { cloudState } = call;
  const row = theFloatingIp(call);
  mustBeReady(call, row);
  cloudState.floatingIps.patch(row.id, { resourceStatus: "DELETING", instanceId: "", target: "" });
  cloudState.timeline.after(cloudState.switches.durations.floatingIp, { type: "floating-ip-gone", id: row.id });
}
