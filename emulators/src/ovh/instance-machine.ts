import { busy, conflict } from "./errors.ts";
import type { Instance, OvhEvent, Phase } from "./model.ts";
import { finishOperations, performOperation } from "./operations.ts";
import type { OvhDurations } from "./switches.ts";
import type { OvhWorld } from "./world.ts";

interface Move {
  /** Phases that the call is possible in. */
  readonly from: readonly Phase[];
  /** Phases in which it has nothing to do. */
  readonly idle: readonly Phase[];
  readonly via: Phase;
  readonly takes: keyof OvhDurations;
  readonly to: Phase;
}

/** What the calls without a body do (docs/api/ovh.md §3.2, §3.3). */
export const moves = {
  start: { from: ["shutoff"], idle: ["active", "powering-on"], via: "powering-on", takes: "start", to: "active" },
  stop: { from: ["active"], idle: ["shutoff", "powering-off"], via: "powering-off", takes: "stop", to: "shutoff" },
  softReboot: { from: ["active"], idle: [], via: "rebooting", takes: "softReboot", to: "active" },
  hardReboot: {
    from: ["active", "shutoff", "suspended", "error", "rescue"],
    idle: [],
    via: "hard-rebooting",
    takes: "hardReboot",
    to: "active",
  },
  shelve: {
    from: ["active", "shutoff", "suspended"],
    idle: ["shelved", "shelving"],
    via: "shelving",
    takes: "shelve",
    to: "shelved",
  },
  unshelve: { from: ["shelved"], idle: ["active", "unshelving"], via: "unshelving", takes: "unshelve", to: "active" },
  resume: { from: ["suspended"], idle: ["active", "resuming"], via: "resuming", takes: "resume", to: "active" },
  rescue: { from: ["active", "shutoff"], idle: [], via: "rescuing", takes: "rescue", to: "rescue" },
  unrescue: { from: ["rescue"], idle: [], via: "unrescuing", takes: "unrescue", to: "active" },
  reinstall: {
    from: ["active", "shutoff", "error", "rescue"],
    idle: [],
    via: "rebuilding",
    takes: "reinstall",
    to: "active",
  },
} satisfies Record<string, Move>;

export type MoveName = keyof typeof moves;

/** Starts a move; the answer says only that it was accepted. */
export function move(world: OvhWorld, instance: Instance, name: MoveName): void {
  const plan: Move = moves[name];
  if (plan.idle.includes(instance.phase) && world.switches.repeatedPower === "ok") return;
  mustBe(world, instance, name, plan.from);
  enter(world, instance, plan.via, plan.takes, { type: "phase", id: instance.id, to: plan.to });
}

/** Throws unless the instance is in one of the phases and not locked. */
export function mustBe(world: OvhWorld, instance: Instance, verb: string, phases: readonly Phase[]): void {
  mustBeUnlocked(instance);
  if (phases.includes(instance.phase)) return;
  const status = world.switches.words[instance.phase];
  throw busy(`Cannot '${verb}' instance ${instance.id} while it is in status ${status}`, world.switches);
}

export function mustBeUnlocked({ id, locked }: Instance): void {
  if (locked) throw conflict(`Instance ${id} is locked`, "Client::Conflict::ServiceLocked");
}

/** Puts the instance into a passing phase that ends with `then`. */
export function enter(
  world: OvhWorld,
  instance: Instance,
  phase: Phase,
  takes: keyof OvhDurations,
  then: OvhEvent,
): void {
  world.instances.patch(instance.id, { phase });
  world.timeline.after(world.switches.durations[takes], then);
}

/** Starts deletion: whatever was going on is dropped. */
export function remove(world: OvhWorld, instance: Instance): void {
  world.timeline.cancel((event) => event.id === instance.id);
  finishOperations(world, instance.id, "in-error");
  enter(world, instance, "deleting", "delete", { type: "gone", id: instance.id });
}

/**
 * What an instance leaves behind: floating addresses are freed, ports hold their fixed addresses for a while longer
 * (docs/api/ovh.md §3.8).
 */
