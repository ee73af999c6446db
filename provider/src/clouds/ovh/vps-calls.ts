import { type Task, taskStateOf } from "../../engine/definition/task.ts";
import type { Ovh } from "./account.ts";
import { catalogOfService } from "./adopted-service.ts";
import { purgeableTask, unlessNotFound } from "./not-found.ts";
import type { Parameters } from "./request.ts";
import { vpsImage, vpsImageIds, vpsSnapshot, vpsTask } from "./vps-schemas.ts";

export const VPS = "/vps/{serviceName}";

/** Its other words are todo, doing, paused, blocked and waitingAck (§4.6). */
const WORDS = { done: ["done"], failed: ["error", "cancelled"] };

/** Starts something that a VPS answers with a task; tasks are purged at some time (§5.1). */
export async function startTask(
  api: Ovh,
  serviceName: string,
  [method, path, parameters]: readonly ["POST" | "DELETE", string, Parameters?],
): Promise<Task> {
  const safety = method === "DELETE" ? "idempotent" : "write";
  const { id } = await api.call(`${method} ${VPS}/${path}`, safety, { serviceName, ...parameters }, vpsTask);
  return purgeableTask(
    `VPS task ${id}`,
    () => api.call(`GET ${VPS}/tasks/{id}`, "read", { serviceName, id }, vpsTask),
    ({ type, state }) => taskStateOf(WORDS, state, `${type ?? "it"} ended in ${state}`),
  );
}

/** The one snapshot of a VPS, if it has one. */
export const findSnapshot = (api: Ovh, serviceName: string) =>
  unlessNotFound(api.call(`GET ${VPS}/snapshot`, "read", { serviceName }, vpsSnapshot));

/** The images that a VPS can be rebuilt with. Scope: the VPS. */
export const vpsImages = catalogOfService("VPS image", async (api, serviceName) => {
  const all = `GET ${VPS}/images/available` as const;
  const ids = await api.call(all, "read", { serviceName }, vpsImageIds);
  return Promise.all(ids.map((id) => api.call(`${all}/{id}`, "read", { serviceName, id }, vpsImage)));
});
