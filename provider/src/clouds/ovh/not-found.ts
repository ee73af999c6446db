import type { Task, TaskState } from "../../engine/definition/task.ts";
import { CloudError } from "../../http/errors.ts";

/** Undefined if OVHcloud does not find it. */
export async function unlessNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CloudError && error.kind === "notFound") {
      return undefined;
    }
    throw error;
  }
}

/** Operations and tasks are forgotten after a while; then only the object shows the outcome (§5.2). */
export const purgeableTask = <Row>(name: string, read: () => Promise<Row>, stateOf: (row: Row) => TaskState): Task => ({
  name,
  state: async () => {
    const row = await unlessNotFound(read());
    return row === undefined ? undefined : stateOf(row);
  },
});
