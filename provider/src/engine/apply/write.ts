import { CloudError } from "../../http/errors.ts";
import type { PassingRefusal, Task } from "../definition/task.ts";
import type { AnyObserved } from "../definition/view.ts";
import { DeadlineError, RefusedError } from "../errors.ts";
import { phaseOf } from "../observe/observe.ts";
import type { Operation } from "./operation.ts";
import { poll, waitUntil, waitWithin } from "./waits.ts";

/**
 * One write and what becomes of it, the same for every step: accepted, an observation is waited for; refused, or of an
 * unknown effect, an observation tells whether it is done all the same. An error's text never does.
 */
export interface Write {
  /** Completes "waiting for it …": `to be resized`. */
  what: string;
  // biome-ignore lint/suspicious/noConfusingVoidType: most clouds answer with nothing to follow.
  send(): Promise<Task | void>;
  /** Whether the current observation shows it. */
  isDone(observed: AnyObserved): boolean;
  /** `isDone` says nothing of a write that failed, as it could be said before. */
  provesNothing?: boolean | undefined;
  /** Called when the cloud has accepted it, and has ended the task that it answered with. */
  accepted?: (() => void) | undefined;
  /** Answers whether it was seen in time, instead of waiting until the time of the operation is over. */
  limitSeconds?: number | undefined;
  /** A cloud can accept it and do nothing; what the user reads then, after the words that say so. */
  ignored?: { withinSeconds: number; advice(): Promise<string> } | undefined;
  /** A refusal that passes by itself. */
  passing?: PassingRefusal | undefined;
  /** A refusal that the caller knows what to do about. */
  isExpected?: ((error: unknown) => boolean) | undefined;
}

/** Seconds in which a write whose answer was lost shows itself, or one that is refused because it is under way already. */
const SHOWN_WITHIN = 120;

/** Sends a write and waits until it is seen to be done. With a limit, answers whether it was in time. */
export async function carryOut(operation: Operation, write: Write): Promise<boolean> {
  return waitForOutcome(operation, write, await attempt(operation, write));
}

/** Sends a write of which nothing further is asked. One that fails has failed only if the observation does not show it. */
export async function sendUnlessDone(operation: Operation, write: Write): Promise<void> {
  const failure = await attempt(operation, write);
  if (failure !== undefined) {
    await waitForOutcome(operation, write, failure);
  }
}

async function waitForOutcome(operation: Operation, write: Write, failure: unknown): Promise<boolean> {
  const startedAt = operation.session.clock.now();
  const limit = failure === undefined ? write.ignored?.withinSeconds : shownWithin(failure);
  const isOver = (observed: AnyObserved): boolean => {
    const phase = phaseOf(operation.definition, observed)?.is;
    if (phase === "failed") {
      throw failure ?? endedInError(operation, write.what);
    }
    if (phase !== "pending" && write.isDone(observed)) {
      return true;
    }
    const elapsed = operation.session.clock.now() - startedAt;
    if (phase !== "pending" && limit !== undefined && elapsed >= limit * 1000) {
      throw failure ?? new WasIgnored(write.what);
    }
    return false;
  };
  try {
    if (write.limitSeconds !== undefined) {
      return await waitWithin(operation, write.limitSeconds, write.what, isOver, failure !== undefined);
    }
    await waitUntil(operation, write.what, isOver, failure !== undefined);
    return true;
  } catch (error) {
    if (failure !== undefined && !operation.session.signal.aborted) {
      throw failure;
    }
    throw error instanceof WasIgnored ? await ignoredError(operation, write, error) : error;
  }
}

/** Carries a write out that no view shows: another call tells of it. */
export async function carryOutElsewhere<T>(
  operation: Operation,
  { what, send, get, isDone }: Pick<Write, "what" | "send"> & { get(): Promise<T>; isDone(value: T): boolean },
): Promise<void> {
  const failure = await attempt(operation, { what, send, isDone: () => false });
  const limit = failure === undefined ? undefined : shownWithin(failure);
  await poll(operation, what, get, isDone, limit).catch((error: unknown) => {
    throw operation.session.signal.aborted ? error : (failure ?? error);
  });
}

