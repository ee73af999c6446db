import type { Safety } from "./call.ts";
import type { CloudError, ErrorKind } from "./errors.ts";

/** When to retry, as data. */
export interface RetryPolicy {
  /** Total attempts, the first included. */
  attempts: number;
  /** Milliseconds; upper bound of the first random delay, doubled with every attempt up to `cap`. */
  base: number;
  /** Milliseconds. */
  cap: number;
  /** Longest `retryAfter` to wait for, in milliseconds. If a cloud asks for more, there is no further attempt. */
  maxRetryAfter: number;
  /** Milliseconds from the first attempt, after which no other starts. */
  total: number;
  kinds: readonly ErrorKind[];
  /** Whether to retry after an error that leaves open whether the request took effect. */
  afterUnknownEffect: boolean;
}

const reads = {
  attempts: 6,
  base: 500,
  cap: 20_000,
  maxRetryAfter: 60_000,
  total: 180_000,
  kinds: ["throttled", "unavailable", "timeout"],
} as const;

/** A busy object is usually free again in seconds, or in a minute or two. */
const whileBusy = { attempts: 100, base: 2000, cap: 10_000, total: 300_000 } as const;

/** A create with unknown effect is never sent again: the next step is to look for the object. */
export const policies: Readonly<Record<Safety, RetryPolicy>> = {
  read: { ...reads, afterUnknownEffect: true },
  idempotent: { ...reads, afterUnknownEffect: true },
  write: { ...reads, afterUnknownEffect: false },
  create: { ...reads, afterUnknownEffect: false },
};

export interface Failure {
  error: Pick<CloudError, "kind" | "effect" | "retryAfter"> & { busy?: boolean };
  /** Attempts made so far, at least 1. */
  attempt: number;
  /** Milliseconds since the first attempt began. */
  elapsed: number;
}

/**
 * Milliseconds to wait before the next attempt, or `undefined` if there is none. Retry-After is a lower bound, with jitter on
 * top so that clients that were throttled together do not return together. Otherwise full jitter over a doubling bound. Pure.
 */
export function nextDelay(given: RetryPolicy, failure: Failure, random: () => number): number | undefined {
  const { error, attempt, elapsed } = failure;
  const policy: RetryPolicy = error.busy ? { ...given, ...whileBusy, kinds: [error.kind] } : given;
  if (attempt >= policy.attempts || !policy.kinds.includes(error.kind)) return undefined;
  if (error.effect === "unknown" && !policy.afterUnknownEffect) return undefined;
  const requested = Math.max(0, error.retryAfter ?? 0) * 1000;
  if (requested > policy.maxRetryAfter) return undefined;
  const bound = requested > 0 ? policy.base : Math.min(policy.cap, policy.base * 2 ** (attempt - 1));
  const delay = Math.ceil(requested + random() * bound);
  return elapsed + delay > policy.total ? undefined : delay;
}

/** Seconds that a `retry-after` header asks for: a number or an HTTP date. `undefined` if it is neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value);
  // Accept only the HTTP forms, which begin with a weekday: Date.parse accepts nearly anything.
  const at = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now) / 1000);
}
