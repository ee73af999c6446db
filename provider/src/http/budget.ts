import type { Clock } from "./clock.ts";

/** The request limits of one account. */
export interface BudgetLimits {
  /** Sustained requests per second; may be fractional. */
  perSecond: number;
  /** Requests that may be sent at once after an idle period; at least 1. */
  burst: number;
  /** Maximum number of requests in flight; at least 1. */
  concurrent: number;
}

interface Waiter {
  grant(): void;
  cancelled: boolean;
}

/** Token bucket with a concurrency cap, first come, first served. One per account, shared by everything in the process. */
export class Budget {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #queue: Waiter[] = [];
  #tokens: number;
  #countedAt: number;
  #inFlight = 0;
  #pausedUntil = 0;
  #waking: AbortController | undefined;

  constructor(limits: BudgetLimits, clock: Clock) {
    if (!(limits.perSecond > 0 && limits.burst >= 1 && limits.concurrent >= 1)) {
      throw new RangeError("A budget needs perSecond > 0, burst >= 1 and concurrent >= 1.");
    }
    this.#limits = limits;
    this.#clock = clock;
    this.#tokens = limits.burst;
    this.#countedAt = clock.now();
  }

  /**
   * Waits for a token and a slot, and returns the function that releases the slot. Call it when the request has ended; calling
   * it twice is harmless.
   */
  async acquire(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        cancelled: false,
        grant: () => {
          signal?.removeEventListener("abort", abandon);
          resolve();
        },
      };
      const abandon = () => {
        waiter.cancelled = true;
        this.#serve();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abandon, { once: true });
      this.#queue.push(waiter);
      this.#serve();
    });
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#inFlight -= 1;
      this.#serve();
    };
  }

  /** Holds all requests for the next `ms` milliseconds, after the cloud reported that the account sends too many. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms);
    this.#serve();
  }

  #serve(): void {
    for (;;) {
      while (this.#queue[0]?.cancelled) this.#queue.shift();
      this.#refill();
      const next = this.#queue[0];
      const blocked = next === undefined || this.#inFlight >= this.#limits.concurrent;
      const wait = blocked ? undefined : this.#wait();
      if (next === undefined || wait !== 0) {
        this.#wakeAfter(wait);
        return;
      }
      this.#queue.shift();
      this.#tokens -= 1;
      this.#inFlight += 1;
      next.grant();
    }
  }

  #refill(): void {
    const now = this.#clock.now();
    const elapsed = Math.max(0, now - this.#countedAt) / 1000;
    this.#tokens = Math.min(this.#limits.burst, this.#tokens + elapsed * this.#limits.perSecond);
    this.#countedAt = now;
  }

  /** Milliseconds until the first request in the queue may be sent. */
  #wait(): number {
    const forToken = this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) * 1000) / this.#limits.perSecond);
    return Math.max(forToken, this.#pausedUntil - this.#clock.now(), 0);
  }

  /** Keeps at most one timer, replaced when the wait changes. No timer is needed while a release will serve the queue. */
  #wakeAfter(ms: number | undefined): void {
    this.#waking?.abort();
    this.#waking = undefined;
    if (ms === undefined) return;
    const waking = new AbortController();
    this.#waking = waking;
    this.#clock.sleep(ms, waking.signal).then(
      () => {
        if (this.#waking === waking) this.#serve();
      },
      () => undefined,
    );
  }
}
