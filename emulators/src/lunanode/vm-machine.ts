import type { LunaNodeCloudState } from "./cloud-state.ts";
import { conflict } from "./errors.ts";
import type { LunaNodeEvent, Vm, VmPhase } from "./model.ts";
import type { LunaNodeDurations } from "./switches.ts";
import { vmStatuses } from "./vm-states.ts";

interface Move {
  /** Phases in which the call is possible. */
  readonly from: readonly VmPhase[];
  /** Phases in which the call has nothing to do. */
  readonly idle: readonly VmPhase[];
  readonly via: VmPhase;
  readonly takes: keyof LunaNodeDurations;
  readonly to: VmPhase;
}

/** What the power and shelve calls do. How rescue mode ends is unknown: here a reboot, or a stop and start, ends it. */
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

/** Starts a move; the reply only confirms that it was accepted. */
export function move(cloudState: LunaNodeCloudState, vm: Vm, name: MoveName): void {
  const plan: Move = moves[name];
  if (plan.idle.includes(vm.phase) && cloudState.switches.repeatedPower === "ok") return;
  mustBe(cloudState, vm, name, plan.from);
  enter(cloudState, vm, plan.via, plan.takes, { type: "phase", id: vm.id, to: plan.to });
}

/** Throws the conflict error unless the VM is in one of the phases. */
export function mustBe(cloudState: LunaNodeCloudState, vm: Vm, verb: string, phases: readonly VmPhase[]): void {
  const { raw, task } = vmStatuses[vm.phase];
  if (!phases.includes(vm.phase)) throw conflict(verb, vm.id, task || raw, cloudState.switches);
}

/** Puts the VM into a transitional phase that is followed by `then`. */
export function enter(
  cloudState: LunaNodeCloudState,
  vm: Vm,
  phase: VmPhase,
  takes: keyof LunaNodeDurations,
  then: LunaNodeEvent,
): void {
  cloudState.vms.patch(vm.id, { phase });
  cloudState.timeline.after(cloudState.switches.durations[takes], then);
}

/** Starts deletion and cancels what was in progress. A deletion already in progress continues. */
export function remove(cloudState: LunaNodeCloudState, vm: Vm): void {
  if (vm.phase === "deleting") return;
  cloudState.timeline.cancel((event) => event.id === vm.id);
  enter(cloudState, vm, "deleting", "delete", { type: "gone", id: vm.id });
}

/** Deletes the addresses of a VM at once and releases its volumes after a while (docs/api/lunanode.md §3.6). */
export function letGo(cloudState: LunaNodeCloudState, vmId: string): void {
  cloudState.timeline.cancel((event) => event.id === vmId);
  for (const ip of cloudState.addressesOf(vmId)) cloudState.floatingIps.delete(ip.id);
  for (const volume of cloudState.volumes.all()) {
    if (volume.vmId !== vmId) continue;
    cloudState.timeline.cancel((event) => event.id === volume.id);
    cloudState.timeline.after(cloudState.switches.durations.volumeRelease, {
      type: "volume",
      id: volume.id,
      to: "available",
    });
  }
}

type Performers = {
  readonly [T in LunaNodeEvent["type"]]: (cloudState: LunaNodeCloudState, event: EventOf<T>) => void;
};
type EventOf<T> = Extract<LunaNodeEvent, { readonly type: T }>;

const performers: Performers = {
  built: (cloudState, { id }) => built(cloudState, id),
  "address-due": (cloudState, { id }) => addressDue(cloudState, id),
  "attach-address": (cloudState, { id, ip }) => cloudState.changeFloatingIp(ip, { vmId: id }),
  phase: (cloudState, { id, to }) => cloudState.vms.patch(id, { phase: to }),
  resized: (cloudState, { id, to, planId }) => cloudState.vms.patch(id, { phase: to, planId }),
  gone: (cloudState, { id }) => gone(cloudState, id),
  erased: (cloudState, { id }) => cloudState.vms.delete(id),
  "image-saving": (cloudState, { id }) => {
    cloudState.images.patch(id, { status: "saving" });
    cloudState.timeline.after(cloudState.switches.durations.imageSave, { type: "image-done", id });
  },
  "image-done": (cloudState, { id }) =>
    cloudState.images.patch(id, { status: cloudState.images.find(id)?.outcome ?? "active" }),
  volume: (cloudState, { id, to }) =>
    cloudState.volumes.patch(id, { status: to, ...(to === "available" ? { vmId: "" } : {}) }),
};

/** Performs a due event. */
export function perform<T extends LunaNodeEvent["type"]>(cloudState: LunaNodeCloudState, event: EventOf<T>): void {
  const performer: Performers[T] = performers[event.type as T];
  performer(cloudState, event);
}

function built(cloudState: LunaNodeCloudState, id: string): void {
  const vm = cloudState.vms.find(id);
  if (!vm) return;
  if (vm.outcome === "error") {
    cloudState.vms.patch(id, { phase: "error" });
    return;
  }
  cloudState.vms.patch(id, {
    phase: "online",
    privateIp: cloudState.privateAddress(cloudState.networks.find(vm.networkId)),
  });
  if (vm.addressComes) cloudState.timeline.after(cloudState.switches.durations.address, { type: "address-due", id });
}

function addressDue(cloudState: LunaNodeCloudState, id: string): void {
  const vm = cloudState.vms.find(id);
  if (!vm) return;
  const wanted = cloudState.floatingIps.find(vm.wantedIp);
  if (wanted?.vmId === "") cloudState.changeFloatingIp(wanted.id, { vmId: id });
  else if (vm.wantedIp === "") cloudState.addFloatingIp(vm.account, vm.region, id);
}

function gone(cloudState: LunaNodeCloudState, id: string): void {
  letGo(cloudState, id);
  if (cloudState.switches.deletedLingers === "no") {
    cloudState.vms.delete(id);
    return;
  }
  cloudState.vms.patch(id, { phase: "deleted" });
  cloudState.timeline.after(cloudState.switches.durations.linger, { type: "erased", id });
}
