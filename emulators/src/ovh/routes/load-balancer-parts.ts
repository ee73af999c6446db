import type { Table } from "../../core/store.ts";
import { changeBalancer, removeChildren } from "../balancers.ts";
import { type EncodedTree, orNull } from "../encoding.ts";
import { badReference, conflict, notFound } from "../errors.ts";
import type { BalancerPart, HealthMonitor, L7Policy, L7Rule, Listener, Member, Pool } from "../model.ts";
import { activeRegion } from "./catalog.ts";
import type { Fields } from "./fields.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** The parts of load balancers. Each change of one is a change of its balancer (docs/api/ovh.md §4.10). */
export const loadBalancerPartRoutes: Routes = under("/cloud/project/{serviceName}/region/{regionName}/loadbalancing", {
  "GET /listener": (call) => all(call, listeners(call), "loadbalancerId", "loadBalancerId").map(listenerView),
  "POST /listener": createListener,
  "GET /listener/{listenerId}": (call) => listenerView(the(call, listeners(call), "listener", "listenerId")),
  "PUT /listener/{listenerId}": editListener,
  "DELETE /listener/{listenerId}": (call) =>
    drop(call, listeners(call), the(call, listeners(call), "listener", "listenerId")),
  "GET /pool": (call) => all(call, pools(call), "loadbalancerId", "loadBalancerId").map(poolView),
  "POST /pool": createPool,
  "GET /pool/{poolId}": (call) => poolView(thePool(call)),
  "PUT /pool/{poolId}": editPool,
  "DELETE /pool/{poolId}": (call) => drop(call, pools(call), thePool(call)),
  "GET /pool/{poolId}/member": (call) => membersOf(call).map(memberView),
  "POST /pool/{poolId}/member": createMembers,
  "GET /pool/{poolId}/member/{memberId}": (call) => memberView(theMember(call)),
  "PUT /pool/{poolId}/member/{memberId}": editMember,
  "DELETE /pool/{poolId}/member/{memberId}": (call) => drop(call, call.cloudState.members, theMember(call)),
  "GET /healthMonitor": (call) => all(call, call.cloudState.healthMonitors, "poolId", "poolId").map(monitorView),
  "POST /healthMonitor": createMonitor,
  "GET /healthMonitor/{healthMonitorId}": (call) => monitorView(theMonitor(call)),
  "PUT /healthMonitor/{healthMonitorId}": editMonitor,
  "DELETE /healthMonitor/{healthMonitorId}": (call) => drop(call, call.cloudState.healthMonitors, theMonitor(call)),
  "GET /l7Policy": (call) => all(call, call.cloudState.l7Policies, "listenerId", "listenerId").map(policyView),
  "POST /l7Policy": createPolicy,
  "GET /l7Policy/{l7PolicyId}": (call) => policyView(thePolicy(call)),
  "PUT /l7Policy/{l7PolicyId}": editPolicy,
  "DELETE /l7Policy/{l7PolicyId}": (call) => drop(call, call.cloudState.l7Policies, thePolicy(call)),
  "GET /l7Policy/{l7PolicyId}/l7Rule": (call) => rulesOf(call).map(ruleView),
  "POST /l7Policy/{l7PolicyId}/l7Rule": createRule,
  "DELETE /l7Policy/{l7PolicyId}/l7Rule/{l7RuleId}": deleteRule,
});

const listeners = ({ cloudState }: Call): Table<Listener> => cloudState.listeners;
const pools = ({ cloudState }: Call): Table<Pool> => cloudState.pools;

/** The rows of the region, of one parent if the query names it. */
function all<Row extends BalancerPart, K extends keyof Row>(
  call: Call,
  table: Table<Row>,
  query: string,
  key: K,
): Row[] {
  const wanted = call.query.get(query);
  const rows = call.cloudState.inProject(table, projectOf(call).id, activeRegion(call).id);
  return rows.filter((row) => wanted === null || row[key] === wanted);
}

function the<Row extends BalancerPart>(call: Call, table: Table<Row>, kind: string, param: string): Row {
  const id = call.param(param);
  const found = call.cloudState
    .inProject(table, projectOf(call).id, activeRegion(call).id)
    .find((row) => row.id === id);
  if (!found) throw notFound(kind, call.cloudState.switches);
  return found;
}

