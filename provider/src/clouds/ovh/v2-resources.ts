import { z } from "zod";
import type { Task } from "../../engine/definition/task.ts";
import { taskStateOf } from "../../engine/definition/task.ts";
import type { Phase } from "../../engine/definition/view.ts";
import { optionalList, optionalText, record, text } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";

/** What every object of the API's v2 has: what is wanted, what is there, and what is being done about it (§3.6). */

const task = record({ type: optionalText, status: optionalText, errors: optionalList(record({ message: text })) });

export const v2Envelope = {
  id: text,
  checksum: text,
  createdAt: optionalText,
  resourceStatus: text,
  currentTasks: optionalList(task),
};
const v2Row = z.object(v2Envelope);
export type V2Row = z.output<typeof v2Row>;

const WORDS = { done: ["READY"], failed: ["ERROR"] };

/** The errors of its tasks, else its status. */
const v2Trouble = ({ currentTasks, resourceStatus }: V2Row): string => {
  const said = currentTasks.flatMap(({ errors }) => errors.map(({ message }) => message));
  return said.length === 0 ? resourceStatus : `${resourceStatus}: ${said.join("; ")}`;
};

export function v2State(row: V2Row): Phase {
  const state = taskStateOf(WORDS, row.resourceStatus, v2Trouble(row));
  if (state.is === "failed") return state;
  // Out of sync without a task: somebody changed it elsewhere, and nothing is in progress.
  const isIdle = row.resourceStatus === "OUT_OF_SYNC" && row.currentTasks.length === 0;
  return { is: state.is === "done" || isIdle ? "ready" : "pending" };
}

/** Follows the change of an object until it is ready. */
export const v2Task = (name: string, get: () => Promise<V2Row>): Task => ({
  name,
  state: async () => {
    const row = await get();
    return taskStateOf(WORDS, row.resourceStatus, v2Trouble(row));
  },
});

/** The object was changed between the read of its checksum and the write (§5.4). */
export const STALE_CHECKSUM = {
  waitingFor: "for another change of it to end",
  limitSeconds: 60,
  isPassing: (error: unknown) => error instanceof CloudError && error.kind === "conflict",
};
