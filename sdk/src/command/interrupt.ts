import { CommandError, EXIT } from "./command-error.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Milliseconds that work has to end by itself after it was asked to. */
const GRACE_MS = 10_000;

/**
 * Runs work that a signal must not cut off, such as a run of Pulumi. `onSignal` is called for each signal that would
 * end the command. If there was one, this throws after the work has ended.
 */
export async function untilSignaled<T>(
  what: string,
  work: () => Promise<T>,
  onSignal: (signal: NodeJS.Signals) => void,
): Promise<T> {
  let received: NodeJS.Signals | undefined;
  const listener = (signal: NodeJS.Signals) => {
    received ??= signal;
    onSignal(signal);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  const outcome = await work().then(
    (value) => () => value,
    (error: unknown) => (): T => {
      throw error;
    },
  );
  for (const signal of SIGNALS) process.off(signal, listener);
  if (received !== undefined) {
    throw new CommandError(`${what} was canceled by ${received}.`, EXIT.cancelled);
  }
  return outcome();
}

/**
 * The same for work that listens to an AbortSignal. If asked a second time, or if the work does not end soon, the
 * command ends without it.
 */
export function abortable<T>(what: string, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const end = () => process.exit(EXIT.cancelled);
  return untilSignaled(
    what,
    () => work(controller.signal),
    () => {
      if (controller.signal.aborted) end();
      controller.abort();
      setTimeout(end, GRACE_MS).unref();
    },
  );
}