const thePool = (call: Call): Pool => the(call, pools(call), "pool", "poolId");
const theMonitor = (call: Call): HealthMonitor =>
  the(call, call.cloudState.healthMonitors, "health monitor", "healthMonitorId");
const thePolicy = (call: Call): L7Policy => the(call, call.cloudState.l7Policies, "L7 policy", "l7PolicyId");

/** What a body refers to in the region. */
function named<Row extends BalancerPart>(call: Call, table: Table<Row>, kind: string, id: string): Row {
  const found = table.find(id);
  if (!found || found.project !== projectOf(call).id) throw badReference(kind, id, call.cloudState.switches);
  return found;
}

/** What every new part has, once its balancer takes the change. */
function part(call: Call, loadBalancerId: string, name: string) {
  const { cloudState, account } = call;
  changeBalancer(cloudState, loadBalancerId);
  const place = { account, project: projectOf(call).id, region: activeRegion(call).id };
  return { id: cloudState.ids.uuid(), ...place, loadBalancerId, name, status: "creating" } as const;
}

function drop<Row extends BalancerPart>(call: Call, table: Table<Row>, { id, loadBalancerId }: Row): undefined {
  changeBalancer(call.cloudState, loadBalancerId);
  removeChildren(call.cloudState, id);
  table.delete(id);
}

const balancerOf = (call: Call): string => {
  const id = call.body.text("loadbalancerId");
  const found = call.cloudState.loadBalancers.find(id);
  if (!found || found.project !== projectOf(call).id) throw badReference("Load balancer", id, call.cloudState.switches);
  return id;
};

const statuses = ({ status }: BalancerPart) => ({
  provisioningStatus: status,
  operatingStatus: status === "active" ? "online" : "offline",
});
const orNone = (value: number): number | null => (value === 0 ? null : value);
const orNoList = (list: readonly string[]): readonly string[] | null => (list.length === 0 ? null : list);

function listenerView(row: Listener): EncodedTree {
  const { id, name, loadBalancerId, protocol, port, timeoutClientData, timeoutMemberData } = row;
  return {
    ...{ id, name, loadBalancerIds: [loadBalancerId], protocol, port, ...statuses(row) },
    ...{ defaultPoolId: orNull(row.defaultPoolId), certificateId: orNull(row.certificateId) },
    ...{ description: orNull(row.description), allowedCidrs: orNoList(row.allowedCidrs) },
    ...{ timeoutClientData: orNone(timeoutClientData), timeoutMemberData: orNone(timeoutMemberData) },
    tlsVersions: orNoList(row.tlsVersions),
  };
}

const changeable = (call: Call, body: Fields) => {
  const defaultPoolId = body.get("defaultPoolId");
  if (defaultPoolId !== undefined) named(call, pools(call), "Pool", defaultPoolId);
  return defined({
    ...{ name: body.get("name"), defaultPoolId, certificateId: body.get("certificateId") },
    ...{ description: body.get("description"), allowedCidrs: body.texts("allowedCidrs") },
  });
};

