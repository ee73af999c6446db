import { HostDimeError } from "./errors.ts";
import type { HostDimeEvent, Server, Vps } from "./model.ts";
import type { HostDimeSwitches } from "./switches.ts";
import type { Family, HostDimeWorld } from "./world.ts";

/** What is done to a service. */
export type Deed = "start" | "stop" | "stopf" | "restart" | "suspend" | "unsuspend";

/** A service and the table that it is in. */
export interface Target {
  readonly family: Family;
  readonly service: Vps | Server;
}

interface Plan {
  /** Throws when the state forbids it. */
  check(service: Vps | Server, switches: HostDimeSwitches): void;
  run(world: HostDimeWorld, target: Target): void;
}

const plans: Readonly<Record<Deed, Plan>> = {
  start: { check: mayBecome("running"), run: (world, target) => set(world, target, { power: "running" }) },
  stop: { check: mayBecome("stopped"), run: stop },
  stopf: { check: mayBecome("stopped"), run: (world, target) => set(world, target, { power: "stopped" }) },
  restart: { check: mustRun, run: restart },
  suspend: {
    check: mustBeActive,
    run: (world, target) => set(world, target, { status: "clientsuspend", power: "stopped" }),
  },
  unsuspend: { check: mustBeSuspended, run: (world, target) => set(world, target, { status: "active" }) },
};

/** Throws when the state forbids the deed; returns what does it. */
export function prepare(world: HostDimeWorld, target: Target, deed: Deed): () => void {
  const { check, run } = plans[deed];
  check(target.service, world.switches);
  return () => run(world, target);
}

/** `status` can be read, so a repeated suspension is refused: look before you act (docs/api/hostdime.md §4.2). */
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

/** What a power call does where it has nothing to do is not known, and no client can look first (docs/api/hostdime.md §4.2). */
function mayBecome(wanted: Vps["power"]): Plan["check"] {
  return (service, { repeatedPower }) => {
    mustBeActive(service);
    if (service.power !== wanted || repeatedPower === "ok") return;
    throw new HostDimeError(422, `${service.id} is ${wanted} already`);
  };
}

function stop(world: HostDimeWorld, { service: { id, power } }: Target): void {
  const stopping = world.timeline.awaits((event) => event.id === id && event.type === "stopped");
  if (power === "running" && !stopping) world.timeline.after(world.switches.durations.stop, { type: "stopped", id });
}

function restart(world: HostDimeWorld, target: Target): void {
  set(world, target, { restarts: target.service.restarts + 1 });
}

type Common = Partial<Pick<Vps, "status" | "power" | "restarts">>;

/** Sets fields at once; a stop that has begun is called off. */
function set(world: HostDimeWorld, { family, service }: Target, fields: Common): void {
  world.timeline.cancel((event) => event.id === service.id && event.type === "stopped");
  world.services[family].patch(service.id, fields);
}

/** Drops what is to happen to a service. */
function drop(world: HostDimeWorld, id: string): void {
  world.timeline.cancel((event) => event.id === id);
}

/** An order is built; its address comes with it. */
export function beginBuild(world: HostDimeWorld, vps: Vps): void {
  world.addVps(vps);
  if (vps.outcome !== "never") world.timeline.after(world.switches.durations.build, { type: "built", id: vps.id });
}

export function cancel(world: HostDimeWorld, id: string): void {
  drop(world, id);
  world.vpses.patch(id, { status: "cancelled", power: "stopped" });
  if (!world.switches.cancelledStays) world.timeline.after(world.switches.durations.cancel, { type: "erased", id });
}

/** What goes with a service: its addresses. */
export function letGo(world: HostDimeWorld, id: string): void {
  drop(world, id);
  for (const row of world.rdns.where((one) => one.cuid === id)) world.rdns.delete(row.id);
}

/** Performs an event that has fallen due. */
export function perform(world: HostDimeWorld, { type, id }: HostDimeEvent): void {
  if (type === "built") built(world, id);
  else if (type === "stopped") for (const table of Object.values(world.services)) table.patch(id, { power: "stopped" });
  else {
    letGo(world, id);
    world.vpses.delete(id);
  }
}

function built(world: HostDimeWorld, id: string): void {
  const vps = world.vpses.find(id);
  if (!vps) return;
  if (vps.outcome === "failed") {
    world.vpses.patch(id, { status: "failed" });
    return;
  }
  const ip = world.addressFor(id);
  world.rdns.put({ id: ip, account: vps.account, cuid: id, ptr: vps.wantedPtr });
  world.vpses.patch(id, { status: "active", power: "running", ipMain: ip });
}

type VpsOrServer = (world: HostDimeWorld, target: Target) => void;

/** Out-of-band changes that are more than a field. */
const outOfBand: Readonly<Record<string, VpsOrServer>> = {
  "power-off": (world, target) => set(world, target, { power: "stopped" }),
  "power-on": (world, target) => set(world, target, { power: "running" }),
  suspend: (world, target) => set(world, target, { status: "suspended", power: "stopped" }),
  fail: (world, target) => set(world, target, { status: "failed", power: "stopped" }),
};

/** Carries out an out-of-band change; throws for an unknown action or service. */
export function act(world: HostDimeWorld, action: string, id: string): void {
  const run = Object.hasOwn(outOfBand, action) ? outOfBand[action] : undefined;
  if (!run) throw new Error(`hostdime has no action ${action}; it has ${Object.keys(outOfBand).join(", ")}`);
  const [vps, server] = [world.vpses.find(id), world.servers.find(id)];
  if (!vps && !server) throw new Error(`there is no vps or server with id ${JSON.stringify(id)}`);
  drop(world, id);
  if (vps) run(world, { family: "vps", service: vps });
  if (server) run(world, { family: "server", service: server });
}
