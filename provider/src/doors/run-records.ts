import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { LockHolder, StackLock } from "./desk-types.ts";
import { ancestor, type Machine, type Processes, type ProcessInfo, processesOf } from "./processes.ts";

/*
 * Pulumi's lock of a stack has the name of a host and the id of a process. Neither says which process that was: ids are used
 * again, and containers share names. So while Pulumi works on a stack, the provider notes which process of which machine it
 * works for, and `indiecloud recover` can tell later whether that process still runs.
 */

/** The Pulumi CLI that a provider has changed something for. */
export interface RunRecord extends Machine {
  version: 1;
  host: string;
  pid: number;
  /** As `ProcessInfo` has it. */
  started: string;
  startedAt: number;
  /** Milliseconds since the epoch, of the first change. Pulumi had locked the stack by then. */
  changedAt: number;
}

const recordSchema: z.ZodType<RunRecord> = z.object({
  version: z.literal(1),
  host: z.string(),
  boot: z.string(),
  namespace: z.string(),
  pid: z.number(),
  started: z.string(),
  startedAt: z.number(),
  changedAt: z.number(),
});

/** Pulumi's lock and the system's times are exact to a second. */
const SLACK_MS = 3000;
const KEPT_MS = 30 * 86_400_000;
const PULUMI = "pulumi";

type Env = Readonly<Record<string, string | undefined>>;

export const recordsFolder = ({ XDG_CACHE_HOME, LOCALAPPDATA }: Env): string =>
  join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), ".cache"), "indiecloud", "runs");

/** Notes for which CLI this process works. Never fails: without a record, a person is asked. */
export async function recordRun(
  folder: string,
  {
    processes = processesOf(),
    parent = process.ppid,
    now = Date.now(),
  }: {
    processes?: Processes;
    parent?: number;
    now?: number;
  } = {},
): Promise<void> {
  try {
    const [machine, cli] = await Promise.all([processes.machine(), ancestor(processes, parent, PULUMI)]);
    if (machine === undefined || cli === undefined) {
      return;
    }
    const { pid, started, startedAt } = cli;
    const record: RunRecord = { version: 1, host: hostname(), ...machine, pid, started, startedAt, changedAt: now };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeOld(folder, now - KEPT_MS);
    // Whole or not at all; two providers of one CLI write the same.
    const part = join(folder, `${process.pid}.part`);
    await writeFile(part, JSON.stringify(record), { mode: 0o600 });
    await rename(part, join(folder, `${pid}-${Math.round(startedAt)}.json`));
  } catch {
    // Nowhere to write.
  }
}

async function removeOld(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if ((await stat(file)).mtimeMs < before) {
      await rm(file, { force: true });
    }
  }
}

export async function readRecords(folder: string): Promise<RunRecord[]> {
  const names = await readdir(folder).catch(() => []);
  const read = names
    .filter((name) => name.endsWith(".json"))
    .map(async (name) => {
      try {
        return [recordSchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")))];
      } catch {
        return [];
      }
    });
  return (await Promise.all(read)).flat();
}

/** Who holds a lock, as far as it can be told from here. */
export async function lockHolder(
  lock: StackLock,
  folder: string,
  { processes = processesOf(), here = hostname() }: { processes?: Processes; here?: string } = {},
): Promise<LockHolder> {
  const [records, machine, found] = await Promise.all([
    readRecords(folder),
    processes.machine(),
    processes.find(lock.pid),
  ]);
  return judged(lock, { here, records, machine, process: found });
}

interface Evidence {
  here: string;
  records: readonly RunRecord[];
  machine: Machine | undefined;
  /** The process that has the lock's id now. */
  process: ProcessInfo | undefined;
}

/** Pure. Only a record of the very process proves that it runs or has ended. */
export function judged({ host, pid, since }: StackLock, { here, records, machine, process }: Evidence): LockHolder {
  const lockedAt = Date.parse(since);
  if (host !== here || Number.isNaN(lockedAt)) {
    return "unknown";
  }
  const record = records.find(
    (each) =>
      each.host === host &&
      each.pid === pid &&
      each.boot === machine?.boot &&
      each.namespace === machine.namespace &&
      each.startedAt - SLACK_MS <= lockedAt &&
      lockedAt <= each.changedAt + SLACK_MS,
  );
  if (record !== undefined) {
    return process?.started === record.started ? "alive" : "gone";
  }
  const couldBe = process?.name === PULUMI && process.startedAt <= lockedAt + SLACK_MS;
  return couldBe ? "maybe" : "unknown";
}