/** A change: what the body leaves out stays. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function createListener(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const loadBalancerId = balancerOf(call);
  const [name, protocol, port] = [body.text("name"), body.text("protocol"), body.int("port") ?? 0];
  const change = changeable(call, body);
  if (listeners(call).where((one) => one.loadBalancerId === loadBalancerId && one.port === port).length > 0)
    throw conflict(`Another Listener on this Load Balancer is already using port ${port}`);
  return listenerView(
    cloudState.listeners.put({
      ...{ defaultPoolId: "", certificateId: "", description: "", allowedCidrs: [], ...change },
      ...{ ...part(call, loadBalancerId, name), protocol, port, tlsVersions: body.texts("tlsVersions") ?? [] },
      timeoutClientData: body.int("timeoutClientData") ?? 0,
      timeoutMemberData: body.int("timeoutMemberData") ?? 0,
    }),
  );
}

function editListener(call: Call): EncodedTree {
  const row = the(call, listeners(call), "listener", "listenerId");
  const change = changeable(call, call.body);
  changeBalancer(call.cloudState, row.loadBalancerId);
  call.cloudState.listeners.patch(row.id, { ...change, status: "updating" });
  return listenerView(the(call, listeners(call), "listener", "listenerId"));
}

function poolView(row: Pool): EncodedTree {
  const { id, name, loadBalancerId, algorithm, protocol, persistence, cookieName } = row;
  const session = { type: persistence, ...(cookieName === "" ? { cookieName: "" } : { cookieName }) };
  return {
    ...{ id, name, loadbalancerId: loadBalancerId, listenerId: null, algorithm, protocol, ...statuses(row) },
    sessionPersistence: persistence === "" ? null : session,
  };
}

function sessionIn(body: Fields): Partial<Pick<Pool, "persistence" | "cookieName">> {
  const given = body.object("sessionPersistence");
  if (given === undefined) return {};
  const type = given.text("type");
  return { persistence: type === "disabled" ? "" : type, cookieName: given.get("cookieName") ?? "" };
}

function createPool(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const [algorithm, protocol] = [body.text("algorithm"), body.text("protocol")];
  const base = part(call, balancerOf(call), body.get("name") ?? "");
  const session = { persistence: "", cookieName: "", ...sessionIn(body) };
  return poolView(cloudState.pools.put({ ...base, algorithm, protocol, ...session }));
}

function editPool(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const row = thePool(call);
  changeBalancer(cloudState, row.loadBalancerId);
  const change = defined({ name: body.get("name"), algorithm: body.get("algorithm") });
  cloudState.pools.patch(row.id, { ...change, ...sessionIn(body), status: "updating" });
  return poolView(thePool(call));
}

const membersOf = (call: Call): Member[] => {
  const { id } = thePool(call);
  return call.cloudState.members.where(({ poolId }) => poolId === id);
};

function theMember(call: Call): Member {
  const found = membersOf(call).find(({ id }) => id === call.param("memberId"));
  if (!found) throw notFound("member", call.cloudState.switches);
  return found;
}

function memberView(row: Member): EncodedTree {
  const { id, name, address, protocolPort, weight } = row;
  return { id, name, address, protocolPort, weight, ...statuses(row) };
}

function createMembers(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const { id: poolId, loadBalancerId } = thePool(call);
  const wanted = (body.objects("members") ?? []).map((one) => ({
    ...{ name: one.get("name") ?? "", address: one.text("address"), protocolPort: one.int("protocolPort") ?? 0 },
    weight: one.int("weight") ?? 1,
  }));
  const isTaken = wanted.some(({ address, protocolPort }) =>
    membersOf(call).some((one) => one.address === address && one.protocolPort === protocolPort),
  );
  if (isTaken) throw conflict("Another member on this pool is already using the address and port");
  const [first, ...others] = wanted;
  if (first === undefined) return [];
  const base = part(call, loadBalancerId, first.name);
  const made = [
    cloudState.members.put({ ...base, ...first, poolId }),
    ...others.map((one) => cloudState.members.put({ ...base, id: cloudState.ids.uuid(), ...one, poolId })),
  ];
  return (cloudState.switches.createdMembers === "all" ? membersOf(call) : made).map(memberView);
}

function editMember(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const row = theMember(call);
  changeBalancer(cloudState, row.loadBalancerId);
  const change = defined({ name: body.get("name"), weight: body.int("weight") });
  cloudState.members.patch(row.id, { ...change, status: "updating" });
  return memberView(theMember(call));
}

function monitorView(row: HealthMonitor): EncodedTree {
  const { id, name, poolId, monitorType, delay, timeout, maxRetries, maxRetriesDown } = row;
  const { httpMethod, httpVersion, urlPath, expectedCodes, domainName } = row;
  const http = { httpMethod, httpVersion: orNull(httpVersion), urlPath, expectedCodes, domainName };
  return {
    ...{ id, name, poolId, monitorType, delay, timeout, maxRetries, maxRetriesDown, ...statuses(row) },
    httpConfiguration: httpMethod === "" ? null : http,
  };
}

function probeIn(body: Fields) {
  const http = body.object("httpConfiguration");
  const own = defined({
    ...{ name: body.get("name"), delay: body.int("delay"), timeout: body.int("timeout") },
    ...{ maxRetries: body.int("maxRetries"), maxRetriesDown: body.int("maxRetriesDown") },
  });
  if (http === undefined) return own;
  return {
    ...{ ...own, httpMethod: http.text("httpMethod"), httpVersion: http.get("httpVersion") ?? "1.0" },
    ...{ urlPath: http.get("urlPath") ?? "/", expectedCodes: http.get("expectedCodes") ?? "200" },
    domainName: http.get("domainName") ?? "",
  };
}

function createMonitor(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const pool = named(call, pools(call), "Pool", body.text("poolId"));
  const monitorType = body.text("monitorType");
  if (cloudState.healthMonitors.where(({ poolId }) => poolId === pool.id).length > 0)
    throw conflict(`This pool already has a health monitor`);
  const none = { httpMethod: "", httpVersion: "", urlPath: "", expectedCodes: "", domainName: "" };
  return monitorView(
    cloudState.healthMonitors.put({
      ...{ delay: 0, timeout: 0, maxRetries: 0, maxRetriesDown: 3, ...none, ...probeIn(body) },
      ...{ ...part(call, pool.loadBalancerId, body.text("name")), poolId: pool.id, monitorType },
    }),
  );
}

function editMonitor(call: Call): EncodedTree {
  const row = theMonitor(call);
  changeBalancer(call.cloudState, row.loadBalancerId);
  call.cloudState.healthMonitors.patch(row.id, { ...probeIn(call.body), status: "updating" });
  return monitorView(theMonitor(call));
}

function policyView(row: L7Policy): EncodedTree {
  const { id, name, listenerId, action, description, position, redirectHttpCode } = row;
  return {
    ...{ id, name, listenerId, action, description, position, redirectHttpCode: orNone(redirectHttpCode) },
    ...{ redirectPoolId: orNull(row.redirectPoolId), redirectPrefix: orNull(row.redirectPrefix) },
    ...{ redirectUrl: orNull(row.redirectUrl), ...statuses(row) },
  };
}

const policyIn = (body: Fields) =>
  defined({
    ...{ name: body.get("name"), action: body.get("action"), description: body.get("description") },
    ...{ position: body.int("position"), redirectHttpCode: body.int("redirectHttpCode") },
    ...{ redirectPoolId: body.get("redirectPoolId"), redirectPrefix: body.get("redirectPrefix") },
    redirectUrl: body.get("redirectUrl"),
  });

function createPolicy(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const listener = named(call, listeners(call), "Listener", body.text("listenerId"));
  const action = body.text("action");
  const position = cloudState.l7Policies.where(({ listenerId }) => listenerId === listener.id).length + 1;
  const none = { redirectHttpCode: 0, redirectPoolId: "", redirectPrefix: "", redirectUrl: "", description: "" };
  const given = { ...none, position, ...policyIn(body) };
  const base = part(call, listener.loadBalancerId, body.get("name") ?? "");
  return policyView(cloudState.l7Policies.put({ ...given, ...base, listenerId: listener.id, action }));
}

function editPolicy(call: Call): EncodedTree {
  const row = thePolicy(call);
  call.body.text("action");
  changeBalancer(call.cloudState, row.loadBalancerId);
  call.cloudState.l7Policies.patch(row.id, { ...policyIn(call.body), status: "updating" });
  return policyView(thePolicy(call));
}

const rulesOf = (call: Call): L7Rule[] => {
  const { id } = thePolicy(call);
  return call.cloudState.l7Rules.where(({ policyId }) => policyId === id);
};

function ruleView(row: L7Rule): EncodedTree {
  const { id, ruleType, compareType, value, key, invert } = row;
  return { id, ruleType, compareType, value, key, invert, ...statuses(row) };
}

function createRule(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const policy = thePolicy(call);
  const [ruleType, compareType, value] = [body.text("ruleType"), body.text("compareType"), body.text("value")];
  const base = part(call, policy.loadBalancerId, "");
  return ruleView(
    cloudState.l7Rules.put({
      ...{ ...base, policyId: policy.id, ruleType, compareType, value },
      ...{ key: body.get("key") ?? "", invert: body.flag("invert") ?? false },
    }),
  );
}

function deleteRule(call: Call): undefined {
  const found = rulesOf(call).find(({ id }) => id === call.param("l7RuleId"));
  if (!found) throw notFound("L7 rule", call.cloudState.switches);
  drop(call, call.cloudState.l7Rules, found);
}
