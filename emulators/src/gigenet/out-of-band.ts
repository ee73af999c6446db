import type { CloudAction } from "../core/cloud.ts";
import type { Instance, Phase } from "./model.ts";
import type { GigeNetWorld } from "./world.ts";

type InstanceAction = (world: GigeNetWorld, instance: Instance) => void;

/** Out-of-band changes that are more than a field. */
const outOfBand: Readonly<Record<string, InstanceAction>> = {
  "power-off": (world, instance) => put(world, instance, "off"),
  "power-on": (world, instance) => put(world, instance, "on"),
  pause: (world, instance) => put(world, instance, "paused"),
  fail: (world, instance) => put(world, instance, "error"),
  "add-address": (world, { account, zone, id }) => {
    world.addAddress("additional", account, zone, id);
  },
};

/** Puts an instance into a phase at once, whatever was going on. */
function put(world: GigeNetWorld, { id }: Instance, phase: Phase): void {
  world.timeline.cancel((event) => event.id === id);
  world.instances.patch(id, { phase, tasks: [] });
}

/** Carries an out-of-band action out; throws for an unknown action or instance. */
export function act(world: GigeNetWorld, { action, id }: CloudAction): void {
  const run = Object.hasOwn(outOfBand, action) ? outOfBand[action] : undefined;
  if (!run) throw new Error(`gigenet has no action ${action}; it has ${Object.keys(outOfBand).join(", ")}`);
  const instance = world.instances.find(String(id));
  if (!instance) throw new Error(`there is no instance with id ${JSON.stringify(id)}`);
  run(world, instance);
}
