import type { Catalog } from "../../engine/definition/catalog.ts";
import { type Task, taskStateOf } from "../../engine/definition/task.ts";
import type { Ovh } from "./account.ts";
import { unlessNotFound } from "./not-found.ts";
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
  return {
    name: `VPS task ${id}`,
    state: async () => {
      const task = await unlessNotFound(api.call(`GET ${VPS}/tasks/{id}`, "read", { serviceName, id }, vpsTask));
      return task === undefined
        ? undefined
        : taskStateOf(WORDS, task.state, `${task.type ?? "it"} ended in ${task.state}`);
    },
  };
}

/** The one snapshot of a VPS, if it has one. */
export const findSnapshot = (api: Ovh, serviceName: string) =>
  unlessNotFound(api.call(`GET ${VPS}/snapshot`, "read", { serviceName }, vpsSnapshot));

/** The images that a VPS can be rebuilt with. Scope: the VPS. */
export const vpsImages: Catalog<Ovh> = {
  noun: "VPS image",
  list: async (api, serviceName) => {
    if (serviceName === "" || serviceName.includes("/")) {
      return [];
    }
    const list = `GET ${VPS}/images/available` as const;
    const ids = await api.call(list, "read", { serviceName }, vpsImageIds);
    return Promise.all(ids.map((id) => api.call(`${list}/{id}`, "read", { serviceName, id }, vpsImage)));
  },
};
