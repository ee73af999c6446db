import { type Keeper, trusted } from "./memory.ts";

/** The result for a call: `over` the limit, or the account is `blocked` because too many calls were over it. */
export type Verdict = "within" | "over" | "blocked";

export interface CallLimits {
  /** Length of a window, in virtual seconds. */
  readonly window: number;
  /** Calls accepted in one window; 0 means no limit. */
  readonly calls: number;
  /** Calls over the limit after which the account is blocked; 0 means never. */
  readonly blocksAfter: number;
}

interface Count {
  readonly window: number;
  readonly calls: number;
  readonly refused: number;
}

/** Counts the calls of each account in windows of virtual time. */
export class CallCounter implements Keeper {
  readonly #accounts = new Map<string, Count>();

  /** `now`: virtual milliseconds. */
  count(account: string, now: number, { window: length, calls: limit, blocksAfter }: CallLimits): Verdict {
    const window = Math.floor(now / 1000 / length);
    const entry = this.#accounts.get(account);
    const calls = entry?.window === window ? entry.calls + 1 : 1;
    const isOver = limit > 0 && calls > limit;
    const refused = (entry?.refused ?? 0) + (isOver ? 1 : 0);
    this.#accounts.set(account, { window, calls, refused });
    if (blocksAfter > 0 && refused > blocksAfter) return "blocked";
    return isOver ? "over" : "within";
  }

  reset(): void {
    this.#accounts.clear();
  }

  save(): unknown {
    return [...this.#accounts];
  }

  load(saved: unknown): void {
    this.#accounts.clear();
    for (const [account, count] of trusted<[string, Count][]>(saved)) this.#accounts.set(account, count);
  }
}
