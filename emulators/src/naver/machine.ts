import type { NaverEvent, Server, ServerOperation, ServerStatus } from "./model.ts";
import type { NaverWorld } from "./world.ts";

/** Statuses in which a server stands still, whatever brought it there. */
export const standing: readonly ServerStatus[] = ["NSTOP", "FSTOP", "SD_FL", "RS_FL", "ST_FL"];

/** INIT, then creating, then booting, then running or failed; one that never ends stays creating (docs/api/naver.md §3.3). */
export function beginBuild(world: NaverWorld, { id, outcome }: Server): void {
  const { init, create, boot } = world.switches.durations;
  world.timeline.after(init, { type: "server", id, status: "CREAT", operation: "CREAT" });
  if (outcome === "never") return;
  world.timeline.after(init + create, { type: "server", id, status: "CREAT", operation: "START" });
  world.timeline.after(init + create + boot, { type: "built", id });
}

/** What the power calls show while they last, and what then is. */
const moves = {
  startServerInstances: { from: standing, idle: ["RUN"], operation: "START", takes: "start", to: "RUN" },
  stopServerInstances: {
    from: ["RUN", "FSTOP", "SD_FL", "RS_FL", "ST_FL"],
    idle: ["NSTOP"],
    operation: "SHTDN",
    takes: "stop",
    to: "NSTOP",
  },
  rebootServerInstances: { from: ["RUN"], idle: [], operation: "RESTA", takes: "reboot", to: "RUN" },
} as const satisfies Record<
  string,
  {
    readonly from: readonly ServerStatus[];
    readonly idle: readonly ServerStatus[];
    readonly operation: ServerOperation;
    readonly takes: "start" | "stop" | "reboot";
    readonly to: ServerStatus;
  }
>;
export type MoveName = keyof typeof moves;

const includes = (list: readonly ServerStatus[], status: ServerStatus): boolean => list.includes(status);

/** Whether a power call can begin, has nothing to do, or is forbidden by the server's status. */
export function moveVerdict(name: MoveName, status: ServerStatus): "go" | "idle" | "refuse" {
  if (includes(moves[name].from, status)) return "go";
  return includes(moves[name].idle, status) ? "idle" : "refuse";
}

/** The status stays the old one until the end (docs/api/naver.md §3.3). */
export function move(world: NaverWorld, { id }: Server, name: MoveName): void {
  const { operation, takes, to } = moves[name];
  world.servers.patch(id, { operation });
  world.timeline.after(world.switches.durations[takes], { type: "server", id, status: to, operation: "NULL" });
}

export function changeSpec(world: NaverWorld, { id }: Server, specCode: string): void {
  world.servers.patch(id, { operation: "CHNG" });
  world.timeline.after(world.switches.durations.changeSpec, { type: "respecced", id, specCode });
}

export function terminate(world: NaverWorld, { id }: Server): void {
  world.servers.patch(id, { operation: "TERMT" });
  world.timeline.after(world.switches.durations.terminate, { type: "gone", kind: "server", id });
}

/** Operation SETUP for the given seconds and as long as it takes to settle (docs/api/naver.md §3.3). */
export function setUp(world: NaverWorld, id: string, seconds = 0): void {
  const free = ["NULL", "SETUP"].includes(world.servers.find(id)?.operation ?? "");
  const { setup } = world.switches.durations;
  if (!free || seconds + setup === 0) return;
  world.servers.patch(id, { operation: "SETUP" });
  world.timeline.cancel((event) => event.type === "idle" && event.id === id);
  world.timeline.after(seconds + setup, { type: "idle", id });
}

/** What goes with an object: call it before the row is deleted. */
export function letGo(world: NaverWorld, kind: string, id: string): void {
  world.timeline.cancel((event) => event.id === id);
  if (kind === "server") letServerGo(world, id);
  if (kind === "vpc") {
    for (const table of [world.acls, world.groups, world.routeTables]) {
      for (const part of table.all()) if (part.vpcNo === id) table.delete(part.id);
    }
  }
  if (kind === "accessControlGroup" || kind === "vpc") {
    for (const rule of world.groupRules.all()) {
      if (!world.groups.find(rule.acgNo) || rule.acgNo === id) world.groupRules.delete(rule.id);
    }
  }
  if (kind === "networkAcl" || kind === "vpc") {
    for (const rule of world.aclRules.all()) {
      if (!world.acls.find(rule.aclNo) || rule.aclNo === id) world.aclRules.delete(rule.id);
    }
  }
}

/** The root disk and the interfaces made with it go; other interfaces, disks and the address stay (docs/api/naver.md §5.8). */
function letServerGo(world: NaverWorld, serverNo: string): void {
  for (const one of world.interfacesOf(serverNo)) {
    if (one.deleteOnTermination) world.interfaces.delete(one.id);
    else unplug(world, one.id);
  }
  for (const { id, type } of world.storages.where((one) => one.serverNo === serverNo)) {
    if (type === "BASIC") world.storages.delete(id);
    else {
      world.timeline.cancel((event) => event.id === id);
      world.storages.patch(id, { serverNo: "", phase: "detached" });
    }
  }
  for (const { id } of world.publicIps.where((one) => one.serverNo === serverNo)) releaseAddress(world, id);
}

