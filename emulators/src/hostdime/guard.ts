import { CallCounter } from "../core/call-counter.ts";
import { keepValue, type Memory } from "../core/memory.ts";
import type { HostDimeCloudState } from "./cloud-state.ts";
import { HostDimeError } from "./errors.ts";

/** Too many calls: a bare HTTP 429, below the envelope. */
export class Overload extends Error {}

/** The checks between a request with a valid hash and its method: the rate, and uniques that were used before. */
export class Guard {
  readonly #cloudState: HostDimeCloudState;
  /** For each key its uniques, oldest first, with the wall time in seconds after which they may be reused. */
  readonly #uniques = new Map<string, Map<string, number>>();
  readonly #calls = new CallCounter();

  constructor(cloudState: HostDimeCloudState) {
    this.#cloudState = cloudState;
  }

  get memory(): Memory {
    const uniques = keepValue(
      () => [...this.#uniques].map(([key, used]): [string, [string, number][]] => [key, [...used]]),
      (saved) => {
        this.#uniques.clear();
        for (const [key, used] of saved) this.#uniques.set(key, new Map(used));
      },
    );
    return { uniques, calls: this.#calls };
  }

  reset(): void {
    this.#uniques.clear();
    this.#calls.reset();
  }

  /** Throws if a request is not admitted; `now` is the cloud's wall clock in seconds. */
  admit(publicKey: string, unique: string, now: number): void {
    this.#countCall(publicKey);
    this.#use(publicKey, unique, now);
  }

  #countCall(publicKey: string): void {
    const { callsPerSecond, blocksAfter, overRate, rateText } = this.#cloudState.switches;
    const limits = { window: 1, calls: callsPerSecond, blocksAfter };
    const verdict = this.#calls.count(publicKey, this.#cloudState.timeline.now, limits);
    if (verdict === "within") return;
    if (verdict === "blocked") throw new HostDimeError(403, "blocked");
    throw overRate === "envelope" ? new HostDimeError(429, rateText) : new Overload(rateText);
  }

  /**
   * A unique is kept for twice the window: as long as a copy of its request could be accepted (docs/api/hostdime.md
   * §5.3).
   */
  #use(publicKey: string, unique: string, now: number): void {
    const { clockWindow, repeatedUnique } = this.#cloudState.switches;
    const used = this.#uniques.get(publicKey) ?? new Map<string, number>();
    for (const [one, until] of used) if (until <= now) used.delete(one);
    if (used.has(unique) && repeatedUnique === "refuse") throw new HostDimeError(409, "api_unique was used before");
    used.set(unique, now + 2 * clockWindow);
    this.#uniques.set(publicKey, used);
  }
}
