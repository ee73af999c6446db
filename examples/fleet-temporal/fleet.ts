// What the fleet consists of, and what the reports say. Workflows import this too, so nothing here reads a file.

/** One Pulumi stack. Its account is also the name of the task queue on which its work waits. */
export interface StackRef {
  /** A folder below `servers`. */
  project: string;
  name: string;
  account: string;
  config?: Record<string, string>;
}

export interface Account {
  cloud: "lunanode" | "hostdime" | "gigenet" | "naver" | "ovh";
  /** What the cloud bears for the whole account. */
  requestsPerSecond: number;
  /** How many of its stacks one worker runs at once. */
  atOnce: number;
  /** How many of its stacks all workers together start per second. */
  startsPerSecond: number;
}

/** How long work may be silent, how soon it is tried again, and how often. */
export interface Pace {
  heartbeatSeconds: number;
  retrySeconds: number;
  attempts: number;
}

export interface Fleet {
  accounts: Record<string, Account>;
  stacks: StackRef[];
  /** The shares of the fleet that have been rolled out after each wave, such as 0.05, 0.3, 1. */
  waves: number[];
  /** A rollout stops when more than this share of the stacks that were tried did not succeed. */
  maxFailedShare: number;
  pace: Pace;
}

/** `question`: somebody has to decide something before `up` may run on this stack. */
export type Deployed =
  | { is: "succeeded"; changes: Partial<Record<string, number>> }
  | { is: "question"; questions: string[] }
  | { is: "failed"; why: string }
  | { is: "canceled" };

export interface Drifted {
  resource: string;
  status: string;
  nextAction: string;
  /** The inputs that differ. */
  paths: string[];
}

/** `unreadable`: not everything could be read, so there may be more drift. */
export type Checked =
  | { is: "clean" | "drift"; resources: Drifted[] }
  | { is: "unreadable"; resources: Drifted[]; why: string }
  | { is: "failed"; why: string };

export interface RolloutReport {
  stopped: false | "failures" | "canceled";
  counts: Record<Deployed["is"] | "notStarted", number>;
  /** Every stack that did not succeed, and why. */
  others: ({ stack: string } & (Exclude<Deployed, { is: "succeeded" }> | { is: "notStarted" }))[];
}

export interface SweepReport {
  counts: Record<Checked["is"], number>;
  /** Every stack that is not clean. */
  others: ({ stack: string } & Checked)[];
}

export const nameOf = ({ project, name }: StackRef): string => `${project}/${name}`;

/** The stacks of each wave. The first has at least one. */
export function wavesOf<T>(stacks: readonly T[], shares: readonly number[]): T[][] {
  let from = 0;
  return [...shares, 1].flatMap((share) => {
    const to = Math.min(stacks.length, Math.max(1, Math.ceil(share * stacks.length)));
    const wave = stacks.slice(from, to);
    from = Math.max(from, to);
    return wave.length === 0 ? [] : [wave];
  });
}

/** Counts how often each of the given kinds occurs. */
export function countBy<K extends string>(kinds: readonly K[], found: readonly K[]): Record<K, number> {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<K, number>;
  for (const kind of found) counts[kind] += 1;
  return counts;
}
