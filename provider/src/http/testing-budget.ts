import type { Clock } from "./clock.ts";
import type { RateState } from "./rate.ts";
import type { BudgetStore, SharedAnswer } from "./shared-budget.ts";

/** How a cloud counts: calls per clock second, calls within the last second, or a bucket of one second. */
export type Counting = "second" | "window" | "bucket";

/** A cloud that accepts so many requests per second. It is not known of any cloud whether refused calls count. */
export function cloud(counting: Counting, perSecond: number, refusedCount: boolean) {
  const taken: number[] = [];
  let [tokens, filledAt] = [Math.max(1, perSecond), 0];
  const period = perSecond < 1 ? 1000 / perSecond : 1000;
  const most = Math.max(1, perSecond);
  return (now: number): boolean => {
    tokens = Math.min(most, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    const recent = taken.filter((at) =>
      counting === "second" ? Math.floor(at / period) === Math.floor(now / period) : now - at < period,
    );
    const accepts = counting === "bucket" ? tokens >= 1 : recent.length < most;
    if (accepts || refusedCount) taken.push(now);
    if (accepts) tokens -= 1;
    return accepts;
  };
}

/** Refusals in ten minutes after which a strict gateway may block an account. No cloud publishes a number. */
export const BAN = 25;

/** The server of a budget that processes share, for one account, in memory. */
export class MemoryBudget {
  readonly #clock: Clock;
  readonly #latency: () => number;
  #version = 0;
  #state: RateState | undefined;
  #slot = 0;
  readonly #seen = new Map<string, number>();
  isDown = false;
  /** Never answers, instead of refusing at once. */
  isSilent = false;

  constructor(clock: Clock, latency: () => number = () => 0) {
    this.#clock = clock;
    this.#latency = latency;
  }

  get state(): RateState | undefined {
    return this.#state;
  }

  lose(): void {
    this.#version = 0;
    this.#state = undefined;
    this.#slot = 0;
  }

  for(member: string): BudgetStore {
    return {
      take: (version, interval, earlier) =>
        this.#run((now) => {
          this.#seen.set(member, now);
          const isDone = version === this.#version;
          const due = Math.max(this.#slot, now - earlier);
          if (isDone && interval > 0) this.#slot = due + interval;
          return this.#answer(now, isDone, due);
        }),
      replace: (version, state, wait) =>
        this.#run((now) => {
          const isDone = version === this.#version;
          if (isDone) {
            this.#version += 1;
            this.#state = state;
            this.#slot = now + wait;
          }
          return this.#answer(now, isDone, now);
        }),
    };
  }

  async #run(operation: (now: number) => SharedAnswer): Promise<SharedAnswer> {
    const latency = this.#latency();
    if (this.isSilent) await new Promise(() => undefined);
    if (latency > 0) await this.#clock.sleep(latency / 2);
    if (this.isDown) throw new Error("ECONNREFUSED");
    const answer = operation(this.#clock.now());
    if (latency > 0) await this.#clock.sleep(latency / 2);
    return answer;
  }

  #answer(now: number, isDone: boolean, due: number): SharedAnswer {
    const members = [...this.#seen.values()].filter((at) => now - at < 30_000).length;
    return { now, version: this.#version, state: this.#state, isDone, due, members: Math.max(1, members) };
  }
}