function releaseAddress(world: NaverWorld, id: string): void {
  world.publicIps.patch(id, { serverNo: "", status: "RUN", operation: "NULL", changedAt: world.timeline.now });
}

function unplug(world: NaverWorld, id: string): void {
  world.timeline.cancel((event) => event.type === "status" && event.id === id);
  world.interfaces.patch(id, { status: "NOTUSED", serverNo: "", deviceName: "", isDefault: false });
}

type EventOf<T> = Extract<NaverEvent, { readonly type: T }>;
type Performers = { readonly [T in NaverEvent["type"]]: (world: NaverWorld, event: EventOf<T>) => void };

const performers: Performers = {
  status: (world, { kind, id, to }) => {
    if (world.store.table(kind).find(id)) world.store.table(kind).change(id, { status: to });
  },
  gone: (world, { kind, id }) => {
    letGo(world, kind, id);
    world.store.table(kind).delete(id);
  },
  server: (world, { id, status, operation }) => {
    world.servers.patch(id, { status, operation });
    if (status === "RUN") world.servers.patch(id, { startedAt: world.timeline.now });
  },
  built: (world, { id }) => built(world, id),
  idle: (world, { id }) => {
    if (world.servers.find(id)?.operation === "SETUP") world.servers.patch(id, { operation: "NULL" });
  },
  respecced: (world, { id, specCode }) => world.servers.patch(id, { operation: "NULL", specCode }),
  storage: (world, { id, to }) =>
    world.storages.patch(id, { phase: to, ...(to === "detached" ? { serverNo: "" } : {}) }),
  groups: (world, { id, add, drop }) => {
    const one = world.interfaces.find(id);
    if (!one) return;
    const acgNos = [...new Set([...one.acgNos, ...add])].filter((no) => !drop.includes(no));
    const underWay = world.timeline.awaits((event) => event.type === "groups" && event.id === id);
    world.interfaces.patch(id, { acgNos, ...(underWay ? {} : { status: one.serverNo ? "USED" : "NOTUSED" }) });
  },
  unplugged: (world, { id }) => unplug(world, id),
  associated: (world, { id, serverNo }) => {
    const still = world.servers.find(serverNo) ? serverNo : "";
    const set = { status: "RUN", operation: "NULL", serverNo: still, changedAt: world.timeline.now } as const;
    world.publicIps.patch(id, set);
  },
};

/** Performs an event that has fallen due. */
export function perform<T extends NaverEvent["type"]>(world: NaverWorld, event: EventOf<T>): void {
  const performer: Performers[T] = performers[event.type as T];
  performer(world, event);
}

function built(world: NaverWorld, id: string): void {
  const server = world.servers.find(id);
  if (!server) return;
  const { failedStatus, durations } = world.switches;
  for (const one of world.interfacesOf(id)) world.interfaces.patch(one.id, { status: "USED" });
  for (const one of world.storages.where(({ serverNo }) => serverNo === id)) {
    world.storages.patch(one.id, { phase: "optimizing" });
    world.timeline.after(durations.optimize, { type: "storage", id: one.id, to: "attached" });
  }
  if (server.outcome === "fail") {
    world.servers.patch(id, { status: failedStatus, operation: "NULL" });
    return;
  }
  world.servers.patch(id, { status: "RUN", operation: "NULL", startedAt: world.timeline.now });
  setUp(world, id);
  if (server.wantsPublicIp) addPublicIp(world, server, id);
}

/** A new public address; with a server it is being associated from the start. */
export function addPublicIp(world: NaverWorld, place: Pick<Server, "account" | "region">, serverNo: string): string {
  const { now } = world.timeline;
  const id = world.number("publicIp");
  world.publicIps.put({
    ...{ id, account: place.account, region: place.region, ip: world.newPublicAddress(), description: "" },
    ...{ status: "INIT", operation: "NULL", serverNo: "", createdAt: now, changedAt: now },
  });
  const { publicIpCreate, publicIpAssociate } = world.switches.durations;
  const seconds = publicIpCreate + (serverNo === "" ? 0 : publicIpAssociate);
  if (serverNo !== "") world.publicIps.patch(id, { operation: "USE" });
  world.timeline.after(seconds, { type: "associated", id, serverNo });
  return id;
}

type OutOfBand = (world: NaverWorld, server: Server) => void;

/** Out-of-band changes of a server that are more than a field. */
export const outOfBand: Readonly<Record<string, OutOfBand>> = {
  "power-off": (world, server) => drop(world, server, "NSTOP"),
  "power-on": (world, server) => drop(world, server, "RUN"),
  fail: (world, server) => drop(world, server, "FSTOP"),
  setup: (world, server) => setUp(world, server.id),
  "lose-address": (world, server) => {
    for (const { id } of world.publicIps.where((one) => one.serverNo === server.id)) releaseAddress(world, id);
  },
};

/** Puts a server into a status at once, whatever was going on. */
function drop(world: NaverWorld, { id }: Server, status: ServerStatus): void {
  world.timeline.cancel((event) => event.id === id);
  world.servers.patch(id, { status, operation: "NULL" });
}
