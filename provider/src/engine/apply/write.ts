import { CloudError } from "../../http/errors.ts";
import type { PassingRefusal, Task } from "../definition/task.ts";
import type { AnyObserved } from "../definition/view.ts";
import { DeadlineError, RefusedError } from "../errors.ts";
import { phaseOf } from "../observe/observe.ts";
import type { Operation } from "./operation.ts";
import { poll, waitUntil, waitWithin } from "./waits.ts";

/**
 * One write and its outcome, the same for every step. If it is accepted, an observation is awaited. If it is refused, or its
 * effect is unknown, an observation shows whether it took effect all the same; an error's text never does.
 */
export interface Write {
  /** Completes "waiting for it …": `to be resized`. */
  what: string;
  // biome-ignore lint/suspicious/noConfusingVoidType: most clouds answer with nothing to follow.
  send(): Promise<Task | void>;
  /** Whether the current observation shows the result. */
  isDone(observed: AnyObserved): boolean;
  /** `isDone` proves nothing if the write failed, because it could be true before. */
  provesNothing?: boolean | undefined;
  /** Called when the cloud has accepted the write, and has finished the task that it answered with. */
  accepted?: (() => void) | undefined;
  /** Returns whether the result was observed in time, instead of waiting until the operation's deadline. */
  limitSeconds?: number | undefined;
  /** A cloud may accept the write and do nothing. `advice` completes the error. */
  ignored?: { withinSeconds: number; advice(): Promise<string> } | undefined;
  /** A refusal that passes by itself. */
  passing?: PassingRefusal | undefined;
  /** A refusal that the caller handles. */
  isExpected?: ((error: unknown) => boolean) | undefined;
}

/** Seconds in which a write becomes visible whose answer was lost, or that was refused because it is already in progress. */
const SHOWN_WITHIN = 120;

/** Sends a write and waits until its result is observed. With a limit, returns whether that was in time. */
export async function carryOut(operation: Operation, write: Write): Promise<boolean> {
  return waitForOutcome(operation, write, await attempt(operation, write));
}

/** Sends a write without waiting for its result. A failed write counts as failed only if the observation does not show it. */
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

/** Carries out a write whose result no view shows: another call does. */
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

/** Sends a write, and follows the task that it is answered with. Returns an error that an observation may override. */
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

/** Whether a refusal means that an earlier attempt is in progress or has succeeded. */
async function isUnderWay(operation: Operation, { isDone }: Write): Promise<boolean> {
  const seen = await operation.observe().catch(() => undefined);
  return (
    seen?.is === "there" && (phaseOf(operation.definition, seen.observed)?.is === "pending" || isDone(seen.observed))
  );
}

/** Whether an error leaves open that the result is already there, or will be. */
function mayBeDone(error: unknown): boolean {
  const answer = answerIn(error);
  return error instanceof TaskFailedError || answer?.effect === "unknown" || REFUSALS.has(answer?.kind ?? "");
}

/** The cloud's own error, even if a step has wrapped it. */
const answerIn = (error: unknown): CloudError | undefined =>
  error instanceof CloudError
    ? error
    : error instanceof Error && error.cause instanceof CloudError
      ? error.cause
      : undefined;

/** How clouds refuse what is already done. */
const REFUSALS: ReadonlySet<string> = new Set(["conflict", "invalid", "notFound"]);

/** Seconds for which an observation may still show that a failed write took effect. */
function shownWithin(error: unknown): number {
  const answer = answerIn(error);
  return answer?.effect === "unknown" || answer?.kind === "conflict" ? SHOWN_WITHIN : 0;
}

/** Sends a write, and repeats it while it gets a passing refusal. */
export async function sendOncePassed<T>(
  operation: Operation,
  { send, passing }: { send(): Promise<T>; passing?: PassingRefusal | undefined },
): Promise<T> {
  if (passing === undefined) {
    return send();
  }
  const limit = operation.waiter.limitFrom(passing.limitSeconds);
  const { clock } = operation.session;
  const begun = clock.now();
  let what: string | undefined;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(await passing.isPassing(error))) {
        throw error;
      }
      if (clock.now() - begun >= HOLDERS_AFTER) {
        what ??= [passing.waitingFor, await holdersOf(passing)].filter((part) => part !== "").join(": ");
      }
      await operation.waiter.nextPoll(what ?? passing.waitingFor, limit).catch((over: unknown) => {
        throw over instanceof DeadlineError && passing.limitSeconds !== undefined ? error : over;
      });
    }
  }
}

/** Milliseconds after which a refusal does not look passing any more. */
const HOLDERS_AFTER = 30_000;

/** The names are a help only: without them, the wait goes on. */
const holdersOf = async ({ holders }: PassingRefusal): Promise<string> =>
  (await holders?.().catch(() => []))?.join(", ") ?? "";

class TaskFailedError extends Error {
  override readonly name = "TaskFailedError";
}

/** Waits until a task is over. Throws if it failed. */
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
