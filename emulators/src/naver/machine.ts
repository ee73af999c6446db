import type { NaverCloudState } from "./cloud-state.ts";
import type { NaverEvent, Server, ServerOperation, ServerStatus } from "./model.ts";

/** Statuses of a server that is not running, for whatever reason. */
export const standing: readonly ServerStatus[] = ["NSTOP", "FSTOP", "SD_FL", "RS_FL", "ST_FL"];

/**
 * INIT, then creating, then booting, then running or failed. A build that never ends stays in creating
 * (docs/api/naver.md §3.3).
 */
export function beginBuild(cloudState: NaverCloudState, { id, outcome }: Server): void {
  const { init, create, boot } = cloudState.switches.durations;
  cloudState.timeline.after(init, { type: "server", id, status: "CREAT", operation: "CREAT" });
  if (outcome === "never") return;
  cloudState.timeline.after(init + create, { type: "server", id, status: "CREAT", operation: "START" });
  cloudState.timeline.after(init + create + boot, { type: "built", id });
}

/** What the power calls show while in progress, and the status afterwards. */
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

/** Whether a power call can start, has nothing to do, or is not allowed in the server's status. */
export function moveVerdict(name: MoveName, status: ServerStatus): "go" | "idle" | "refuse" {
  if (includes(moves[name].from, status)) return "go";
  return includes(moves[name].idle, status) ? "idle" : "refuse";
}

/** The status changes only at the end (docs/api/naver.md §3.3). */
export function move(cloudState: NaverCloudState, { id }: Server, name: MoveName): void {
  const { operation, takes, to } = moves[name];
  cloudState.servers.patch(id, { operation });
  cloudState.timeline.after(cloudState.switches.durations[takes], {
    type: "server",
    id,
    status: to,
    operation: "NULL",
  });
}

export function changeSpec(cloudState: NaverCloudState, { id }: Server, specCode: string): void {
  cloudState.servers.patch(id, { operation: "CHNG" });
  cloudState.timeline.after(cloudState.switches.durations.changeSpec, { type: "respecced", id, specCode });
}

export function terminate(cloudState: NaverCloudState, { id }: Server): void {
  cloudState.servers.patch(id, { operation: "TERMT" });
  cloudState.timeline.after(cloudState.switches.durations.terminate, { type: "gone", kind: "server", id });
}

/** Shows operation SETUP for the given seconds plus the settling time (docs/api/naver.md §3.3). */
export function setUp(cloudState: NaverCloudState, id: string, seconds = 0): void {
  const free = ["NULL", "SETUP"].includes(cloudState.servers.find(id)?.operation ?? "");
  const { setup } = cloudState.switches.durations;
  if (!free || seconds + setup === 0) return;
  cloudState.servers.patch(id, { operation: "SETUP" });
  cloudState.timeline.cancel((event) => event.type === "idle" && event.id === id);
  cloudState.timeline.after(seconds + setup, { type: "idle", id });
}

/** Deletes what goes with an object; call it before the row is deleted. */
export function letGo(cloudState: NaverCloudState, kind: string, id: string): void {
  cloudState.timeline.cancel((event) => event.id === id);
  if (kind === "server") letServerGo(cloudState, id);
  if (kind === "loadBalancer") letBalancerGo(cloudState, id);
  if (kind === "autoScalingGroup") letScalingGroupGo(cloudState, id);
  if (kind === "vpc") {
    for (const table of [cloudState.acls, cloudState.denyAllowGroups, cloudState.groups, cloudState.routeTables]) {
      for (const part of table.all()) if (part.vpcNo === id) table.delete(part.id);
    }
  }
  if (kind === "subnet") {
    for (const table of cloudState.routeTables.all()) {
      const subnetNos = table.subnetNos.filter((subnetNo) => subnetNo !== id);
      if (subnetNos.length < table.subnetNos.length) cloudState.routeTables.patch(table.id, { subnetNos });
    }
  }
  if (kind === "routeTable" || kind === "vpc") {
    for (const route of cloudState.routes.all()) {
      if (!cloudState.routeTables.find(route.tableNo) || route.tableNo === id) cloudState.routes.delete(route.id);
    }
  }
  if (kind === "natGateway") letGatewayGo(cloudState, id);
  if (kind === "accessControlGroup" || kind === "vpc") {
    for (const rule of cloudState.groupRules.all()) {
      if (!cloudState.groups.find(rule.acgNo) || rule.acgNo === id) cloudState.groupRules.delete(rule.id);
    }
  }
  if (kind === "networkAcl" || kind === "vpc") {
    for (const rule of cloudState.aclRules.all()) {
      if (!cloudState.acls.find(rule.aclNo) || rule.aclNo === id) cloudState.aclRules.delete(rule.id);
    }
  }
}

