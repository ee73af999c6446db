import { pulumi, runPulumi } from "../pulumi.js";
import type { LockHolder, ProviderQueries, StackLock } from "../queries.js";
import { folderOf, type StackOptions } from "../stack.js";

/** Who has locked the stack. */
export interface Lock extends StackLock {
  holder: LockHolder;
}

/** The URL of the backend. */
export async function backendOf(options: StackOptions): Promise<string> {
  const printed = await pulumi(["whoami", "--verbose", "--json"], { cwd: folderOf(options) });
  const { url = "" }: { url?: string } = JSON.parse(printed);
  return url;
}

/**
 * The locks of a stack in a self-managed backend. No Pulumi command only lists them. Renaming a stack to its own name
 * always fails, but fails with the lock first if there is one. Pulumi Cloud unlocks by itself.
 */
export async function locksOf(
  queries: ProviderQueries,
  { options, stack, backend }: { options: StackOptions; stack: string; backend: string },
): Promise<Lock[]> {
  if (/^https?:/.test(backend)) {
    return [];
  }
  const { stderr } = await runPulumi(["stack", "rename", stack, "--stack", stack], { cwd: folderOf(options) });
  return Promise.all(parsedLocks(stderr).map(async (lock) => ({ ...lock, holder: await queries.lockHolder(lock) })));
}

/** Parses Pulumi's message about locks. */
export const parsedLocks = (words: string): StackLock[] =>
  [...words.matchAll(/: created by (.*)@(\S+) \(pid (\d+)\) at (\S+)/g)].map(
    ([, user = "", host = "", pid = "", since = ""]) => ({ user, host, pid: Number(pid), since }),
  );
