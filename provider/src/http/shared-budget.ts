import type { Clock } from "./clock.ts";
import { type BudgetLimits, Rate, type RateState } from "./rate.ts";

/** What a server answers about the budget of an account. All times are the server's, in milliseconds since the epoch. */
export interface SharedAnswer {
  now: number;
  /** Grows with every change of `state`. */
  version: number;
  /** Undefined until the cloud first refused a request, or if a newer release wrote it. */
  state: RateState | undefined;
  /** Whether the slot was taken, or the state replaced. Only if the version was the given one. */
  isDone: boolean;
  /** When the slot that was taken is due. */
  due: number;
  /** Processes that took a slot in the last half minute, this one included; at least 1. */
  members: number;
}

/** The budget of one account on a server, for one process. Every method is one atomic operation, and rejects if it fails. */
export interface BudgetStore {
  /** Takes the next slot, which is due at the earliest `earlier` milliseconds ago; the one after it, `interval` later. */
  take(version: number, interval: number, earlier: number): Promise<SharedAnswer>;
  /** Replaces the state, which voids all slots that were taken: the next one is due in `wait` milliseconds. */
  replace(version: number, state: RateState, wait: number): Promise<SharedAnswer>;
}

export interface SharedBudgetOptions {
  /** Its errors are quoted, so they name no credential. They may have a `nextStep`, which says how to mend it. */
  store: BudgetStore;
  /** Called once, when the server cannot be used. */
  unavailable(reason: string, nextStep?: string): void;
}

/** Not a class of error, because the client of a server comes in a bundle of its own. */
function wordsOf(error: unknown): [reason: string, nextStep?: string] {
  if (!(error instanceof Error)) return [String(error)];
  const { message } = error;
  return "nextStep" in error && typeof error.nextStep === "string" ? [message, error.nextStep] : [message];
}

/** What an answer of the cloud does to a rate. */
export type RateChange = (rate: Rate, now: number) => void;

/** A server that does not answer in this time is not waited for. */
const TIME_LIMIT_MS = 3000;
/** The server is asked again in this time, while the process works without it. */
const RETRY_MS = 5000;
/** A process that waits for its slot looks after this time whether the rate has changed. */
const INSPECT_MS = 500;
/** After a refusal, the next process sends a request if that of another has no answer for so long. */
const PROBE_MS = 3000;

/**
 * A budget that processes share through a server: who may send the next request, and what is known of the rate. If the server
 * cannot be used, requests are only limited by the process's own budget, until it is back.
 */
export class SharedBudget {
  readonly #options: SharedBudgetOptions;
  readonly #clock: Clock;
  readonly #limits: BudgetLimits;
  readonly #rate: () => Rate;
  readonly #changed: () => void;
  #version = 0;
  /** The state on the server, as last seen. */
  #state: RateState | undefined;
  #isUp = true;
  #isReported = false;
  #retryAt = 0;
  #changes: Promise<void> = Promise.resolve();
  #members: number | undefined;
  #offset = 0;

  /** `rate`: the rate of this process, which follows the one on the server. `changed`: called when anything has changed. */
  constructor(
    options: SharedBudgetOptions,
    { clock, limits, rate, changed }: { clock: Clock; limits: BudgetLimits; rate(): Rate; changed(): void },
  ) {
    this.#options = options;
    this.#clock = clock;
    this.#limits = limits;
    this.#rate = rate;
    this.#changed = changed;
  }

  /** Milliseconds by which the server's clock is ahead of ours. */
  get offset(): number {
    return this.#offset;
  }

  /** The processes that the limit is for; undefined until the server has answered or failed. */
  get members(): number | undefined {
    return this.#members;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Resolves when a request may be sent; rejects only with the signal's reason. */
  async turn(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      if (!this.#isUp) {
        this.#retry();
        return;
      }
      const rate = this.#rate();
      const pause = rate.pausedUntil - this.#now();
      if (pause > 0) {
        await this.#clock.sleep(Math.min(pause, INSPECT_MS), signal);
        if (pause > INSPECT_MS) await this.#inspect();
        continue;
      }
      const interval = Math.max(rate.isProbing ? PROBE_MS : 0, 1000 / rate.perSecond(this.#now()));
      const taken = await this.#ask((store) => store.take(this.#version, interval, (rate.burst - 1) * interval));
      if (taken === undefined || (taken.isDone && (await this.#isDue(taken, signal)))) return;
    }
  }

  /** Does on the server what has been done to the rate of this process. */
  push(change: RateChange): void {
    this.#changes = this.#changes.then(async () => {
      for (let isDone = false; !isDone && this.#isUp; ) {
        const rate = new Rate(this.#limits, this.#now());
        if (this.#state !== undefined) rate.adopt(this.#state, this.#now());
        const { state } = rate;
        change(rate, this.#now());
        if (rate.state === state) return;
        const wait = 1000 / rate.perSecond(this.#now());
        const answer = await this.#ask((store) => store.replace(this.#version, rate.state, wait));
        isDone = answer?.isDone === true;
      }
    });
  }

  #now(): number {
    return this.#clock.now() + this.#offset;
  }

  /** Waits until a slot is due. Returns false if the rate has changed meanwhile, because then it is void. */
  async #isDue({ due, now, version }: SharedAnswer, signal: AbortSignal | undefined): Promise<boolean> {
    for (let wait = due - now; wait > 0; wait -= INSPECT_MS) {
      await this.#clock.sleep(Math.min(wait, INSPECT_MS), signal);
      const seen = await this.#inspect();
      if (seen === undefined) return true;
      if (seen.version !== version) return false;
    }
    return true;
  }

  #inspect(): Promise<SharedAnswer | undefined> {
    return this.#ask((store) => store.take(this.#version, 0, 0));
  }

  /** Undefined if the server cannot be used. */
  async #ask(operation: (store: BudgetStore) => Promise<SharedAnswer>): Promise<SharedAnswer | undefined> {
    const stop = new AbortController();
    const limit = this.#clock.sleep(TIME_LIMIT_MS, stop.signal).then(() => {
      throw new Error(`no answer in ${TIME_LIMIT_MS / 1000} s`);
    });
    try {
      const answer = await Promise.race([operation(this.#options.store), limit]);
      this.#adopt(answer);
      return answer;
    } catch (error) {
      this.#isUp = false;
      this.#members ??= 1;
      this.#retryAt = this.#clock.now() + RETRY_MS;
      if (!this.#isReported) this.#options.unavailable(...wordsOf(error));
      this.#isReported = true;
      this.#changed();
      return undefined;
    } finally {
      limit.catch(() => undefined);
      stop.abort();
    }
  }

  #adopt({ now, version, state, members }: SharedAnswer): void {
    const isBack = !this.#isUp;
    const own = this.#rate().state;
    const isLost = version < this.#version;
    this.#isUp = true;
    this.#offset = now - this.#clock.now();
    const isNew = version !== this.#version;
    if (!isNew && !isBack && members === this.#members) return;
    this.#members = members;
    this.#version = version;
    this.#state = state;
    // What this process has learned without the server, or before the server lost its data, is news for the others.
    if ((isBack || isLost) && own.refusedAt !== undefined && own.changedAt > (state?.changedAt ?? 0)) {
      this.push((rate, at) => rate.adopt(own, at));
    } else if (isNew && state !== undefined) {
      this.#rate().adopt(state, now);
    }
    this.#changed();
  }

  /** Asks the server again, which nobody waits for. */
  #retry(): void {
    if (this.#clock.now() < this.#retryAt) return;
    this.#retryAt = Number.POSITIVE_INFINITY;
    void this.#inspect();
  }
}
