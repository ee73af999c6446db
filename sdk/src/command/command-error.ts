/** The exit codes of the command. Those that Pulumi also has are the same. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command line is invalid. */
  usage: 2,
  noStack: 6,
  /** Something was found that needs a decision: drift, leftovers of an interrupted run, orphans. */
  found: 7,
  cancelled: 8,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** An error that needs no stack trace: the message is for the user and includes the next step. */
export class CommandError extends Error {
  override readonly name = "Failure";
  readonly exit: Exit;
  /** What `--json` prints besides the message. */
  readonly report: object;
  constructor(message: string, exit: Exit = EXIT.failed, report: object = {}) {
    super(message);
    this.exit = exit;
    this.report = report;
  }
}

/** Whether the user cancelled the command. */
export const isCancelled = (error: unknown): boolean => error instanceof CommandError && error.exit === EXIT.cancelled;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
