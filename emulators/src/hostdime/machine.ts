import type { Family, HostDimeCloudState } from "./cloud-state.ts";
import { HostDimeError } from "./errors.ts";
import type { HostDimeEvent, Server, Vps } from "./model.ts";
import type { HostDimeSwitches } from "./switches.ts";

/** An action on a service. */
export type Action = "start" | "stop" | "stopf" | "restart" | "suspend" | "unsuspend";

/** A service and its table. */
export interface Target {
  readonly family: Family;
  readonly service: Vps | Server;
}

interface Plan {
  /** Throws if the state does not allow it. */
  check(service: Vps | Server, switches: HostDimeSwitches): void;
  run(cloudState: HostDimeCloudState, target: Target): void;
}

const plans: Readonly<Record<Action, Plan>> = {
  start: { check: mayBecome("running"), run: (cloudState, target) => set(cloudState, target, { power: "running" }) },
  stop: { check: mayBecome("stopped"), run: stop },
  stopf: { check: mayBecome("stopped"), run: (cloudState, target) => set(cloudState, target, { power: "stopped" }) },
  restart: { check: mustRun, run: restart },
  suspend: {
    check: mustBeActive,
    run: (cloudState, target) => set(cloudState, target, { status: "clientsuspend", power: "stopped" }),
  },
  unsuspend: { check: mustBeSuspended, run: (cloudState, target) => set(cloudState, target, { status: "active" }) },
};

/** Throws if the state does not allow the action; otherwise returns the function that performs it. */
export function prepare(cloudState: HostDimeCloudState, target: Target, serviceAction: Action): () => void {
  const { check, run } = plans[serviceAction];
  check(target.service, cloudState.switches);
  return () => run(cloudState, target);
}

/** `status` can be read, so a repeated suspension is rejected: a client can check first (docs/api/hostdime.md §4.2). */
function mustBeActive({ id, status }: Vps | Server): void {
  if (status !== "active") throw new HostDimeError(422, `${id} is ${status}, not active`);
}

function mustRun(service: Vps | Server): void {
  mustBeActive(service);
  if (service.power !== "running") throw new HostDimeError(422, `${service.id} is stopped`);
}

function mustBeSuspended({ id, status }: Vps | Server): void {
  if (status === "suspended") throw new HostDimeError(403, `${id} was suspended by HostDime`);
  if (status !== "clientsuspend") throw new HostDimeError(422, `${id} is ${status}, not suspended`);
}

/**
 * What a power call does if it has nothing to do is unknown, and no client can check first (docs/api/hostdime.md §4.2).
 */
function mayBecome(wanted: Vps["power"]): Plan["check"] {
  return (service, { repeatedPower }) => {
    mustBeActive(service);
    if (service.power !== wanted || repeatedPower === "ok") return;
    throw new HostDimeError(422, `${service.id} is ${wanted} already`);
  };
}

function stop(cloudState: HostDimeCloudState, { service: { id, power } }: Target): void {
  const stopping = cloudState.timeline.awaits((event) => event.id === id && event.type === "stopped");
  if (power === "running" && !stopping)
    cloudState.timeline.after(cloudState.switches.durations.stop, { type: "stopped", id });
}

function restart(cloudState: HostDimeCloudState, target: Target): void {
  set(cloudState, target, { restarts: target.service.restarts + 1 });
}

type Common = Partial<Pick<Vps, "status" | "power" | "restarts">>;

/** Sets fields at once; a stop in progress is canceled. */
function set(cloudState: HostDimeCloudState, { family, service }: Target, fields: Common): void {
  cloudState.timeline.cancel((event) => event.id === service.id && event.type === "stopped");
  cloudState.services[family].patch(service.id, fields);
}

/** Cancels the future events of a service. */
function drop(cloudState: HostDimeCloudState, id: string): void {
  cloudState.timeline.cancel((event) => event.id === id);
}

/** Starts building an order; its address is assigned with it. */
export function beginBuild(cloudState: HostDimeCloudState, vps: Vps): void {
  cloudState.addVps(vps);
  if (vps.outcome !== "never")
    cloudState.timeline.after(cloudState.switches.durations.build, { type: "built", id: vps.id });
}

export function cancel(cloudState: HostDimeCloudState, id: string): void {
  drop(cloudState, id);
  cloudState.vpses.patch(id, { status: "cancelled", power: "stopped" });
  if (!cloudState.switches.cancelledStays)
    cloudState.timeline.after(cloudState.switches.durations.cancel, { type: "erased", id });
}

/** Deletes a service's addresses. */
export function letGo(cloudState: HostDimeCloudState, id: string): void {
  drop(cloudState, id);
  for (const row of cloudState.rdns.where((one) => one.cuid === id)) cloudState.rdns.delete(row.id);
}

/** Performs a due event. */
export function perform(cloudState: HostDimeCloudState, { type, id }: HostDimeEvent): void {
  if (type === "built") built(cloudState, id);
  else if (type === "stopped")
    for (const table of Object.values(cloudState.services)) table.patch(id, { power: "stopped" });
  else {
    letGo(cloudState, id);
    cloudState.vpses.delete(id);
  }
}

function built(cloudState: HostDimeCloudState, id: string): void {
  const vps = cloudState.vpses.find(id);
  if (!vps) return;
  if (vps.outcome === "failed") {
    cloudState.vpses.patch(id, { status: "failed" });
    return;
  }
  const ip = cloudState.addressFor(id);
  cloudState.rdns.put({ id: ip, account: vps.account, cuid: id, ptr: vps.wantedPtr });
  cloudState.vpses.patch(id, { status: "active", power: "running", ipMain: ip });
}

type VpsOrServer = (cloudState: HostDimeCloudState, target: Target) => void;

/** Out-of-band changes that affect more than a field. */
const outOfBand: Readonly<Record<string, VpsOrServer>> = {
  "power-off": (cloudState, target) => set(cloudState, target, { power: "stopped" }),
  "power-on": (cloudState, target) => set(cloudState, target, { power: "running" }),
  suspend: (cloudState, target) => set(cloudState, target, { status: "suspended", power: "stopped" }),
  fail: (cloudState, target) => set(cloudState, target, { status: "failed", power: "stopped" }),
};

/** Performs an out-of-band change. Throws if the action or the service is unknown. */
export function act(cloudState: HostDimeCloudState, action: string, id: string): void {
  const run = Object.hasOwn(outOfBand, action) ? outOfBand[action] : undefined;
  if (!run) throw new Error(`hostdime has no action ${action}; it has ${Object.keys(outOfBand).join(", ")}`);
  const [vps, server] = [cloudState.vpses.find(id), cloudState.servers.find(id)];
  if (!vps && !server) throw new Error(`there is no vps or server with id ${JSON.stringify(id)}`);
  drop(cloudState, id);
  if (vps) run(cloudState, { family: "vps", service: vps });
  if (server) run(cloudState, { family: "server", service: server });
}
