import type { EncodedTree } from "../encoding.ts";
import { notFound } from "../errors.ts";
import { mustBe } from "../instance-machine.ts";
import { interfaceView } from "../instance-view.ts";
import type { Interface } from "../model.ts";
import { addInterface, lease, plugOf } from "../ports.ts";
import { theInstance } from "./instances.ts";
import { type Call, type Routes, under } from "./route.ts";

export const interfaceRoutes: Routes = under("/cloud/project/{serviceName}/instance/{instanceId}/interface", {
  "GET ": (call) =>
    call.cloudState.interfacesOf(theInstance(call).id).map((port) => interfaceView(call.cloudState, port)),
  "POST ": attach,
  "GET /{interfaceId}": (call) => interfaceView(call.cloudState, thePort(call)),
  "DELETE /{interfaceId}": detach,
});

function thePort(call: Call): Interface {
  const ports = call.cloudState.interfacesOf(theInstance(call).id);
  const port = ports.find(({ id }) => id === call.param("interfaceId"));
  if (!port) throw notFound("interface", call.cloudState.switches);
  return port;
}

/** Responds at once; the addresses appear a little later. */
function attach(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const instance = theInstance(call);
  const { project, region } = instance;
  const taken = cloudState.switches.interfaceNetworkId;
  const wanted = { project, region, networkId: body.text("networkId"), ip: body.get("ip"), taken };
  const plug = plugOf(cloudState, wanted);
  mustBe(cloudState, instance, "attach_interface", ["active", "shutoff"]);
  const ports = lease(cloudState, instance.region, [plug]).map((one) => addInterface(cloudState, instance, one));
  for (const { id } of ports)
    cloudState.timeline.after(cloudState.switches.durations.attach, { type: "interface-up", id });
  return ports.map((port) => interfaceView(cloudState, port))[0] ?? null;
}

function detach(call: Call): undefined {
  const { cloudState } = call;
  const port = thePort(call);
  mustBe(cloudState, theInstance(call), "detach_interface", ["active", "shutoff"]);
  if (port.state === "DETACHING") return;
  cloudState.timeline.cancel((event) => event.id === port.id);
  cloudState.interfaces.patch(port.id, { state: "DETACHING" });
  cloudState.timeline.after(cloudState.switches.durations.detach, { type: "interface-gone", id: port.id });
}
