/** The possible answers to the write of a step, and their outcomes. */

/** An operation, task or job that a cloud answers a write with, and works on afterwards. */
export interface Task {
  /** For messages: `operation 5f3c…`. */
  name: string;
  /** Asks for its state. Undefined: the cloud no longer knows it, and an observation shows the outcome. */
  state(): Promise<TaskState | undefined>;
}

export type TaskState =
  /** Also for every unknown status. */
  { is: "running"; words?: string | undefined } | { is: "done" } | { is: "failed"; why: string };

/** A cloud's words for the end of a task; any other word means that it continues. */
export interface TaskWords {
  done: readonly string[];
  failed: readonly string[];
}

/** The state of a task by the cloud's word for it. `why`: what else the cloud says about a failure. */
export function taskStateOf({ done, failed }: TaskWords, word: string, why?: string): TaskState {
  if (done.includes(word)) {
    return { is: "done" };
  }
  return failed.includes(word) ? { is: "failed", why: why ?? word } : { is: "running", words: word };
}

/** A cloud may accept a write and do nothing: the result is not visible after this many seconds, and nothing is in progress. */
export interface IgnoredWrite<Context> {
  withinSeconds: number;
  /** Known reasons, and where to look: whole sentences. */
  hint?(context: Context): string | Promise<string>;
}

/** A refusal that passes by itself: a deleted object may still hold something. The call is repeated until then. */
export interface PassingRefusal<Context = void> {
  /** Completes "waiting …": `for its VMs to let go of it`. */
  waitingFor: string;
  /** Default: until the operation's deadline. */
  limitSeconds?: number;
  isPassing(error: unknown, context: Context): boolean | Promise<boolean>;
  /** What it waits for, by name, if this lasts: a user may have to remove it. One request for each object is fine. */
  holders?(context: Context): Promise<readonly string[]>;
}

/** A refusal for one operation. */
export function refusalIn<Context>(
  refusal: PassingRefusal<Context> | undefined,
  context: Context,
): PassingRefusal | undefined {
  return (
    refusal && {
      ...refusal,
      isPassing: (error) => refusal.isPassing(error, context),
      holders: async () => (await refusal.holders?.(context)) ?? [],
    }
  );
}
