import { availableParallelism } from "node:os";
import type { Stack } from "@pulumi/pulumi/automation/index.js";

/**
 * The result for one stack. `skipped`: it was not started, because the whole run was aborted or another stack had
 * failed.
 */
export type Outcome<T, S = Stack> =
  | { stack: S; is: "succeeded"; result: T }
  | { stack: S; is: "failed"; error: Error }
  | { stack: S; is: "skipped"; why: "aborted" | "failure" };

/** A stack has started or finished. `done` counts the stacks finished so far. */
export type Progress<T, S = Stack> = (Outcome<T, S> | { stack: S; is: "started" }) & { done: number; total: number };

export interface FleetOptions<T, S = Stack> {
  /** How many stacks to run at once; default: one for each core. Each runs its own Pulumi CLI, of about 200 MB. */
  concurrency?: number;
  /** Starts no further stack once one has failed. Stacks that are running finish. */
  stopOnFailure?: boolean;
  /** Aborting it interrupts the running stacks, as Ctrl-C does, and starts no further one. */
  signal?: AbortSignal;
  onProgress?(progress: Progress<T, S>): void;
}

export interface FleetSummary<T, S = Stack> {
  /** In the order of the given stacks. */
  outcomes: Outcome<T, S>[];
  succeeded: number;
  failed: number;
  skipped: number;
}

/** The work for one stack. */
export type Work<T, S = Stack> = (stack: S, signal: AbortSignal | undefined) => Promise<T>;

/** Does the work for each stack, `concurrency` at once. Never rejects because of an error thrown by the work. */
export async function all<T, S>(
  stacks: readonly S[],
  { concurrency = availableParallelism(), stopOnFailure = false, signal, onProgress }: FleetOptions<T, S>,
  work: Work<T, S>,
): Promise<FleetSummary<T, S>> {
  const outcomes: Outcome<T, S>[] = [];
  const count = (is: Outcome<T, S>["is"]) => outcomes.filter((outcome) => outcome.is === is).length;
  // A queue shared by the workers.
  const queue = stacks.entries();
  let done = 0;
  const drain = async () => {
    for (const [index, stack] of queue) {
      const why = signal?.aborted ? "aborted" : stopOnFailure && count("failed") > 0 ? "failure" : undefined;
      if (why === undefined) {
        onProgress?.({ stack, is: "started", done, total: stacks.length });
      }
      const outcome: Outcome<T, S> =
        why === undefined ? await outcomeOf(stack, work, signal) : { stack, is: "skipped", why };
      outcomes[index] = outcome;
      done += 1;
      onProgress?.({ ...outcome, done, total: stacks.length });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.floor(concurrency)) }, drain));
  return { outcomes, succeeded: count("succeeded"), failed: count("failed"), skipped: count("skipped") };
}

async function outcomeOf<T, S>(stack: S, work: Work<T, S>, signal: AbortSignal | undefined): Promise<Outcome<T, S>> {
  try {
    return { stack, is: "succeeded", result: await work(stack, signal) };
  } catch (error) {
    return { stack, is: "failed", error: error instanceof Error ? error : new Error(String(error)) };
  }
}
