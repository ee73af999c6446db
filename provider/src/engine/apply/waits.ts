import type { AnyObserved } from "../definition/view.ts";
import { BuildFailedError, DeadlineError } from "../errors.ts";
import { observe, phaseOf } from "../observe/observe.ts";
import type { Operation } from "./operation.ts";

/** The waits of an operation, which share their polls with all other waits for the same objects. */

/** Waits until the object is ready to be changed. `created`: it was created just now, so there is nothing to observe yet. */
export async function waitUntilReady(operation: Operation, created = false): Promise<void> {
  const { definition } = operation;
  const isOver = () => ["ready", "failed"].includes(phaseOf(definition, operation.observed)?.is ?? "");
  const isObserved = Object.keys(operation.observed).length > 0;
  if (created || !isObserved || !isOver()) {
    await wait(operation, "to be ready", isOver, { later: created && definition.state !== undefined });
  }
  const now = phaseOf(definition, operation.observed);
  if (now?.is === "failed") {
    throw new BuildFailedError(
      operation.options.creating
        ? `${operation.subject} could not be built: ${now.why}. The next pulumi up deletes it and creates a new one.`
        : `${operation.subject} is in an error state: ${now.why}. Nothing was changed; check it in the cloud's panel.`,
      now.why,
    );
  }
}

/** Observes with every shared poll until `done`. */
export async function waitUntil(
  operation: Operation,
  what: string,
  done: (observed: AnyObserved) => boolean,
  everyView = false,
): Promise<void> {
  await wait(operation, what, done, { everyView });
}

/** Observes with every shared poll until `done`; returns false if the limit comes first. */
export async function waitWithin(
  operation: Operation,
  limitSeconds: number,
  what: string,
  done: (observed: AnyObserved) => boolean,
  everyView = false,
): Promise<boolean> {
  try {
    await wait(operation, what, done, { limit: operation.waiter.limitFrom(limitSeconds), everyView });
    return true;
  } catch (error) {
    if (error instanceof DeadlineError && !operation.waiter.isOver) {
      return false;
    }
    throw error;
  }
}

interface WaitOptions {
  limit?: number;
  /** Observes every view, not only the inputs of the current step. */
  everyView?: boolean;
  /** Begins with the next shared poll instead of an immediate observation. */
  later?: boolean;
}

async function wait(
  operation: Operation,
  what: string,
  done: (observed: AnyObserved) => boolean,
  { limit, everyView = false, later = operation.session.observer.isBatching(operation.definition) }: WaitOptions = {},
): Promise<void> {
  if (later) {
    await operation.waiter.nextPoll(`for it ${what}`, limit);
  }
  for (;;) {
    const seen = await operation.observe(everyView);
    if (seen.is === "gone") {
      throw new Error(
        `${operation.subject} was deleted while waiting for it ${what}. Run pulumi refresh; the next pulumi up then creates a new one.`,
      );
    }
    if (seen.is === "there" && done(operation.observed)) {
      operation.waiter.ended();
      return;
    }
    await operation.waiter.nextPoll(`for it ${what}`, limit);
  }
}

/** Whether the object exists; waits while it is too young to be called gone. */
export async function waitForPresence(operation: Operation): Promise<"there" | "gone"> {
  for (;;) {
    const seen = await operation.observe(true);
    if (seen.is !== "indeterminate") {
      return seen.is;
    }
    await operation.waiter.nextPoll("for it to be visible");
  }
}

/** Waits until the object is gone. `accepted`: the cloud accepted its deletion, so that two lists without it are proof enough. */
export async function waitUntilGone(operation: Operation, accepted: boolean): Promise<void> {
  const { session, definition } = operation;
  if (definition.state !== undefined) {
    await operation.waiter.nextPoll("for it to be gone");
  }
  let missing = 0;
  for (;;) {
    const seen = await observe(session, definition, operation.place, {
      inputs: [],
      freshness: { notBefore: session.observer.sequencePoint() },
      outputs: operation.outputs,
      listsWithout: accepted ? missing : undefined,
    });
    if (seen.is === "gone") {
      operation.waiter.ended();
      return;
    }
    missing = seen.is === "indeterminate" ? missing + 1 : 0;
    operation.observed = seen.observed;
    await operation.waiter.nextPoll("for it to be gone");
  }
}

/** Calls `get` with every shared poll until `done`. */
export async function poll<T>(
  operation: Operation,
  what: string,
  get: () => Promise<T>,
  done: (value: T) => boolean,
  limitSeconds?: number,
): Promise<T> {
  const limit = operation.waiter.limitFrom(limitSeconds);
  for (;;) {
    const value = await get();
    if (done(value)) {
      operation.waiter.ended();
      return value;
    }
    await operation.waiter.nextPoll(`for ${what}`, limit);
  }
}