/** Its public IP stays, if NAVER keeps it; one that the account had before certainly does. */
function letGatewayGo(cloudState: NaverCloudState, id: string): void {
  const publicIpNo = cloudState.natGateways.find(id)?.publicIpNo ?? "";
  const { natGatewayAddress } = cloudState.switches;
  const isOwn = cloudState.publicIps.find(publicIpNo)?.description === "";
  if (natGatewayAddress === "released" && isOwn) cloudState.publicIps.delete(publicIpNo);
}

/**
 * The root disk and the interfaces created with the server are deleted; other interfaces, disks and the address remain
 * (docs/api/naver.md §5.8).
 */
function letServerGo(cloudState: NaverCloudState, serverNo: string): void {
  for (const one of cloudState.interfacesOf(serverNo)) {
    if (one.deleteOnTermination) cloudState.interfaces.delete(one.id);
    else unplug(cloudState, one.id);
  }
  for (const { id, type } of cloudState.storages.where((one) => one.serverNo === serverNo)) {
    if (type === "BASIC") cloudState.storages.delete(id);
    else {
      cloudState.timeline.cancel((event) => event.id === id);
      unplugStorage(cloudState, id);
    }
  }
  for (const { id } of cloudState.publicIps.where((one) => one.serverNo === serverNo)) releaseAddress(cloudState, id);
  for (const { id, serverNos } of cloudState.scalingGroups.where((one) => one.serverNos.includes(serverNo)))
    cloudState.scalingGroups.patch(id, { serverNos: serverNos.filter((one) => one !== serverNo) });
  for (const { id, targetNos } of cloudState.targetGroups.where((one) => one.targetNos.includes(serverNo)))
    cloudState.targetGroups.patch(id, { targetNos: targetNos.filter((one) => one !== serverNo) });
}

/** A server of a scaling group joins the group's target groups once it runs (docs/api/naver.md §4.22). */
function joinTargetGroups(cloudState: NaverCloudState, serverNo: string): void {
  const [group] = cloudState.scalingGroups.where((one) => one.serverNos.includes(serverNo));
  for (const id of group?.targetGroupNos ?? []) {
    const targetNos = cloudState.targetGroups.find(id)?.targetNos ?? [];
    cloudState.targetGroups.patch(id, { targetNos: [...targetNos, serverNo] });
  }
}

/** Its policies and schedules go with a scaling group. */
function letScalingGroupGo(cloudState: NaverCloudState, groupNo: string): void {
  for (const table of [cloudState.scalingPolicies, cloudState.scalingSchedules])
    for (const part of table.all()) if (part.groupNo === groupNo) table.delete(part.id);
}

/** Its listeners and the addresses that came with it go too (docs/api/naver.md §4.14). */
function letBalancerGo(cloudState: NaverCloudState, balancerNo: string): void {
  for (const { id } of cloudState.listeners.where((one) => one.balancerNo === balancerNo))
    cloudState.listeners.delete(id);
  for (const id of cloudState.balancers.find(balancerNo)?.publicIpNos ?? []) {
    cloudState.timeline.cancel((event) => event.id === id);
    cloudState.publicIps.delete(id);
  }
}

function releaseAddress(cloudState: NaverCloudState, id: string): void {
  cloudState.publicIps.patch(id, {
    serverNo: "",
    status: "RUN",
    operation: "NULL",
    changedAt: cloudState.timeline.now,
  });
}

function unplugStorage(cloudState: NaverCloudState, id: string): void {
  const lastServerNo = cloudState.storages.find(id)?.serverNo ?? "";
  cloudState.storages.patch(id, { serverNo: "", lastServerNo, phase: "detached" });
}

function unplug(cloudState: NaverCloudState, id: string): void {
  cloudState.timeline.cancel((event) => event.type === "status" && event.id === id);
  cloudState.interfaces.patch(id, { status: "NOTUSED", serverNo: "", deviceName: "", isDefault: false });
}

type EventOf<T> = Extract<NaverEvent, { readonly type: T }>;
type Performers = { readonly [T in NaverEvent["type"]]: (cloudState: NaverCloudState, event: EventOf<T>) => void };

