import { hostname } from "node:os";
import { pulumi, runPulumi } from "../pulumi.js";
import { folderOf, type StackOptions } from "../stack.js";

/** Who has locked the stack. */
export interface Lock {
  user: string;
  host: string;
  pid: number;
  /** As Pulumi writes it. */
  since: string;
  /** `gone`: the process was on this host, and is no more. `elsewhere`: another host's cannot be seen from here. */
  holder: "alive" | "gone" | "elsewhere";
}

/**
 * The locks of a stack in a backend of one's own. No command only looks at them; to rename a stack to the name that it has
 * is refused in any case, but first for a lock. Pulumi Cloud unlocks by itself.
 */
export async function locksOf(options: StackOptions, stack: string): Promise<Lock[]> {
  const cwd = folderOf(options);
  const { url = "" }: { url?: string } = JSON.parse(await pulumi(["whoami", "--verbose", "--json"], { cwd }));
  if (/^https?:/.test(url)) {
    return [];
  }
  const { stderr } = await runPulumi(["stack", "rename", stack, "--stack", stack], { cwd });
  return parsedLocks(stderr);
}

/** What Pulumi says of locks, in its own words. */
export function parsedLocks(words: string, here = hostname(), isAlive = isRunning): Lock[] {
  return [...words.matchAll(/: created by (.*)@(\S+) \(pid (\d+)\) at (\S+)/g)].map(
    ([, user = "", host = "", pid = "", since = ""]): Lock => ({
      user,
      host,
      pid: Number(pid),
      since,
      holder: host !== here ? "elsewhere" : isAlive(Number(pid)) ? "alive" : "gone",
    }),
  );
}

/** A process of another user is there too, though it may not be signalled. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
