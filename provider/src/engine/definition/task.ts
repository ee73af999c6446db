/** What a write of a step can be answered with, and what can become of it. */

/** An operation, task or job that a cloud answers a write with, and works on afterwards. */
export interface Task {
  /** For messages: `operation 5f3c…`. */
  name: string;
  /** Asks how it stands. Undefined: the cloud knows it no longer, and an observation tells what came of it. */
  state(): Promise<TaskState | undefined>;
}

export type TaskState =
  /** Also every word that is not known. */
  { is: "running"; words?: string | undefined } | { is: "done" } | { is: "failed"; why: string };

/** A cloud's words for the end of a task; every other one means that it goes on. */
export interface TaskWords {
  done: readonly string[];
  failed: readonly string[];
}

/** How a task stands, by the cloud's word for it. `why`: what else the cloud says of a failure. */
export function taskStateOf({ done, failed }: TaskWords, word: string, why?: string): TaskState {
  if (done.includes(word)) {
    return { is: "done" };
  }
  return failed.includes(word) ? { is: "failed", why: why ?? word } : { is: "running", words: word };
}

/** A cloud can accept a write and do nothing: then it is not seen after so many seconds, and nothing is under way. */
export interface IgnoredWrite<Context> {
  withinSeconds: number;
  /** What is known of the reasons, and where to look: whole sentences. */
  hint?(context: Context): string | Promise<string>;
}

/** A refusal that passes by itself: what was just deleted may go on holding something. It is asked again until then. */
export interface PassingRefusal<Context = void> {
  /** Completes "waiting …": `for its VMs to let go of it`. */
  waitingFor: string;
  /** Until the time of the operation is over, where absent. */
  limitSeconds?: number;
  isPassing(error: unknown, context: Context): boolean | Promise<boolean>;
}
