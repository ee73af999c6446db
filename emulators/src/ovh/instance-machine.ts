import { addSchedule } from "./backup-schedules.ts";
import { settleBalancer } from "./balancers.ts";
import type { OvhCloudState } from "./cloud-state.ts";
import { endDedicatedTask } from "./dedicated-tasks.ts";
import { badRequest, busy, conflict } from "./errors.ts";
import { endFirewallChange, removeFirewall } from "./ip-firewalls.ts";
import type { Flavor, Instance, OvhEvent, Phase, ProjectUser } from "./model.ts";
import { finishOperations, performOperation } from "./operations.ts";
import { copySnapshot } from "./snapshots.ts";
import type { OvhDurations } from "./switches.ts";
import { detachVolume, releaseVolume } from "./volumes.ts";
import { endVpsTask } from "./vps-tasks.ts";

interface Move {
  /** Phases in which the call is possible. */
  readonly from: readonly Phase[];
  /** Phases in which the call has nothing to do. */
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

/** Starts a move; the response only confirms that it was accepted. */
export function move(cloudState: OvhCloudState, instance: Instance, name: MoveName): void {
  const plan: Move = moves[name];
  if (plan.idle.includes(instance.phase) && cloudState.switches.repeatedPower === "ok") return;
  mustBe(cloudState, instance, name, plan.from);
  enter(cloudState, instance, plan.via, plan.takes, { type: "phase", id: instance.id, to: plan.to });
}

/** Throws unless the instance is in one of the phases and not locked. */
export function mustBe(cloudState: OvhCloudState, instance: Instance, verb: string, phases: readonly Phase[]): void {
  mustBeUnlocked(instance);
  if (phases.includes(instance.phase)) return;
  const status = cloudState.switches.words[instance.phase];
  throw busy(`Cannot '${verb}' instance ${instance.id} while it is in status ${status}`, cloudState.switches);
}

export function mustBeUnlocked({ id, locked }: Instance): void {
  if (locked) throw conflict(`Instance ${id} is locked`, "Client::Conflict::ServiceLocked");
}

/** Puts the instance into a transitional phase that is followed by `then`. */
export function enter(
  cloudState: OvhCloudState,
  instance: Instance,
  phase: Phase,
  takes: keyof OvhDurations,
  then: OvhEvent,
): void {
  cloudState.instances.patch(instance.id, { phase });
  cloudState.timeline.after(cloudState.switches.durations[takes], then);
}

/** Starts deletion and cancels what was in progress. */
export function remove(cloudState: OvhCloudState, instance: Instance): void {
  cloudState.timeline.cancel((event) => event.id === instance.id);
  finishOperations(cloudState, instance.id, "in-error");
  enter(cloudState, instance, "deleting", "delete", { type: "gone", id: instance.id });
}

/**
 * Releases what an instance used: floating addresses at once, volumes and ports with their fixed addresses after a
 * while (docs/api/ovh.md §3.8).
 */
export function letGo(cloudState: OvhCloudState, id: string): void {
  cloudState.timeline.cancel((event) => event.id === id);
  for (const ip of cloudState.floatingIps.where((one) => one.instanceId === id)) detachFloatingIp(cloudState, ip.id);
  for (const volume of cloudState.volumes.where(({ instanceIds }) => instanceIds.includes(id))) {
    releaseVolume(cloudState, volume, id, "volumeRelease");
  }
  if (!cloudState.switches.backupOutlivesInstance) {
    for (const one of cloudState.backupSchedules.where(({ instanceId }) => instanceId === id)) {
      cloudState.backupSchedules.delete(one.id);
    }
  }
  for (const port of cloudState.interfacesOf(id)) {
    cloudState.timeline.cancel((event) => event.id === port.id);
    cloudState.interfaces.patch(port.id, { state: "DETACHING" });
    cloudState.timeline.after(cloudState.switches.durations.portRelease, { type: "interface-gone", id: port.id });
  }
}

/** A flavor without a monthly plan is charged only by the hour (docs/api/ovh.md §4.9). The error text is made up. */
export function mustHaveMonths(flavor: Flavor | undefined): void {
  if (flavor?.monthly === false) throw badRequest(`Flavor ${flavor.name} cannot be billed monthly`);
}

/** Changes to monthly billing: pending for a while, and irreversible (docs/api/ovh.md §3.7). */
export function billMonthly(cloudState: OvhCloudState, instance: Instance): void {
  mustBeUnlocked(instance);
  mustHaveMonths(cloudState.flavors.find(instance.flavorId));
  if (instance.billing !== "hourly") throw conflict(`Instance ${instance.id} already has monthly billing`);
  cloudState.instances.patch(instance.id, { billing: "activating", monthlySince: cloudState.timeline.now });
  cloudState.timeline.after(cloudState.switches.durations.monthlyBilling, { type: "billed", id: instance.id });
}

export function detachFloatingIp(cloudState: OvhCloudState, id: string): void {
  cloudState.floatingIps.patch(id, { instanceId: "", target: "" });
}

type Performers = { readonly [T in OvhEvent["type"]]: (cloudState: OvhCloudState, event: EventOf<T>) => void };
type EventOf<T> = Extract<OvhEvent, { readonly type: T }>;

const performers: Performers = {
  built: (cloudState, { id }) => built(cloudState, id),
  addresses: (cloudState, { id }) => {
    for (const { id: port, state } of cloudState.interfacesOf(id)) {
      if (state === "BUILD") cloudState.interfaces.patch(port, { state: "ACTIVE" });
    }
  },
  phase: (cloudState, { id, to }) => {
    cloudState.instances.patch(id, { phase: to, ...(to === "rescue" ? {} : { rescuePassword: "" }) });
  },
  resized: (cloudState, { id, flavorId, to }) => resized(cloudState, id, flavorId, to),
  gone: (cloudState, { id }) => gone(cloudState, id),
  erased: (cloudState, { id }) => cloudState.instances.delete(id),
  billed: (cloudState, { id }) => cloudState.instances.patch(id, { billing: "monthly" }),
  "backup-scheduled": (cloudState, { id, cron, rotation }) => {
    const instance = cloudState.instances.find(id);
    if (instance?.outcome === "active") addSchedule(cloudState, instance, { cron, rotation });
  },
  "interface-up": (cloudState, { id }) => cloudState.interfaces.patch(id, { state: "ACTIVE" }),
  "interface-gone": (cloudState, { id }) => cloudState.interfaces.delete(id),
  vps: endVpsTask,
  dedicated: endDedicatedTask,
  "service-renamed": (cloudState, { id, displayName }) => cloudState.dedicatedServers.patch(id, { displayName }),
  firewall: (cloudState, { id, enabled }) => endFirewallChange(cloudState, id, enabled),
  "firewall-gone": (cloudState, { id }) => removeFirewall(cloudState, id),
  "firewall-rule-ok": (cloudState, { id }) => cloudState.ipFirewallRules.patch(id, { state: "ok" }),
  "firewall-rule-gone": (cloudState, { id }) => cloudState.ipFirewallRules.delete(id),
  volume: (cloudState, { id, to, set }) => cloudState.volumes.patch(id, { ...set, status: to }),
  user: (cloudState, { id, to }) => performUser(cloudState, id, to),
  "volume-detached": (cloudState, { id, instanceId }) => detachVolume(cloudState, id, instanceId),
  "volume-snapshot": (cloudState, { id }) => cloudState.volumeSnapshots.patch(id, { status: "available" }),
  "volume-backup": (cloudState, { id }) => cloudState.volumeBackups.patch(id, { status: "ok" }),
  "network-up": (cloudState, { id }) => cloudState.networks.patch(id, { status: "ACTIVE" }),
  "network-gone": (cloudState, { id }) => cloudState.networks.delete(id),
  "floating-ip-ready": (cloudState, { id }) => cloudState.floatingIps.patch(id, { resourceStatus: "READY" }),
  "floating-ip-gone": (cloudState, { id }) => cloudState.floatingIps.delete(id),
  "additional-ip-moved": (cloudState, { id }) => cloudState.additionalIps.patch(id, { status: "ok" }),
  "load-balancer-up": (cloudState, { id }) =>
    cloudState.loadBalancers.patch(id, { status: cloudState.switches.loadBalancerOutcome }),
  "load-balancer-gone": (cloudState, { id }) => cloudState.loadBalancers.delete(id),
  "load-balancer-updated": (cloudState, { id }) => settleBalancer(cloudState, id),
  "gateway-up": (cloudState, { id }) => cloudState.gateways.patch(id, { status: cloudState.switches.gatewayOutcome }),
  "gateway-gone": (cloudState, { id }) => cloudState.gateways.delete(id),
  "operation-started": (cloudState, { id }) => performOperation(cloudState, id, "in-progress"),
  "operation-done": (cloudState, { id }) => performOperation(cloudState, id, "completed"),
  "snapshot-saved": (cloudState, { id }) => cloudState.images.patch(id, { status: "active" }),
  "snapshot-copied": (cloudState, { id, region, name }) => copySnapshot(cloudState, id, region, name),
};

/** Performs a due event. */
export function perform<T extends OvhEvent["type"]>(cloudState: OvhCloudState, event: EventOf<T>): void {
  const performer: Performers[T] = performers[event.type as T];
  performer(cloudState, event);
}

function built(cloudState: OvhCloudState, id: string): void {
  const failed = cloudState.instances.find(id)?.outcome === "error";
  cloudState.instances.patch(id, { phase: failed ? "error" : "active" });
  finishOperations(cloudState, id, failed ? "in-error" : "completed");
  if (!failed) cloudState.timeline.after(cloudState.switches.durations.address, { type: "addresses", id });
}

function performUser(cloudState: OvhCloudState, id: string, to: ProjectUser["status"]): void {
  const isForgotten = to === "deleted" && cloudState.switches.deletedUser === "404";
  if (isForgotten || cloudState.projectUsers.find(id)?.status === "deleted") {
    cloudState.projectUsers.delete(id);
    return;
  }
  cloudState.projectUsers.patch(id, { status: to });
  if (to === "deleted") cloudState.timeline.after(cloudState.switches.durations.linger, { type: "user", id, to });
}

/** A resize has finished, except for its verification. */
function resized(cloudState: OvhCloudState, id: string, flavorId: string, to: Phase): void {
  if (cloudState.switches.resizeOutcome === "error") {
    cloudState.instances.patch(id, { phase: "error" });
    return;
  }
  const ignored = cloudState.switches.resizeOutcome === "ignored";
  cloudState.instances.patch(id, { phase: "verifying", ...(ignored ? {} : { flavorId }) });
  cloudState.timeline.after(cloudState.switches.durations.verifyResize, { type: "phase", id, to });
}

function gone(cloudState: OvhCloudState, id: string): void {
  letGo(cloudState, id);
  if (!cloudState.switches.deletedLingers) {
    cloudState.instances.delete(id);
    return;
  }
  cloudState.instances.patch(id, { phase: "deleted" });
  cloudState.timeline.after(cloudState.switches.durations.linger, { type: "erased", id });
}
