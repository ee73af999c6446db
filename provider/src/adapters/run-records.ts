import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ancestor, type Machine, type Processes, type ProcessInfo, processesOf } from "./processes.ts";
import type { LockHolder, StackLock } from "./query-types.ts";

/*
 * Pulumi's lock of a stack has a host name and a process ID. Neither identifies the process: IDs are reused, and containers
 * share host names. So while Pulumi works on a stack, the provider records which process of which machine it works for.
 * `indiecloud recover` can then determine whether that process still runs, and the provider of the next run whether the
 * previous one still waits for the answer to a create.
 */

const identity = { pid: z.number(), started: z.string() };

const recordSchema = z.object({
  version: z.literal(1),
  host: z.string(),
  boot: z.string(),
  namespace: z.string(),
  /** The Pulumi CLI for which the provider has changed something. */
  cli: z.object({ ...identity, startedAt: z.number() }),
  provider: z.object(identity),
  /** The address of the CLI's engine. */
  engine: z.string(),
  /** The provider's working directory: the program's. */
  cwd: z.string(),
  /** Milliseconds since the epoch, of the first change. Pulumi had locked the stack by then. */
  changedAt: z.number(),
});

export type RunRecord = z.output<typeof recordSchema>;

/** Pulumi's lock and the system's times are exact to a second. */
const SLACK_MS = 3000;
const RETENTION_MS = 7 * 86_400_000;
const PULUMI = "pulumi";

/** The parts of a file's name show whether it has to be read. */
const nameOf = ({ cli, provider }: RunRecord): string =>
  `${cli.pid}-${provider.pid}-${Math.round(cli.startedAt / 1000)}.json`;
const partsOf = (name: string): { cli: number; provider: number; startedAt: number } | undefined => {
  const [, cli, provider, seconds] = /^(\d+)-(\d+)-(\d+)\.json$/.exec(name) ?? [];
  return cli === undefined
    ? undefined
    : { cli: Number(cli), provider: Number(provider), startedAt: Number(seconds) * 1000 };
};

export interface Place {
  folder: string;
  processes?: Processes;
}

/** Records which CLI this process works for. Never fails: without a record, the user is asked. */
export async function recordRun(
  { folder, processes = processesOf() }: Place,
  engine: string,
  { pid = process.pid, now = Date.now() }: { pid?: number; now?: number } = {},
): Promise<void> {
  try {
    const [machine, provider] = await Promise.all([processes.machine(), processes.find(pid)]);
    const cli = provider === undefined ? undefined : await ancestor(processes, provider.parent, PULUMI);
    if (machine === undefined || provider === undefined || cli === undefined) {
      return;
    }
    const record: RunRecord = {
      version: 1,
      host: hostname(),
      ...machine,
      cli: { pid: cli.pid, started: cli.started, startedAt: cli.startedAt },
      provider: { pid, started: provider.started },
      engine,
      cwd: process.cwd(),
      changedAt: now,
    };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Written atomically.
    const part = join(folder, `${pid}.part`);
    await writeFile(part, JSON.stringify(record), { mode: 0o600 });
    await rename(part, join(folder, nameOf(record)));
  } catch {
    // There is nowhere to write.
  }
}

/** By their names: where programs run often, there are thousands. Never fails: other runs write and remove here too. */
export async function removeOldRecords(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name);
    if ((partsOf(name)?.startedAt ?? (await lastChange(file))) < now - RETENTION_MS) {
      await rm(file, { force: true }).catch(() => undefined);
    }
  }
}

/** Another run may have renamed or removed the file in the meantime. */
const lastChange = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );

/** Skips damaged records. */
export async function readRecords(
  folder: string,
  isWanted: (ids: { cli: number; provider: number }) => boolean = () => true,
): Promise<RunRecord[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => {
    const parts = partsOf(name);
    return parts !== undefined && isWanted(parts);
  });
  const read = names.map(async (name) => {
    try {
      return [recordSchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")))];
    } catch {
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}

/** Who holds a lock, as far as this machine can determine. */
export async function lockHolder(
  lock: StackLock,
  { folder, processes = processesOf() }: Place,
  here = hostname(),
): Promise<LockHolder> {
  const [records, machine, found] = await Promise.all([
    readRecords(folder, ({ cli }) => cli === lock.pid),
    processes.machine(),
    processes.find(lock.pid),
  ]);
  return findHolder(lock, { here, records, machine, process: found });
}

interface Evidence {
  here: string;
  records: readonly RunRecord[];
  machine: Machine | undefined;
  /** The process that has the lock's ID now. */
  process: ProcessInfo | undefined;
}

/** Pure. Only a record of the same process proves that it runs or has ended. */
export function findHolder({ host, pid, since }: StackLock, { here, records, machine, process }: Evidence): LockHolder {
  const lockedAt = Date.parse(since);
  if (host !== here || Number.isNaN(lockedAt)) {
    return "unknown";
  }
  const record = records.find(
    (each) =>
      each.host === host &&
      each.cli.pid === pid &&
      each.boot === machine?.boot &&
      each.namespace === machine.namespace &&
      each.cli.startedAt - SLACK_MS <= lockedAt &&
      lockedAt <= each.changedAt + SLACK_MS,
  );
  if (record !== undefined) {
    return process?.started === record.cli.started ? "alive" : "gone";
  }
  const couldBe = process?.name === PULUMI && process.startedAt <= lockedAt + SLACK_MS;
  return couldBe ? "maybe" : "unknown";
}
