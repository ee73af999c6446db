import type { Clock } from "./clock.ts";
import { type BudgetLimits, Rate, type RateKeeper } from "./rate.ts";
import { type RateChange, SharedBudget, type SharedBudgetOptions } from "./shared-budget.ts";

interface Waiter {
  grant(): void;
  cancelled: boolean;
}

/** A rate counts as settled if the cloud has refused nothing for so long. */
const SETTLED_MS = 10_000;

/**
 * Token bucket with a concurrency cap, first come, first served, at the rate that the cloud bears. One per account, shared by
 * everything in the process, and through a server by other processes.
 */
export class Budget {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #keeper: RateKeeper | undefined;
  /** Made with the first request, because the account's learned rate is only known then. */
  #madeRate: Rate | undefined;
  readonly #queue: Waiter[] = [];
  #tokens: number;
  #countedAt: number;
  #inFlight = 0;
  #waking: AbortController | undefined;
  /** Requests that have ended. A shared budget begins slowly: processes that start together do not know of each other yet. */
  #ended = 0;
  #isReported = false;
  readonly #startedAt: number;
  readonly #shared: SharedBudget | undefined;

  constructor(limits: BudgetLimits, clock: Clock, keeper?: RateKeeper, shared?: SharedBudgetOptions) {
    if (!(limits.perSecond > 0 && limits.burst >= 1 && limits.concurrent >= 1)) {
      throw new RangeError("A budget needs perSecond > 0, burst >= 1 and concurrent >= 1.");
    }
    this.#limits = limits;
    this.#clock = clock;
    this.#keeper = keeper;
    this.#tokens = limits.burst;
    this.#countedAt = clock.now();
    this.#startedAt = clock.now();
    this.#shared =
      shared && new SharedBudget(shared, { clock, limits, rate: () => this.#rate, changed: () => this.#serve() });
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
    const release = () => {
      if (!held) return;
      held = false;
      this.#inFlight -= 1;
      this.#ended += 1;
      this.#serve();
    };
    await this.#shared?.turn(signal).catch((error: unknown) => {
      release();
      throw error;
    });
    return release;
  }

  /**
   * The cloud refused a request because the account sends too many: slows down.
   *
   * @param sentAt Milliseconds since the epoch, when the request was sent.
   * @param retryAfter Milliseconds that the cloud asks to wait.
   */
  refused(sentAt: number, retryAfter = 0): void {
    const at = sentAt + this.#offset;
    this.#change((rate, now) => rate.refused(at, now, retryAfter));
  }

  /** The cloud answered a request, with a result or an error of its own. */
  accepted(sentAt: number): void {
    const at = sentAt + this.#offset;
    this.#change((rate, now) => rate.accepted(at, now));
  }

  /** An answer that may come from a gateway that blocks the account. Several slow this process down; nothing is remembered. */
  suspicious(sentAt: number): void {
    const at = sentAt + this.#offset;
    if (!this.#rate.suspicious(at, this.#now())) return;
    this.#refill();
    this.#rate.refused(at, this.#now());
    this.#serve();
  }

  get #offset(): number {
    return this.#shared?.offset ?? 0;
  }

  /** The time that the rate goes by: the server's, if there is one. */
  #now(): number {
    return this.#clock.now() + this.#offset;
  }

  get #rate(): Rate {
    this.#madeRate ??= new Rate(this.#limits, this.#clock.now(), this.#keeper?.read());
    return this.#madeRate;
  }

  /** Without its server, each of several processes sends its part. */
  get #share(): number {
    return this.#shared === undefined || this.#shared.isUp ? 1 : (this.#shared.members ?? 1);
  }

  get #perSecond(): number {
    return this.#rate.perSecond(this.#now()) / this.#share;
  }

  get #concurrent(): number {
    const concurrent = this.#rate.concurrent(this.#now());
    if (this.#shared === undefined) return concurrent;
    const part = Math.floor(concurrent / (this.#shared.members ?? Number.POSITIVE_INFINITY));
    return Math.max(1, Math.min(part, this.#ended + 1));
  }

  #change(change: RateChange): void {
    const { state, learned } = this.#rate;
    this.#refill();
    change(this.#rate, this.#now());
    if (this.#rate.state === state) return;
    this.#shared?.push(change);
    if (this.#rate.learned?.at !== learned?.at) this.#keeper?.write(this.#rate.learned);
    this.#serve();
  }

  /** Reports once that requests are slowed down, when it is known how much. */
  #report(): void {
    const { refusedAt, learned } = this.#rate;
    if (this.#isReported || learned === undefined || this.#now() - refusedAt < SETTLED_MS) return;
    this.#isReported = true;
    // A rate that was learned earlier, or by others, is not news.
    if (refusedAt >= this.#startedAt + this.#offset) this.#keeper?.slowed(learned.perSecond);
  }

  #serve(): void {
    for (;;) {
      while (this.#queue[0]?.cancelled) this.#queue.shift();
      this.#refill();
      const next = this.#queue[0];
      const blocked = next === undefined || this.#inFlight >= this.#concurrent;
      const wait = blocked ? undefined : this.#wait();
      if (next === undefined || wait !== 0) {
        this.#wakeAfter(wait);
        return;
      }
      this.#queue.shift();
      this.#tokens -= 1;
      this.#inFlight += 1;
      this.#report();
      next.grant();
    }
  }

  #refill(): void {
    const now = this.#clock.now();
    const elapsed = Math.max(0, now - this.#countedAt) / 1000;
    const burst = Math.max(1, this.#rate.burst / this.#share);
    this.#tokens = Math.min(burst, this.#tokens + elapsed * this.#perSecond);
    this.#countedAt = now;
  }

  /** Milliseconds until the first request in the queue may be sent. */
  #wait(): number {
    const forToken = this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) * 1000) / this.#perSecond);
    return Math.max(forToken, this.#rate.pausedUntil - this.#now(), 0);
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
