import type { Clock } from "../../http/clock.ts";

/** Milliseconds between two looks at the parent. */
const LOOK_MS = 1000;

/**
 * Resolves when the process that started this one is gone: nobody would take an answer, and nobody would end this
 * process. `parent` gives the parent's id, which changes when an orphan is handed on.
 */
export async function orphaned(
  clock: Clock,
  parent = () => process.ppid,
  isAlive: (pid: number) => boolean = isRunning,
): Promise<void> {
  const first = parent();
  while (parent() === first && isAlive(first)) {
    await clock.sleep(LOOK_MS);
  }
}

/** A process of another user is there too, though it may not be signalled. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The address of Pulumi's engine among the arguments; none where the engine will say it when it attaches. */
export function engineAddress(args: readonly string[]): string {
  const last = args.at(-1) ?? "";
  return last.startsWith("-") || args.at(-2) === "--tracing" ? "" : last;
}