export function letGo(world: OvhWorld, id: string): void {
  world.timeline.cancel((event) => event.id === id);
  for (const ip of world.floatingIps.where((one) => one.instanceId === id)) detachFloatingIp(world, ip.id);
  for (const { id: volume } of world.volumes.where((one) => one.instanceId === id)) {
    world.volumes.patch(volume, { status: "detaching" });
    world.timeline.after(world.switches.durations.volumeRelease, { type: "volume", id: volume, to: "available" });
  }
  if (!world.switches.backupOutlivesInstance) {
    for (const one of world.backupSchedules.where(({ instanceId }) => instanceId === id)) {
      world.backupSchedules.delete(one.id);
    }
  }
  for (const port of world.interfacesOf(id)) {
    world.timeline.cancel((event) => event.id === port.id);
    world.interfaces.patch(port.id, { state: "DETACHING" });
    world.timeline.after(world.switches.durations.portRelease, { type: "interface-gone", id: port.id });
  }
}

/** Changes to monthly billing: pending for a while, and never back (docs/api/ovh.md §3.7). */
export function billMonthly(world: OvhWorld, instance: Instance): void {
  mustBeUnlocked(instance);
  if (instance.billing !== "hourly") throw conflict(`Instance ${instance.id} already has monthly billing`);
  world.instances.patch(instance.id, { billing: "activating", monthlySince: world.timeline.now });
  world.timeline.after(world.switches.durations.monthlyBilling, { type: "billed", id: instance.id });
}

export function detachFloatingIp(world: OvhWorld, id: string): void {
  world.floatingIps.patch(id, { instanceId: "", target: "" });
}

type Performers = { readonly [T in OvhEvent["type"]]: (world: OvhWorld, event: EventOf<T>) => void };
type EventOf<T> = Extract<OvhEvent, { readonly type: T }>;

const performers: Performers = {
  built: (world, { id }) => built(world, id),
  addresses: (world, { id }) => {
    for (const { id: port, state } of world.interfacesOf(id)) {
      if (state === "BUILD") world.interfaces.patch(port, { state: "ACTIVE" });
    }
  },
  phase: (world, { id, to }) => {
    world.instances.patch(id, { phase: to, ...(to === "rescue" ? {} : { rescuePassword: "" }) });
  },
  resized: (world, { id, flavorId, to }) => resized(world, id, flavorId, to),
  gone: (world, { id }) => gone(world, id),
  erased: (world, { id }) => world.instances.delete(id),
  billed: (world, { id }) => world.instances.patch(id, { billing: "monthly" }),
  "interface-up": (world, { id }) => world.interfaces.patch(id, { state: "ACTIVE" }),
  "interface-gone": (world, { id }) => world.interfaces.delete(id),
  volume: (world, { id, to }) =>
    world.volumes.patch(id, { status: to, ...(to === "available" ? { instanceId: "" } : {}) }),
  "network-up": (world, { id }) => world.networks.patch(id, { status: "ACTIVE" }),
  "network-gone": (world, { id }) => world.networks.delete(id),
  "operation-started": (world, { id }) => performOperation(world, id, "in-progress"),
  "operation-done": (world, { id }) => performOperation(world, id, "completed"),
  "snapshot-saved": (world, { id }) => world.images.patch(id, { status: "active" }),
};

/** Performs an event that has fallen due. */
export function perform<T extends OvhEvent["type"]>(world: OvhWorld, event: EventOf<T>): void {
  const performer: Performers[T] = performers[event.type as T];
  performer(world, event);
}

function built(world: OvhWorld, id: string): void {
  const failed = world.instances.find(id)?.outcome === "error";
  world.instances.patch(id, { phase: failed ? "error" : "active" });
  finishOperations(world, id, failed ? "in-error" : "completed");
  if (!failed) world.timeline.after(world.switches.durations.address, { type: "addresses", id });
}

/** A resize is over, but for its verification. */
function resized(world: OvhWorld, id: string, flavorId: string, to: Phase): void {
  if (world.switches.resizeOutcome === "error") {
    world.instances.patch(id, { phase: "error" });
    return;
  }
  const ignored = world.switches.resizeOutcome === "ignored";
  world.instances.patch(id, { phase: "verifying", ...(ignored ? {} : { flavorId }) });
  world.timeline.after(world.switches.durations.verifyResize, { type: "phase", id, to });
}

function gone(world: OvhWorld, id: string): void {
  letGo(world, id);
  if (!world.switches.deletedLingers) {
    world.instances.delete(id);
    return;
  }
  world.instances.patch(id, { phase: "deleted" });
  world.timeline.after(world.switches.durations.linger, { type: "erased", id });
}
