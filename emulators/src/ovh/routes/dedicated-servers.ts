import { type DedicatedServer, type DedicatedTask, dedicatedBoots, dedicatedTemplates } from "../dedicated-model.ts";
import { type EncodedTree, isoDate, isoDateOrNull, orNull } from "../encoding.ts";
import { badReference, busy, notFound, unknownService } from "../errors.ts";
import type { Call, Routes } from "./route.ts";

const SERVER = "/dedicated/server/{serviceName}";
const SERVICE = "/services/{serviceId}";

/** Dedicated servers of the account, and the services behind them (docs/api/ovh.md §4.7). */
export const dedicatedServerRoutes: Routes = {
  "GET /dedicated/server": {
    run: (call) => all(call).map(({ id }) => id),
    expand: (call, id) => {
      const found = all(call).find((one) => one.id === id);
      return found === undefined ? null : serverView(call, found);
    },
  },
  [`GET ${SERVER}`]: { run: (call) => serverView(call, theServer(call)) },
  [`PUT ${SERVER}`]: { run: edit },
  [`GET ${SERVER}/boot`]: { run: (call) => theServer(call) && dedicatedBoots.map(({ bootId }) => bootId) },
  [`GET ${SERVER}/boot/{bootId}`]: { run: (call) => ({ ...theBoot(call, call.param("bootId")) }) },
  [`GET ${SERVER}/install/compatibleTemplates`]: {
    run: (call) => theServer(call) && { ovh: Object.keys(dedicatedTemplates) },
  },
  [`POST ${SERVER}/reboot`]: {
    run: (call) => begin(call, "hardReboot", { rebootedAt: call.cloudState.timeline.now }),
  },
  [`POST ${SERVER}/reinstall`]: { run: reinstall },
  [`GET ${SERVER}/serviceInfos`]: { run: (call) => infosView(theServer(call)) },
  [`GET ${SERVER}/task`]: { run: taskIds },
  [`GET ${SERVER}/task/{taskId}`]: { run: (call) => taskView(theTask(call)) },
  [`GET ${SERVICE}`]: { run: (call) => serviceView(theService(call)) },
  [`PUT ${SERVICE}`]: { run: rename },
};

const all = ({ cloudState, account }: Call): DedicatedServer[] =>
  cloudState.dedicatedServers.where((one) => one.account === account);

function theServer(call: Call): DedicatedServer {
  const found = all(call).find(({ id }) => id === call.param("serviceName"));
  if (!found) throw unknownService();
  return found;
}

function theService(call: Call): DedicatedServer {
  const found = all(call).find(({ serviceId }) => String(serviceId) === call.param("serviceId"));
  if (!found) throw unknownService();
  return found;
}

function theBoot(call: Call, id: string): (typeof dedicatedBoots)[number] {
  theServer(call);
  const found = dedicatedBoots.find(({ bootId }) => String(bootId) === id);
  if (!found) throw notFound("boot", call.cloudState.switches);
  return found;
}

function serverView({ cloudState }: Call, server: DedicatedServer): EncodedTree {
  const { id, serviceId, ip, bootId, monitoring, rescueSshKey, rescueMail, os } = server;
  return {
    ...{ name: id, serverId: serviceId, ip, bootId, monitoring, state: "ok", powerState: "poweron", iam: null },
    os: cloudState.switches.dedicatedOs === "template" ? os : (dedicatedTemplates[os] ?? os),
    ...{ rescueMail: orNull(rescueMail), rescueSshKey: orNull(rescueSshKey), bootScript: null, rootDevice: null },
    ...{ efiBootloaderPath: null, noIntervention: false, reverse: `${id}.`, rack: "G120", newUpgradeSystem: true },
    ...{ availabilityZone: "eu-west-rbx-a", datacenter: "rbx8", region: "eu-west-rbx", linkSpeed: 1000 },
    ...{ commercialRange: "ADVANCE-1 | AMD EPYC 4244P", professionalUse: false, supportLevel: "pro" },
  };
}

const contact = "ex10001-ovh";

const infosView = ({ id, serviceId }: DedicatedServer): EncodedTree => ({
  ...{ serviceId, domain: id, status: "ok", creation: "2025-01-15", expiration: "2030-01-15", engagedUpTo: null },
  ...{ contactAdmin: contact, contactBilling: contact, contactTech: contact, canDeleteAtExpiration: true },
  ...{ renewalType: "automaticV2016", possibleRenewPeriod: [1, 12] },
  renew: { automatic: true, deleteAtExpiration: false, forced: false, manualPayment: false, period: 1 },
});

