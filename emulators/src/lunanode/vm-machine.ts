import { conflict } from "./errors.ts";
import type { LunaNodeEvent, Vm, VmPhase } from "./model.ts";
import type { LunaNodeDurations } from "./switches.ts";
import { vmStatuses } from "./vm-states.ts";
import type { LunaNodeWorld } from "./world.ts";

interface Move {
  /** Phases that the call is possible in. */
  readonly from: readonly VmPhase[];
  /** Phases in which it has nothing to do. */
  readonly idle: readonly VmPhase[];
  readonly via: VmPhase;
  readonly takes: keyof LunaNodeDurations;
  readonly to: VmPhase;
}

/** What the power and shelve calls do. How rescue ends is unknown: here reboot, or stop and start, end it. */
export const moves = {
  start: { from: ["offline"], idle: ["online", "powering-on"], via: "powering-on", takes: "powerOn", to: "online" },
  stop: {
    from: ["online", "rescue"],
    idle: ["offline", "powering-off"],
    via: "powering-off",
    takes: "powerOff",
    to: "offline",
  },
  reboot: { from: ["online", "rescue"], idle: [], via: "rebooting", takes: "reboot", to: "online" },
  shelve: {
    from: ["online", "offline"],
    idle: ["shelved", "shelving"],
    via: "shelving",
    takes: "shelve",
    to: "shelved",
  },
  unshelve: { from: ["shelved"], idle: ["online", "unshelving"], via: "unshelving", takes: "unshelve", to: "online" },
  rescue: { from: ["online", "offline"], idle: ["rescue"], via: "rescuing", takes: "rescue", to: "rescue" },
} satisfies Record<string, Move>;

export type MoveName = keyof typeof moves;

/** Starts a move; the reply says only that it was accepted. */
export function move(world: LunaNodeWorld, vm: Vm, name: MoveName): void {
  const plan: Move = moves[name];
  if (plan.idle.includes(vm.phase) && world.switches.repeatedPower === "ok") return;
  mustBe(world, vm, name, plan.from);
  enter(world, vm, plan.via, plan.takes, { type: "phase", id: vm.id, to: plan.to });
}

/** Throws the conflict error unless the VM is in one of the phases. */
export function mustBe(world: LunaNodeWorld, vm: Vm, verb: string, phases: readonly VmPhase[]): void {
  const { raw, task } = vmStatuses[vm.phase];
  if (!phases.includes(vm.phase)) throw conflict(verb, vm.id, task || raw, world.switches);
}

/** Puts the VM into a passing phase that ends with `then`. */
export function enter(
  world: LunaNodeWorld,
  vm: Vm,
  phase: VmPhase,
  takes: keyof LunaNodeDurations,
  then: LunaNodeEvent,
): void {
  world.vms.patch(vm.id, { phase });
  world.timeline.after(world.switches.durations[takes], then);
}

/** Starts deletion: whatever was going on is dropped. A VM being deleted already is left to it. */
export function remove(world: LunaNodeWorld, vm: Vm): void {
  if (vm.phase === "deleting") return;
  world.timeline.cancel((event) => event.id === vm.id);
  enter(world, vm, "deleting", "delete", { type: "gone", id: vm.id });
}

/** What goes with a VM: its addresses are freed, its volumes become available after a while (docs/api/lunanode.md §3.6). */
export function letGo(world: LunaNodeWorld, vmId: string): void {
  world.timeline.cancel((event) => event.id === vmId);
  for (const ip of world.addressesOf(vmId)) world.floatingIps.delete(ip.id);
  for (const volume of world.volumes.all()) {
    if (volume.vmId !== vmId) continue;
    world.timeline.cancel((event) => event.id === volume.id);
    world.timeline.after(world.switches.durations.volumeRelease, { type: "volume", id: volume.id, to: "available" });
  }
}

type Performers = { readonly [T in LunaNodeEvent["type"]]: (world: LunaNodeWorld, event: EventOf<T>) => void };
type EventOf<T> = Extract<LunaNodeEvent, { readonly type: T }>;

const performers: Performers = {
  built: (world, { id }) => built(world, id),
  "address-due": (world, { id }) => addressDue(world, id),
  "attach-address": (world, { id, ip }) => world.changeFloatingIp(ip, { vmId: id }),
  phase: (world, { id, to }) => world.vms.patch(id, { phase: to }),
  resized: (world, { id, to, planId }) => world.vms.patch(id, { phase: to, planId }),
  gone: (world, { id }) => gone(world, id),
  erased: (world, { id }) => world.vms.delete(id),
  "image-saving": (world, { id }) => {
    world.images.patch(id, { status: "saving" });
    world.timeline.after(world.switches.durations.imageSave, { type: "image-done", id });
  },
  "image-done": (world, { id }) => world.images.patch(id, { status: world.images.find(id)?.outcome ?? "active" }),
  volume: (world, { id, to }) => world.volumes.patch(id, { status: to, ...(to === "available" ? { vmId: "" } : {}) }),
};

/** Performs an event that has fallen due. */
export function perform<T extends LunaNodeEvent["type"]>(world: LunaNodeWorld, event: EventOf<T>): void {
  const performer: Performers[T] = performers[event.type as T];
  performer(world, event);
}

function built(world: LunaNodeWorld, id: string): void {
  const vm = world.vms.find(id);
  if (!vm) return;
  if (vm.outcome === "error") {
    world.vms.patch(id, { phase: "error" });
    return;
  }
  world.vms.patch(id, { phase: "online", privateIp: world.privateAddress(world.networks.find(vm.networkId)) });
  if (vm.addressComes) world.timeline.after(world.switches.durations.address, { type: "address-due", id });
}

function addressDue(world: LunaNodeWorld, id: string): void {
  const vm = world.vms.find(id);
  if (!vm) return;
  const wanted = world.floatingIps.find(vm.wantedIp);
  if (wanted?.vmId === "") world.changeFloatingIp(wanted.id, { vmId: id });
  else if (vm.wantedIp === "") world.addFloatingIp(vm.account, vm.region, id);
}

function gone(world: LunaNodeWorld, id: string): void {
  letGo(world, id);
  if (world.switches.deletedLingers === "no") {
    world.vms.delete(id);
    return;
  }
  world.vms.patch(id, { phase: "deleted" });
  world.timeline.after(world.switches.durations.linger, { type: "erased", id });
}