/** Sends a write, and follows the task that it was answered with. Gives an error that an observation may overrule. */
async function attempt(operation: Operation, write: Write): Promise<unknown> {
  const { session } = operation;
  try {
    const task = await sendOncePassed(operation, write);
    if (task !== undefined) {
      await followTask(operation, task);
    }
    write.accepted?.();
    return undefined;
  } catch (error) {
    if (session.signal.aborted || write.provesNothing === true || !mayBeDone(error)) {
      throw error;
    }
    if (write.isExpected?.(error) && !(await isUnderWay(operation, write))) {
      throw error;
    }
    return error;
  } finally {
    operation.invalidate();
  }
}

/** Whether a refusal means that a first sending is being carried out, or has been. */
async function isUnderWay(operation: Operation, { isDone }: Write): Promise<boolean> {
  const seen = await operation.observe().catch(() => undefined);
  return (
    seen?.is === "there" && (phaseOf(operation.definition, seen.observed)?.is === "pending" || isDone(seen.observed))
  );
}

/** Whether an error leaves open that what was asked for is so already, or becomes so. */
function mayBeDone(error: unknown): boolean {
  const answer = answerIn(error);
  return error instanceof TaskFailedError || answer?.effect === "unknown" || REFUSALS.has(answer?.kind ?? "");
}

/** The cloud's own error, also where a step has added what to do. */
const answerIn = (error: unknown): CloudError | undefined =>
  error instanceof CloudError
    ? error
    : error instanceof Error && error.cause instanceof CloudError
      ? error.cause
      : undefined;

/** How clouds refuse what is done already. */
const REFUSALS: ReadonlySet<string> = new Set(["conflict", "invalid", "notFound"]);

/** Seconds for which an observation may still show that a write has been carried out that failed. */
function shownWithin(error: unknown): number {
  const answer = answerIn(error);
  return answer?.effect === "unknown" || answer?.kind === "conflict" ? SHOWN_WITHIN : 0;
}

/** Sends a write; while it is refused by what passes, again and again. */
export async function sendOncePassed<T>(
  operation: Operation,
  { send, passing }: { send(): Promise<T>; passing?: PassingRefusal | undefined },
): Promise<T> {
  if (passing === undefined) {
    return send();
  }
  const limit = operation.waiter.limitFrom(passing.limitSeconds);
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(await passing.isPassing(error))) {
        throw error;
      }
      await operation.waiter.nextPoll(passing.waitingFor, limit).catch((over: unknown) => {
        throw over instanceof DeadlineError && passing.limitSeconds !== undefined ? error : over;
      });
    }
  }
}

class TaskFailedError extends Error {
  override readonly name = "TaskFailedError";
}

/** Waits until a task is over. Throws where it has failed. */
export async function followTask(operation: Operation, task: Task): Promise<void> {
  const { session } = operation;
  for (;;) {
    const state = await task.state();
    if (state?.is === "failed") {
      throw new TaskFailedError(
        `${session.cloud} ${task.name} of ${operation.subject} failed: ${state.why}. Check it in the cloud's panel, then run pulumi up again.`,
      );
    }
    if (state?.is !== "running") {
      return;
    }
    await operation.waiter.nextPoll(`for ${task.name}${state.words === undefined ? "" : ` (${state.words})`}`);
  }
}

class WasIgnored extends Error {}

const endedInError = ({ session, definition, observed }: Operation, what: string): RefusedError =>
  new RefusedError(
    `${session.cloud} put the ${definition.noun} into an error state (${definition.statusText?.(observed)}) when it was asked ${what}. Nothing else was changed; check it in the cloud's panel.`,
  );

async function ignoredError(
  { session, definition }: Operation,
  { what, ignored }: Write,
  cause: Error,
): Promise<RefusedError> {
  return new RefusedError(
    `${session.cloud} accepted the call for the ${definition.noun} ${what} but did not carry it out within ${ignored?.withinSeconds} s. ${await ignored?.advice()}`,
    { cause },
  );
}
