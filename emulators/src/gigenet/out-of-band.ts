import type { CloudAction } from "../core/cloud.ts";
import type { GigeNetCloudState } from "./cloud-state.ts";
import type { Instance, Phase } from "./model.ts";

type InstanceAction = (cloudState: GigeNetCloudState, instance: Instance) => void;

/** Out-of-band changes that affect more than a field. */
const outOfBand: Readonly<Record<string, InstanceAction>> = {
  "power-off": (cloudState, instance) => put(cloudState, instance, "off"),
  "power-on": (cloudState, instance) => put(cloudState, instance, "on"),
  pause: (cloudState, instance) => put(cloudState, instance, "paused"),
  fail: (cloudState, instance) => put(cloudState, instance, "error"),
  "add-address": (cloudState, { account, zone, id }) => {
    cloudState.addAddress("additional", account, zone, id);
  },
};

/** Puts an instance into a phase at once, canceling what was in progress. */
function put(cloudState: GigeNetCloudState, { id }: Instance, phase: Phase): void {
  cloudState.timeline.cancel((event) => event.id === id);
  cloudState.instances.patch(id, { phase, tasks: [] });
}

/** Performs an out-of-band action. Throws if the action or the instance is unknown. */
export function act(cloudState: GigeNetCloudState, { action, id }: CloudAction): void {
  const run = Object.hasOwn(outOfBand, action) ? outOfBand[action] : undefined;
  if (!run) throw new Error(`gigenet has no action ${action}; it has ${Object.keys(outOfBand).join(", ")}`);
  const instance = cloudState.instances.find(String(id));
  if (!instance) throw new Error(`there is no instance with id ${JSON.stringify(id)}`);
  run(cloudState, instance);
}
