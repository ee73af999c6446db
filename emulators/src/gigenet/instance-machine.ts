import type { GigeNetCloudState } from "./cloud-state.ts";
import { GigeNetError } from "./errors.ts";
import type { GigeNetEvent, Instance, Phase } from "./model.ts";
import type { GigeNetDurations } from "./switches.ts";

interface Move {
  /** Phases in which the call is possible. */
  readonly from: readonly Phase[];
  /** Phases in which the call has nothing to do. */
  readonly idle: readonly Phase[];
  readonly via: Phase;
  readonly takes: keyof GigeNetDurations;
  readonly to: Phase;
}

/** What the power calls do; StartInstances accepts stopped and paused instances (docs/api/gigenet.md §2). */
export const moves = {
  start: { from: ["off", "paused"], idle: ["on", "starting"], via: "starting", takes: "start", to: "on" },
  stop: { from: ["on"], idle: ["off", "stopping"], via: "stopping", takes: "stop", to: "off" },
  reboot: { from: ["on"], idle: [], via: "rebooting", takes: "reboot", to: "on" },
} satisfies Record<string, Move>;

export type MoveName = keyof typeof moves;

/** Throws InvalidState unless the move is possible. */
export function mustMove({ switches }: GigeNetCloudState, instance: Instance, name: MoveName): void {
  const { from, idle }: Move = moves[name];
  const repeated = switches.repeatedPower === "ok" && idle.includes(instance.phase);
  if (!repeated) mustBe(instance, name, from);
}

/** Throws InvalidState unless the instance is in one of the phases. */
export function mustBe(instance: Instance, verb: string, phases: readonly Phase[]): void {
  if (phases.includes(instance.phase)) return;
  throw new GigeNetError("InvalidState", `Instance ${instance.id} is ${instance.phase}: it cannot ${verb}`);
}

/** Starts a move that `mustMove` has allowed. */
export function move(cloudState: GigeNetCloudState, instance: Instance, name: MoveName): void {
  const { idle, via, takes, to }: Move = moves[name];
  if (idle.includes(instance.phase)) return;
  cloudState.instances.patch(instance.id, { phase: via });
  cloudState.timeline.after(cloudState.switches.durations[takes], { type: "phase", id: instance.id, from: via, to });
}

/** Starts the termination of an instance and cancels what was in progress. Repeating it changes nothing. */
export function terminate(cloudState: GigeNetCloudState, instance: Instance): void {
  if (instance.phase === "deleting" || instance.phase === "deleted") return;
  cloudState.timeline.cancel((event) => event.id === instance.id);
  cloudState.instances.patch(instance.id, { phase: "deleting", tasks: [] });
  cloudState.timeline.after(cloudState.switches.durations.terminate, { type: "gone", id: instance.id });
}

/** Queues work during which the instance stays usable; the fields are set when it is done. */
export function work(
  cloudState: GigeNetCloudState,
  id: string,
  name: string,
  takes: keyof GigeNetDurations,
  set: Partial<Instance>,
): void {
  const task = cloudState.ids.next("task", 1);
  const tasks = cloudState.instances.find(id)?.tasks ?? [];
  cloudState.instances.patch(id, { tasks: [...tasks, { number: task, name, since: cloudState.timeline.now }] });
  cloudState.timeline.after(cloudState.switches.durations[takes], { type: "modified", id, task, set });
}

/**
 * Deletes the additional addresses of an instance; elastic ones stay, unless a switch says otherwise
 * (docs/api/gigenet.md §3.1).
 */
export function letGo(cloudState: GigeNetCloudState, id: string): void {
  cloudState.timeline.cancel((event) => event.id === id);
  for (const address of cloudState.addressesOf(id)) {
    if (address.type === "additional" || cloudState.switches.terminateReleasesElastic)
      cloudState.addresses.delete(address.id);
    else cloudState.addresses.patch(address.id, { instanceId: "" });
  }
}

type Performers = {
  readonly [T in GigeNetEvent["type"]]: (cloudState: GigeNetCloudState, instance: Instance, event: EventOf<T>) => void;
};
type EventOf<T> = Extract<GigeNetEvent, { readonly type: T }>;

const performers: Performers = {
  built,
  phase: (cloudState, { id, phase }, { from, to }) => {
    if (phase === from) cloudState.instances.patch(id, { phase: to });
  },
  modified: (cloudState, { id, tasks }, { task, set }) =>
    cloudState.instances.patch(id, { ...set, tasks: tasks.filter(({ number }) => number !== task) }),
  gone,
  erased: (cloudState, { id }) => {
    cloudState.instances.delete(id);
  },
};

/** Performs a due event. */
export function perform<T extends GigeNetEvent["type"]>(cloudState: GigeNetCloudState, event: EventOf<T>): void {
  const instance = cloudState.instances.find(event.id);
  const performer: Performers[T] = performers[event.type as T];
  if (instance) performer(cloudState, instance, event);
}

function built(cloudState: GigeNetCloudState, { id, phase, outcome, zone, wantsPrivateIp }: Instance): void {
  if (phase !== "building") return;
  if (outcome === "error") {
    cloudState.instances.patch(id, { phase: "error" });
    return;
  }
  cloudState.instances.patch(id, {
    ...{ phase: "on", launchedAt: cloudState.timeline.now, subnetId: zone === "ord1" ? "148" : "151" },
    ...(wantsPrivateIp ? { privateIp: cloudState.privateIp() } : {}),
  });
}

function gone(cloudState: GigeNetCloudState, { id }: Instance): void {
  letGo(cloudState, id);
  if (!cloudState.switches.terminatedLingers) {
    cloudState.instances.delete(id);
    return;
  }
  cloudState.instances.patch(id, { phase: "deleted", tags: [] });
  cloudState.timeline.after(cloudState.switches.durations.linger, { type: "erased", id });
}