const performers: Performers = {
  status: (cloudState, { kind, id, to }) => {
    if (cloudState.store.table(kind).find(id)) cloudState.store.table(kind).change(id, { status: to });
  },
  changed: (cloudState, { kind, id, set }) => {
    if (cloudState.store.table(kind).find(id)) cloudState.store.table(kind).change(id, set);
  },
  gone: (cloudState, { kind, id }) => {
    letGo(cloudState, kind, id);
    cloudState.store.table(kind).delete(id);
  },
  server: (cloudState, { id, status, operation }) => {
    cloudState.servers.patch(id, { status, operation });
    if (status === "RUN") cloudState.servers.patch(id, { startedAt: cloudState.timeline.now });
  },
  built: (cloudState, { id }) => built(cloudState, id),
  idle: (cloudState, { id }) => {
    if (cloudState.servers.find(id)?.operation === "SETUP") cloudState.servers.patch(id, { operation: "NULL" });
  },
  respecced: (cloudState, { id, specCode }) => cloudState.servers.patch(id, { operation: "NULL", specCode }),
  storage: (cloudState, { id, to }) => {
    if (to === "detached") unplugStorage(cloudState, id);
    else cloudState.storages.patch(id, { phase: to });
  },
  nasResized: (cloudState, { id, size }) => cloudState.nasVolumes.patch(id, { size, operation: "NULL" }),
  resized: (cloudState, { id, size }) => cloudState.storages.patch(id, { size, operation: "NULL" }),
  groups: (cloudState, { id, add, drop }) => {
    const one = cloudState.interfaces.find(id);
    if (!one) return;
    const acgNos = [...new Set([...one.acgNos, ...add])].filter((no) => !drop.includes(no));
    const underWay = cloudState.timeline.awaits((event) => event.type === "groups" && event.id === id);
    cloudState.interfaces.patch(id, { acgNos, ...(underWay ? {} : { status: one.serverNo ? "USED" : "NOTUSED" }) });
  },
  unplugged: (cloudState, { id }) => unplug(cloudState, id),
  associated: (cloudState, { id, serverNo }) => {
    const still = cloudState.servers.find(serverNo) ? serverNo : "";
    const set = { status: "RUN", operation: "NULL", serverNo: still, changedAt: cloudState.timeline.now } as const;
    cloudState.publicIps.patch(id, set);
  },
};

/** Performs a due event. */
export function perform<T extends NaverEvent["type"]>(cloudState: NaverCloudState, event: EventOf<T>): void {
  const performer: Performers[T] = performers[event.type as T];
  performer(cloudState, event);
}

function built(cloudState: NaverCloudState, id: string): void {
  const server = cloudState.servers.find(id);
  if (!server) return;
  const { failedStatus, durations } = cloudState.switches;
  for (const one of cloudState.interfacesOf(id)) cloudState.interfaces.patch(one.id, { status: "USED" });
  for (const one of cloudState.storages.where(({ serverNo }) => serverNo === id)) {
    cloudState.storages.patch(one.id, { phase: "optimizing" });
    cloudState.timeline.after(durations.optimize, { type: "storage", id: one.id, to: "attached" });
  }
  if (server.outcome === "fail") {
    cloudState.servers.patch(id, { status: failedStatus, operation: "NULL" });
    return;
  }
  cloudState.servers.patch(id, { status: "RUN", operation: "NULL", startedAt: cloudState.timeline.now });
  setUp(cloudState, id);
  if (server.wantsPublicIp) addPublicIp(cloudState, server, id);
  joinTargetGroups(cloudState, id);
}

/** Adds a public address; if it is for a server, its association starts at once. */
export function addPublicIp(
  cloudState: NaverCloudState,
  place: Pick<Server, "account" | "region">,
  serverNo: string,
): string {
  const { now } = cloudState.timeline;
  const id = cloudState.number("publicIp");
  cloudState.publicIps.put({
    ...{ id, account: place.account, region: place.region, ip: cloudState.newPublicAddress(), description: "" },
    ...{ status: "INIT", operation: "NULL", serverNo: "", createdAt: now, changedAt: now },
  });
  const { publicIpCreate, publicIpAssociate } = cloudState.switches.durations;
  const seconds = publicIpCreate + (serverNo === "" ? 0 : publicIpAssociate);
  if (serverNo !== "") cloudState.publicIps.patch(id, { operation: "USE" });
  cloudState.timeline.after(seconds, { type: "associated", id, serverNo });
  return id;
}

type OutOfBand = (cloudState: NaverCloudState, server: Server) => void;

/** Out-of-band changes of a server that affect more than a field. */
export const outOfBand: Readonly<Record<string, OutOfBand>> = {
  "power-off": (cloudState, server) => drop(cloudState, server, "NSTOP"),
  "power-on": (cloudState, server) => drop(cloudState, server, "RUN"),
  fail: (cloudState, server) => drop(cloudState, server, "FSTOP"),
  setup: (cloudState, server) => setUp(cloudState, server.id),
  "lose-address": (cloudState, server) => {
    for (const { id } of cloudState.publicIps.where((one) => one.serverNo === server.id))
      releaseAddress(cloudState, id);
  },
};

/** Puts a server into a status at once, canceling what was in progress. */
function drop(cloudState: NaverCloudState, { id }: Server, status: ServerStatus): void {
  cloudState.timeline.cancel((event) => event.id === id);
  cloudState.servers.patch(id, { status, operation: "NULL" });
}
