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

/** All that is known of the rate of an account: plain data, so that processes can share it. Times are milliseconds since the epoch. */
export interface RateState {
  /** Fastest rate to send at. */
  ceiling: number;
  /** The rate of the last refusal, halved; the ceiling before the first. */
  base: number;
  /** When recovery from `base` began: with the first response after the pause. */
  recoversSince?: number | undefined;
  changedAt: number;
  refusedAt?: number | undefined;
  /** Requests pause until then. */
  pausedUntil?: number | undefined;
  /** Number of consecutive refusals. */
  streak: number;
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
  #state: RateState;
  #suspicions: number[] = [];

  constructor(limits: BudgetLimits, now: number, learned?: LearnedRate) {
    const isValid = learned !== undefined && isRecent(learned.at, now);
    const ceiling = isValid ? clamp(learned.perSecond, limits.perSecond) : limits.perSecond;
    this.#limits = limits;
    this.#state = { ceiling, base: ceiling, changedAt: isValid ? learned.at : now, streak: 0 };
  }

  get state(): RateState {
    return this.#state;
  }

  /** Continues with what another process knows, unless that is more than a day old. Its limits may be others. */
  adopt(state: RateState, now: number): void {
    if (!isRecent(state.changedAt, now)) return;
    const ceiling = clamp(state.ceiling, this.#limits.perSecond);
    this.#state = { ...state, ceiling, base: clamp(state.base, ceiling) };
  }

  perSecond(now: number): number {
    const { ceiling, base, recoversSince: since } = this.#state;
    return Math.min(ceiling, since === undefined ? base : base * 2 ** ((now - since) / RECOVERY_MS));
  }

  get burst(): number {
    return this.isSlowed ? 1 : this.#limits.burst;
  }

  /** One request at a time until the cloud has answered one after a refusal; then fewer than usual while the rate is low. */
  concurrent(now: number): number {
    const { concurrent, perSecond } = this.#limits;
    if (this.isProbing) return 1;
    if (!this.isSlowed) return concurrent;
    return Math.min(concurrent, Math.max(2, Math.ceil((concurrent * this.perSecond(now)) / perSecond)));
  }

  get isSlowed(): boolean {
    return this.#state.ceiling < this.#limits.perSecond;
  }

  /** Whether the cloud has answered no request since it last refused one. */
  get isProbing(): boolean {
    return this.#state.streak > 0;
  }

  /** When the cloud last refused a request. */
  get refusedAt(): number {
    return this.#state.refusedAt ?? Number.NEGATIVE_INFINITY;
  }

  get pausedUntil(): number {
    return this.#state.pausedUntil ?? 0;
  }

  /** The rate to remember; `undefined` if the cloud accepts the configured rate. */
  get learned(): LearnedRate | undefined {
    const { ceiling, changedAt } = this.#state;
    return this.isSlowed ? { perSecond: ceiling, at: changedAt } : undefined;
  }

  /**
   * The cloud refused a request that was sent at `sentAt`, because there were too many: pauses at least for `retryAfter`
   * milliseconds. Requests that were under way at the last refusal say nothing else that is new.
   */
  refused(sentAt: number, now: number, retryAfter = 0): void {
    const pausedUntil = (pause: number) => Math.max(this.pausedUntil, now + pause);
    if (sentAt <= this.refusedAt) {
      if (pausedUntil(retryAfter) > Math.max(this.pausedUntil, now)) {
        this.#state = { ...this.#state, pausedUntil: pausedUntil(retryAfter) };
      }
      return;
    }
    const rate = this.perSecond(now);
    const ceiling = clamp(rate * CEILING_FACTOR, this.#limits.perSecond);
    const streak = this.#state.streak + 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (streak - 1));
    this.#suspicions = [];
    this.#state = {
      ceiling,
      base: clamp(rate / 2, ceiling),
      changedAt: now,
      refusedAt: now,
      pausedUntil: pausedUntil(Math.max(retryAfter, pause)),
      streak,
    };
  }

  /** The cloud answered a request. */
  accepted(sentAt: number, now: number): void {
    const { ceiling, base, recoversSince, changedAt, streak } = this.#state;
    if (sentAt > this.refusedAt && (streak > 0 || (base < ceiling && recoversSince === undefined))) {
      this.#state = { ...this.#state, streak: 0, recoversSince: recoversSince ?? now };
    }
    if (!this.isSlowed || now - changedAt < PROBE_INTERVAL_MS) return;
    this.#state = {
      ...this.#state,
      base: this.perSecond(now),
      recoversSince: now,
      ceiling: Math.min(this.#limits.perSecond, ceiling * PROBE_FACTOR),
      changedAt: now,
    };
  }

  /**
   * An answer that a gateway gives when it blocks a client: a web page, a closed connection, a refusal of what was allowed
   * before. A single one means nothing. Returns whether several together count as a refusal.
   */
  suspicious(sentAt: number, now: number): boolean {
    if (sentAt <= this.refusedAt) return false;
    this.#suspicions = [...this.#suspicions.filter((at) => now - at < SUSPICIOUS_WINDOW_MS), now];
    return this.#suspicions.length >= SUSPICIOUS;
  }
}

const isRecent = (at: number, now: number): boolean => now - at < RETENTION_MS && at <= now;
const clamp = (rate: number, fastest: number): number => Math.min(fastest, Math.max(SLOWEST, rate));
