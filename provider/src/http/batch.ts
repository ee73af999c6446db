import type { Clock } from "./clock.ts";
import { CloudError } from "./errors.ts";

/** How long the first call waits for others like it. */
const WINDOW_MS = 15;
/** How long the next one waits after that: where every request costs a part of the budget, few calls are sooner done than many. */
const GAP_MS = 500;
/** The most IDs in one call. */
const LARGEST = 50;

/** One call for these IDs. */
export type CallForAll<T> = (ids: readonly string[]) => Promise<T>;

interface Batch<T> {
  readonly ids: string[];
  readonly answer: Promise<T>;
}

/** Makes one call of several that come at the same time and differ only in an ID. */
export class Batches<T> {
  private readonly waiting = new Map<string, Batch<T>>();
  private readonly called = new Map<string, number>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The answer to a call for this ID and those that others ask for at the same time. `call` must be the same for one key. */
  join(key: string, id: string, call: CallForAll<T>): Promise<T> {
    return this.enter(key, id, call).answer;
  }

  /**
   * Like `join`, for a change. If the cloud refuses the change of several, one of them may be the reason: each is then asked for
   * alone. If the outcome is unknown, nothing is repeated.
   */
  async change(key: string, id: string, call: CallForAll<T>): Promise<T> {
    const { ids, answer } = this.enter(key, id, call);
    try {
      return await answer;
    } catch (error) {
      const isRefused = error instanceof CloudError && error.effect === "none" && error.kind !== "throttled";
      if (ids.length === 1 || !isRefused) {
        throw error;
      }
      return call([id]);
    }
  }

  private enter(key: string, id: string, call: CallForAll<T>): Batch<T> {
    const there = this.waiting.get(key);
    if (there !== undefined && there.ids.length < LARGEST) {
      there.ids.push(id);
      return there;
    }
    const ids = [id];
    const next = (this.called.get(key) ?? Number.NEGATIVE_INFINITY) + GAP_MS - this.clock.now();
    const answer = this.clock.sleep(Math.max(WINDOW_MS, next)).then(() => {
      this.called.set(key, this.clock.now());
      if (this.waiting.get(key)?.ids === ids) {
        this.waiting.delete(key);
      }
      return call(ids);
    });
    const batch = { ids, answer };
    this.waiting.set(key, batch);
    return batch;
  }
}