const serviceView = ({ id, serviceId, displayName }: DedicatedServer): EncodedTree => ({
  ...{ serviceId, parentServiceId: null, tags: [], customer: { contacts: [] } },
  route: { path: SERVER, url: `/dedicated/server/${id}`, vars: [{ key: "serviceName", value: id }] },
  resource: { name: id, displayName, state: "active", product: null, resellingProvider: "ovh.eu" },
  billing: {
    ...{ engagement: null, engagementRequest: null, expirationDate: null, group: null, lifecycle: null },
    ...{ nextBillingDate: null, plan: null, pricing: null, renew: null },
  },
});

function rename(call: Call): undefined {
  const { cloudState, body } = call;
  const { id, displayName } = theService(call);
  cloudState.timeline.after(cloudState.switches.serviceNameChange, {
    ...{ type: "service-renamed", id, displayName: body.get("displayName") ?? displayName },
  });
}

function edit(call: Call): undefined {
  const { cloudState, body } = call;
  const { id, bootId, monitoring, rescueSshKey, rescueMail } = theServer(call);
  cloudState.dedicatedServers.patch(id, {
    bootId: theBoot(call, String(body.int("bootId") ?? bootId)).bootId,
    monitoring: body.flag("monitoring") ?? monitoring,
    rescueSshKey: body.get("rescueSshKey") ?? rescueSshKey,
    rescueMail: body.get("rescueMail") ?? rescueMail,
  });
}

const tasksOf = (call: Call): DedicatedTask[] => {
  const { id } = theServer(call);
  return call.cloudState.dedicatedTasks.where(({ server }) => server === id);
};

function theTask(call: Call): DedicatedTask {
  const found = tasksOf(call).find(({ id }) => id === call.param("taskId"));
  if (!found) throw notFound("task", call.cloudState.switches);
  return found;
}

function taskIds(call: Call): EncodedTree {
  const { query } = call;
  const fits = (name: "function" | "status", task: DedicatedTask): boolean =>
    !query.has(name) || query.get(name) === task[name];
  return tasksOf(call)
    .filter((task) => fits("function", task) && fits("status", task))
    .map(({ id }) => Number(id));
}

const taskView = ({ id, function: name, status, createdAt, doneAt }: DedicatedTask): EncodedTree => ({
  ...{ taskId: Number(id), function: name, status, comment: null, startDate: isoDate(createdAt) },
  ...{ lastUpdate: isoDate(createdAt), doneDate: isoDateOrNull(doneAt), needSchedule: false, note: null },
  ...{ plannedInterventionId: null, tags: null, ticketReference: null },
});

/** The answer to a reinstallation has fewer fields. */
const startedView = ({ id, function: name, status, createdAt }: DedicatedTask): EncodedTree => ({
  ...{ taskId: Number(id), function: name, status, comment: "", startDate: isoDate(createdAt), doneDate: null },
});

function start(call: Call, name: DedicatedTask["function"], set: Partial<DedicatedServer>): DedicatedTask {
  const { cloudState, account } = call;
  const { id } = theServer(call);
  if (tasksOf(call).some(({ status }) => status === "init" || status === "doing"))
    throw busy(`Server ${id} has a task in progress`, cloudState.switches);
  const task = cloudState.dedicatedTasks.put({
    ...{ id: cloudState.number("dedicated task", 300_000_001), account, server: id, function: name, status: "doing" },
    ...{ createdAt: cloudState.timeline.now, doneAt: 0 },
  });
  const isDone = cloudState.switches.dedicatedTaskOutcome === "done";
  cloudState.timeline.after(cloudState.switches.dedicatedTask, {
    ...{ type: "dedicated", id, task: task.id, set: isDone ? set : {} },
  });
  return task;
}

const begin = (call: Call, name: DedicatedTask["function"], set: Partial<DedicatedServer>): EncodedTree =>
  taskView(start(call, name, set));

function reinstall(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const os = body.text("operatingSystem");
  if (!Object.hasOwn(dedicatedTemplates, os)) throw badReference("Template", os, cloudState.switches);
  const custom = body.object("customizations");
  return startedView(
    start(call, "reinstallServer", {
      ...{ os, hostname: custom?.get("hostname") ?? "", sshKey: custom?.get("sshKey") ?? "" },
    }),
  );
}
