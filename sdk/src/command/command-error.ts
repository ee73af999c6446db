/** How the command ends. Those that Pulumi has too are the same. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  noStack: 6,
  /** Something was found that waits for a decision: drift, leftovers of an interrupted run, orphans. */
  found: 7,
  cancelled: 8,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** An end that needs no stack trace: the message is for the user, and says what to do next. */
export class CommandError extends Error {
  override readonly name = "Failure";
  readonly exit: Exit;
  constructor(message: string, exit: Exit = EXIT.failed) {
    super(message);
    this.exit = exit;
  }
}

/** Whether somebody has ended the command. */
export const isCancelled = (error: unknown): boolean => error instanceof CommandError && error.exit === EXIT.cancelled;
