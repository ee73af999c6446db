import type { Clock } from "./clock.ts";
import { type BudgetLimits, Rate, type RateKeeper } from "./rate.ts";

interface Waiter {
  grant(): void;
  cancelled: boolean;
}

/** A rate counts as settled if the cloud has refused nothing for so long. */
const SETTLED_MS = 10_000;

/**
 * Token bucket with a concurrency cap, first come, first served, at the rate that the cloud bears. One per account, shared by
 * everything in the process.
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
  #pausedUntil = 0;
  #waking: AbortController | undefined;
  #isReported = false;

  constructor(limits: BudgetLimits, clock: Clock, keeper?: RateKeeper) {
    if (!(limits.perSecond > 0 && limits.burst >= 1 && limits.concurrent >= 1)) {
      throw new RangeError("A budget needs perSecond > 0, burst >= 1 and concurrent >= 1.");
    }
    this.#limits = limits;
    this.#clock = clock;
    this.#keeper = keeper;
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

  /**
   * The cloud refused a request because the account sends too many: slows down.
   *
   * @param sentAt Milliseconds since the epoch, when the request was sent.
   * @param retryAfter Milliseconds that the cloud asks to wait.
   */
  refused(sentAt: number, retryAfter = 0): void {
    this.#slowDown(sentAt, retryAfter);
    this.#keeper?.write(this.#rate.learned);
  }

  /** The cloud answered a request, with a result or an error of its own. */
  accepted(sentAt: number): void {
    if (this.#rate.accepted(sentAt, this.#clock.now())) this.#keeper?.write(this.#rate.learned);
  }

  /** An answer that may come from a gateway that blocks the account. Several slow this process down; nothing is remembered. */
  suspicious(sentAt: number): void {
    if (this.#rate.suspicious(sentAt, this.#clock.now())) this.#slowDown(sentAt);
  }

  get #rate(): Rate {
    this.#madeRate ??= new Rate(this.#limits, this.#clock.now(), this.#keeper?.read());
    return this.#madeRate;
  }

  #slowDown(sentAt: number, retryAfter?: number): void {
    const now = this.#clock.now();
    this.#refill();
    this.#pausedUntil = Math.max(this.#pausedUntil, now + this.#rate.refused(sentAt, now, retryAfter));
    this.#tokens = Math.min(this.#tokens, this.#rate.burst);
    this.#serve();
  }

  /** Reports once that requests are slowed down, when it is known how much. */
  #report(now: number): void {
    const { isSlowed, refusedAt, learned } = this.#rate;
    if (this.#isReported || !isSlowed || learned === undefined || now - refusedAt < SETTLED_MS) return;
    this.#isReported = true;
    if (Number.isFinite(refusedAt)) this.#keeper?.slowed(learned.perSecond);
  }

  #serve(): void {
    for (;;) {
      while (this.#queue[0]?.cancelled) this.#queue.shift();
      this.#refill();
      const next = this.#queue[0];
      const blocked = next === undefined || this.#inFlight >= this.#rate.concurrent(this.#clock.now());
      const wait = blocked ? undefined : this.#wait();
      if (next === undefined || wait !== 0) {
        this.#wakeAfter(wait);
        return;
      }
      this.#queue.shift();
      this.#tokens -= 1;
      this.#inFlight += 1;
      this.#report(this.#countedAt);
      next.grant();
    }
  }

  #refill(): void {
    const now = this.#clock.now();
    const elapsed = Math.max(0, now - this.#countedAt) / 1000;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + elapsed * this.#rate.perSecond(now));
    this.#countedAt = now;
  }

  /** Milliseconds until the first request in the queue may be sent. */
  #wait(): number {
    const forToken =
      this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) * 1000) / this.#rate.perSecond(this.#clock.now()));
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
