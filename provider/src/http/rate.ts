/** The request limits of one account. */
export interface BudgetLimits {
  /** Sustained requests per second; may be fractional. */
  perSecond: number;
  /** Requests that may be sent at once after an idle period; at least 1. */
  burst: number;
  /** Maximum number of requests in flight; at least 1. */
  concurrent: number;
}

/** Requests per second that the cloud accepted for an account, and when (milliseconds since the epoch). */
export interface LearnedRate {
  perSecond: number;
  at: number;
}

/** Keeps the learned rate between processes, and reports that requests are slowed down. */
export interface RateKeeper {
  read(): LearnedRate | undefined;
  /** `undefined`: the cloud accepts the configured rate again. */
  write(learned: LearnedRate | undefined): void;
  /** Called once in a process, when the rate has settled. */
  slowed(perSecond: number): void;
}

/** The slowest rate, in requests per second. */
const SLOWEST = 0.2;
/** The ceiling is raised by one probe in this time. */
const PROBE_INTERVAL_MS = 600_000;
const PROBE_FACTOR = 1.25;
const CEILING_FACTOR = 0.8;
/** After a refusal the rate doubles in this time, up to the ceiling. */
const RECOVERY_MS = 30_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** So many suspicious responses in so much time count as a refusal. */
const SUSPICIOUS = 3;
const SUSPICIOUS_WINDOW_MS = 10_000;
/** A learned rate is used for a day. */
const RETENTION_MS = 86_400_000;

/**
 * How fast an account's requests are sent. Starts at the configured limits. When the cloud refuses a request because there are
 * too many, the rate is halved, requests pause, and the ceiling drops to 80 % of the refused rate; the rate then recovers up to
 * the ceiling, and one probe in ten minutes raises the ceiling. Bursts are not sent while the ceiling is below the configured
 * rate. Pure: time comes with every call, in milliseconds.
 */
export class Rate {
  readonly #limits: BudgetLimits;
  /** Fastest rate to send at; the configured one if nothing else was learned. */
  #ceiling: number;
  /** The rate of the last refusal, halved; the configured rate before the first. */
  #base: number;
  /** When recovery from `#base` began: with the first response after the pause. */
  #recoversSince: number | undefined;
  #changedAt: number;
  #refusedAt = Number.NEGATIVE_INFINITY;
  /** Number of consecutive refusals. */
  #streak = 0;
  #suspicions: number[] = [];

  constructor(limits: BudgetLimits, now: number, learned?: LearnedRate) {
    const isValid = learned !== undefined && now - learned.at < RETENTION_MS && learned.at <= now;
    this.#limits = limits;
    this.#ceiling = isValid ? clamp(learned.perSecond, limits.perSecond) : limits.perSecond;
    this.#base = this.#ceiling;
    this.#changedAt = isValid ? learned.at : now;
  }

  perSecond(now: number): number {
    const since = this.#recoversSince;
    const recovered = since === undefined ? this.#base : this.#base * 2 ** ((now - since) / RECOVERY_MS);
    return Math.min(this.#ceiling, recovered);
  }

  get burst(): number {
    return this.isSlowed ? 1 : this.#limits.burst;
  }

  /** One request at a time until the cloud has answered one after a refusal; then fewer than usual while the rate is low. */
  concurrent(now: number): number {
    const { concurrent, perSecond } = this.#limits;
    if (this.#streak > 0) return 1;
    if (!this.isSlowed) return concurrent;
    return Math.min(concurrent, Math.max(2, Math.ceil((concurrent * this.perSecond(now)) / perSecond)));
  }

  get isSlowed(): boolean {
    return this.#ceiling < this.#limits.perSecond;
  }

  /** When the cloud last refused a request. */
  get refusedAt(): number {
    return this.#refusedAt;
  }

  /** The rate to remember; `undefined` if the cloud accepts the configured rate. */
  get learned(): LearnedRate | undefined {
    return this.isSlowed ? { perSecond: this.#ceiling, at: this.#changedAt } : undefined;
  }

  /**
   * The cloud refused a request that was sent at `sentAt`, because there were too many. Returns for how many milliseconds to
   * pause. Requests that were under way at the last refusal say nothing new.
   */
  refused(sentAt: number, now: number, retryAfter = 0): number {
    if (sentAt <= this.#refusedAt) return retryAfter;
    const rate = this.perSecond(now);
    this.#ceiling = clamp(rate * CEILING_FACTOR, this.#limits.perSecond);
    this.#base = clamp(rate / 2, this.#ceiling);
    this.#recoversSince = undefined;
    this.#changedAt = now;
    this.#refusedAt = now;
    this.#suspicions = [];
    this.#streak += 1;
    return Math.max(retryAfter, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#streak - 1)));
  }

  /** The cloud answered a request. Returns whether the ceiling was raised. */
  accepted(sentAt: number, now: number): boolean {
    if (sentAt > this.#refusedAt) {
      this.#streak = 0;
      this.#recoversSince ??= now;
    }
    if (!this.isSlowed || now - this.#changedAt < PROBE_INTERVAL_MS) return false;
    this.#base = this.perSecond(now);
    this.#recoversSince = now;
    this.#ceiling = Math.min(this.#limits.perSecond, this.#ceiling * PROBE_FACTOR);
    this.#changedAt = now;
    return true;
  }

  /**
   * An answer that a gateway gives when it blocks a client: a web page, a closed connection, a refusal of what was allowed
   * before. A single one means nothing. Returns whether several together count as a refusal.
   */
  suspicious(sentAt: number, now: number): boolean {
    if (sentAt <= this.#refusedAt) return false;
    this.#suspicions = [...this.#suspicions.filter((at) => now - at < SUSPICIOUS_WINDOW_MS), now];
    return this.#suspicions.length >= SUSPICIOUS;
  }
}

const clamp = (rate: number, fastest: number): number => Math.min(fastest, Math.max(SLOWEST, rate));
