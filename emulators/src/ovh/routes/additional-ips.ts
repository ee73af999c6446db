import type { EncodedTree } from "../encoding.ts";
import { badRequest } from "../errors.ts";
import type { AdditionalIp } from "../model.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Additional IPs, which the API calls failover IPs: each can be moved to an instance, and none detached (docs/api/ovh.md §4.5). */
export const additionalIpRoutes: Routes = under("/cloud/project/{serviceName}/ip/failover", {
  "GET ": (call) => call.cloudState.inProject(call.cloudState.additionalIps, projectOf(call).id).map(view),
  "GET /{id}": (call) => view(theIp(call)),
  "POST /{id}/attach": attach,
});

function theIp(call: Call): AdditionalIp {
  return call.cloudState.own(call.cloudState.additionalIps, "IP", call.param("id"), projectOf(call).id);
}

function view({ id, ip, instanceId, status }: AdditionalIp): EncodedTree {
  return {
    ...{ id, ip, block: `${ip}/32`, routedTo: instanceId === "" ? null : instanceId, status, subType: "cloud" },
    ...{ progress: status === "ok" ? 100 : 10, geoloc: "fr", continentCode: "EU" },
  };
}

/** 400 until the instance has an address. */
function attach(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const row = theIp(call);
  const instance = cloudState.instance(body.text("instanceId"), row.project);
  const isReady = cloudState.interfacesOf(instance.id).some(({ state }) => state === "ACTIVE");
  if (!isReady) throw badRequest(`Instance ${instance.id} has no address yet`);
  cloudState.additionalIps.patch(row.id, { instanceId: instance.id, status: "operationPending" });
  cloudState.timeline.after(cloudState.switches.durations.additionalIp, { type: "additional-ip-moved", id: row.id });
  return view(theIp(call));
}
