import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { type Task, type TaskState, taskStateOf } from "../../engine/definition/task.ts";
import { CancelledError, messageOf } from "../../engine/errors.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { purgeableTask } from "./not-found.ts";
import { type OperationRow, operationOf } from "./operation-schemas.ts";

/** What calls of a region answer with: an operation, which names what it makes once it has begun (§5.1). */

const WORDS = { done: ["completed"], failed: ["in-error", "canceled"] };

const fetchOperation = (api: Ovh, serviceName: string, operationId: string): Promise<OperationRow> =>
  api.call(
    "GET /cloud/project/{serviceName}/operation/{operationId}",
    "read",
    { serviceName, operationId },
    operationOf(operationId),
  );

const stateOf = ({ status, action }: OperationRow): TaskState =>
  taskStateOf(WORDS, status, `${action ?? "it"} ended with the status ${status}`);

/** Follows an operation of which nothing is to be learned but its end. */
export const operationTask = (api: Ovh, serviceName: string, { id }: { id: string }): Task =>
  purgeableTask(`operation ${id}`, () => fetchOperation(api, serviceName, id), stateOf);

const idsIn = ({ resourceId, subOperations }: OperationRow): string[] =>
  [resourceId, ...subOperations.map((sub) => sub.resourceId)].filter((id) => id !== undefined);

interface Made {
  serviceName: string;
  /** Sends the call that creates the object. */
  send(): Promise<OperationRow>;
  /** The objects that could be the new one, by ID and name. */
  list(): Promise<readonly { id: string; name: string }[]>;
  name: string;
}

/**
 * The ID of the object that an operation makes, once the operation names it or has ended. Where it names it is not known,
 * and an operation can make several objects: only one that the list has is taken (§3.4).
 */
export async function createByOperation(
  { api, poll }: Pick<BaseOperationContext<Ovh, object, object>, "api" | "poll">,
  { serviceName, send, list, name }: Made,
): Promise<string> {
  const before = new Set((await list()).map(({ id }) => id));
  const { id: operationId } = await send();
  try {
    const { made, state } = await poll(
      `operation ${operationId} to name what it creates`,
      async () => {
        const operation = await fetchOperation(api, serviceName, operationId);
        const state = stateOf(operation);
        const named = idsIn(operation);
        if (state.is === "running" && named.length === 0) {
          return { made: undefined, state };
        }
        const fresh = (await list()).filter(({ id }) => !before.has(id));
        return { made: fresh.find(({ id }) => named.includes(id)) ?? fresh.find((one) => one.name === name), state };
      },
      (seen) => seen.made !== undefined || seen.state.is === "failed",
    );
    if (made !== undefined) {
      return made.id;
    }
    throw new Error(state.is === "failed" ? state.why : "nothing new is visible");
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    // The request was accepted, so that the object may exist: the engine looks for its name.
    throw new CloudError({
      ...{ kind: "unavailable", cloud: "OVHcloud", call: `operation ${operationId}`, effect: "unknown" },
      words: messageOf(error),
      nextStep: "",
      cause: error,
    });
  }
}
