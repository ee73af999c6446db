import { type Task, taskStateOf } from "../../engine/definition/task.ts";
import { list, text } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { catalogOfService } from "./adopted-service.ts";
import {
  dedicatedBoot,
  dedicatedOf,
  dedicatedTask,
  dedicatedTemplates,
  serviceInfos,
  serviceOf,
} from "./dedicated-server-schemas.ts";
import { purgeableTask } from "./not-found.ts";
import type { Parameters } from "./request.ts";

export const SERVER = "/dedicated/server/{serviceName}";
const TASKS = `${SERVER}/task` as const;

/** Its other words are init, todo and doing (§4.7). */
const WORDS = { done: ["done"], failed: ["customerError", "ovhError", "cancelled"] };

const taskOf = (api: Ovh, serviceName: string, taskId: string): Task =>
  purgeableTask(
    `server task ${taskId}`,
    () => api.call(`GET ${TASKS}/{taskId}`, "read", { serviceName, taskId }, dedicatedTask),
    ({ function: name, status, comment }) => {
      const why = `${name ?? "it"} ended with ${status}`;
      return taskStateOf(WORDS, status, comment === undefined ? why : `${why} (${comment})`);
    },
  );

export async function rebootServer(api: Ovh, serviceName: string): Promise<Task> {
  const { taskId } = await api.call(`POST ${SERVER}/reboot`, "write", { serviceName }, dedicatedTask);
  return taskOf(api, serviceName, taskId);
}

/** The installation that is in progress, if there is one: an interrupted run, or one whose answer was lost, may have started it. */
export async function runningInstallation(api: Ovh, serviceName: string): Promise<Task | undefined> {
  const query = { serviceName, function: "reinstallServer" };
  const ids = await Promise.all(
    ["init", "todo", "doing"].map((status) => api.call(`GET ${TASKS}`, "read", { ...query, status }, list(text))),
  );
  const [running] = ids.flat();
  return running === undefined ? undefined : taskOf(api, serviceName, running);
}

export async function reinstallServer(api: Ovh, serviceName: string, parameters: Parameters): Promise<Task> {
  const given = { serviceName, ...parameters };
  const { taskId } = await api.call(`POST ${SERVER}/reinstall`, "write", given, dedicatedTask);
  return taskOf(api, serviceName, taskId);
}

export const readServer = (api: Ovh, serviceName: string) =>
  api.call(`GET ${SERVER}`, "read", { serviceName }, dedicatedOf(serviceName));

/** The number of the service behind a server, which its name in the panel belongs to. */
async function serviceIdOf(api: Ovh, serviceName: string): Promise<string> {
  return (await api.call(`GET ${SERVER}/serviceInfos`, "read", { serviceName }, serviceInfos)).serviceId;
}

export async function findDisplayName(api: Ovh, serviceName: string): Promise<string> {
  const serviceId = await serviceIdOf(api, serviceName);
  const { resource } = await api.call("GET /services/{serviceId}", "read", { serviceId }, serviceOf(serviceId));
  return resource.displayName ?? "";
}

export async function setDisplayName(api: Ovh, serviceName: string, displayName: string | undefined): Promise<void> {
  const serviceId = await serviceIdOf(api, serviceName);
  await api.command("PUT /services/{serviceId}", "idempotent", { serviceId, displayName });
}

/** What a server can boot. Scope: the server. */
export const dedicatedBoots = catalogOfService("boot", async (api, serviceName) => {
  const all = `GET ${SERVER}/boot` as const;
  const ids = await api.call(all, "read", { serviceName }, list(text));
  const boots = await Promise.all(
    ids.map((bootId) => api.call(`${all}/{bootId}`, "read", { serviceName, bootId }, dedicatedBoot)),
  );
  return boots.map(({ bootId, bootType }) => ({ id: bootId, name: bootType }));
});

/** The operating systems that can be installed, which have no ID. Scope: the server. */
export const dedicatedSystems = catalogOfService("operating system", async (api, serviceName) => {
  const call = `GET ${SERVER}/install/compatibleTemplates` as const;
  return (await api.call(call, "read", { serviceName }, dedicatedTemplates)).ovh.map((name) => ({ id: name, name }));
});
