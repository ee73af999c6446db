/** The engine's own errors; each message says what happened and what to do next. */

/** The wait exceeded its limit. The object is not lost: it is in the state, and the next update continues to wait. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** Pulumi asked the provider to stop. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
}

/** The build ended in a terminal error state. */
export class BuildFailedError extends Error {
  override readonly name = "BuildFailedError";
  readonly failure: string;
  constructor(message: string, failure: string) {
    super(message);
    this.failure = failure;
  }
}

/** The object exists, but is incomplete. Its ID must reach the state. */
export class IncompleteError extends Error {
  override readonly name = "IncompleteError";
  readonly id: string;
  readonly outputs: Record<string, unknown>;
  constructor(message: string, id: string, outputs: Record<string, unknown>, cause: unknown) {
    super(message, { cause });
    this.id = id;
    this.outputs = outputs;
  }
}

/** Refused before any change was requested from the cloud. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** Wrong credentials do not become right later, so they are one error of the preview instead of a warning for every resource. */
export const isFinal = (error: unknown): boolean => error instanceof Error && "kind" in error && error.kind === "auth";

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
