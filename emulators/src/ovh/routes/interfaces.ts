import { notFound } from "../errors.ts";
import { mustBe } from "../instance-machine.ts";
import { interfaceView } from "../instance-view.ts";
import type { Interface } from "../model.ts";
import { addInterface, lease, plugOf } from "../ports.ts";
import type { Wire } from "../wire.ts";
import { theInstance } from "./instances.ts";
import { type Call, type Routes, under } from "./route.ts";

export const interfaceRoutes: Routes = under("/cloud/project/{serviceName}/instance/{instanceId}/interface", {
  "GET ": (call) => call.world.interfacesOf(theInstance(call).id).map((port) => interfaceView(call.world, port)),
  "POST ": attach,
  "GET /{interfaceId}": (call) => interfaceView(call.world, thePort(call)),
  "DELETE /{interfaceId}": detach,
});

function thePort(call: Call): Interface {
  const ports = call.world.interfacesOf(theInstance(call).id);
  const port = ports.find(({ id }) => id === call.param("interfaceId"));
  if (!port) throw notFound("interface", call.world.switches);
  return port;
}

/** Answers at once; the addresses show a little later. */
function attach(call: Call): Wire {
  const { world, body } = call;
  const instance = theInstance(call);
  const plug = plugOf(world, instance.project, instance.region, body.text("networkId"), body.get("ip"));
  mustBe(world, instance, "attach_interface", ["active", "shutoff"]);
  const ports = lease(world, instance.region, [plug]).map((one) => addInterface(world, instance, one));
  for (const { id } of ports) world.timeline.after(world.switches.durations.attach, { type: "interface-up", id });
  return ports.map((port) => interfaceView(world, port))[0] ?? null;
}

function detach(call: Call): undefined {
  const { world } = call;
  const port = thePort(call);
  mustBe(world, theInstance(call), "detach_interface", ["active", "shutoff"]);
  if (port.state === "DETACHING") return;
  world.timeline.cancel((event) => event.id === port.id);
  world.interfaces.patch(port.id, { state: "DETACHING" });
  world.timeline.after(world.switches.durations.detach, { type: "interface-gone", id: port.id });
}
