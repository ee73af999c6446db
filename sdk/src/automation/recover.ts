import { execFile } from "node:child_process";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";

export interface RecoverOptions {
  /** Repairs what is certain. Otherwise nothing is changed, and the report says what would be done. */
  apply?: boolean;
  /** The object that belongs to a resource, if it is not certain: `{ web: "toronto/81eb…" }`. */
  take?: Readonly<Record<string, string>>;
  /** Former names of the stack, `<stack>` or `<project>/<stack>`. */
  formerly?: readonly string[];
  /** Aborting it interrupts the command, as Ctrl-C does. */
  signal?: AbortSignal;
}

/** Who has locked the stack. */
export interface StackLock {
  user: string;
  host: string;
  pid: number;
  since: string;
  /** `gone`: its run has certainly ended. `alive`, `maybe`: it runs on this machine. `unknown`: nobody can tell from here. */
  holder: "alive" | "gone" | "maybe" | "unknown";
}

/** What an interrupted run left. Contains no secrets. */
export interface RecoverReport {
  stack: string;
  /** Whether the repair was made. If not, the lists say what would be done. */
  done: boolean;
  locks: readonly StackLock[];
  /** What was created and is not in the state. */
  imported: readonly { urn: string; resource: string; id: string; phase: "ready" | "pending" | "failed" }[];
  clearedOperations: readonly { urn: string; operation: string; why: string }[];
  /** What somebody has to decide, with the next step. */
  unresolved: readonly {
    urn: string;
    why: string;
    next: string;
    id?: string;
    owner?: "this stack" | "unknown" | "other";
  }[];
  /** Why the preview failed. Then not everything that the program declares was searched for. */
  previewErrors: readonly string[];
  /** Providers of a killed run that still run on this machine. */
  processes: readonly number[];
  /** Files that Pulumi was killed while writing, because of which it reads no state. Then the other lists are empty. */
  emptyFiles: readonly string[];
  /** Why the repair was refused, with the next step: for example a lock whose run has perhaps not ended. */
  refused?: string;
}

const NOTHING = {
  ...{ locks: [], imported: [], clearedOperations: [], unresolved: [], previewErrors: [], processes: [] },
  emptyFiles: [],
};

/**
 * Repairs the state after an interrupted run, as `indiecloud recover` does: it lifts the lock of a run that has certainly
 * ended, imports what was created, and clears the rest. It never lifts another lock and never takes an object that is not
 * certainly this stack's: those are in the report, for somebody to decide.
 * @param stack A stack with a project directory.
 * @throws if the command failed for another reason: the state or a cloud could not be read.
 */
export async function recover(stack: Stack, options: RecoverOptions = {}): Promise<RecoverReport> {
  const { workDir, envVars } = stack.workspace;
  const { apply = false, take = {}, formerly = [], signal } = options;
  const args = [
    ...["recover", "--json", "--stack", stack.name, "--cwd", workDir],
    ...(apply ? ["--yes"] : []),
    ...Object.entries(take).map(([resource, id]) => `--take=${resource}=${id}`),
    ...formerly.map((name) => `--formerly=${name}`),
  ];
  // `pulumi` is then searched for where the Automation API does.
  const env = { ...process.env, ...envVars };
  const { out, err } = await run(args, env, signal);
  if (out.trim() === "") throw new Error(err.trim());
  const { error, ...report }: Partial<RecoverReport> & { error?: string } = JSON.parse(out);
  if (error !== undefined && report.locks === undefined) throw new Error(error);
  return {
    ...NOTHING,
    stack: stack.name,
    done: false,
    ...report,
    ...(error === undefined ? {} : { refused: error }),
  };
}

const COMMAND = join(__dirname, "../command/main.js");

function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<{ out: string; err: string }> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = execFile(
      process.execPath,
      [COMMAND, ...args],
      { env, maxBuffer: 1 << 28 },
      // Its exit code says less than its report does.
      (_, out, err) => (signal?.aborted === true ? reject(signal.reason) : resolve({ out, err })),
    );
    // It stops its Pulumi, and waits for it.
    const interrupt = () => void child.kill("SIGINT");
    signal?.addEventListener("abort", interrupt, { once: true });
    child.once("close", () => signal?.removeEventListener("abort", interrupt));
  });
}
