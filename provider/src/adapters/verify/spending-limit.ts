import type { Clock } from "../../http/clock.ts";

/** Nothing more is made: the limit is used up, or would be. */
export class SpendingLimitError extends Error {
  override readonly name = "SpendingLimitError";
}

export interface Price {
  hourly: number;
  currency: string;
}

/** What may be spent. Without a known price only hours of servers can be counted. */
export type Limit = { amount: number; price: Price } | { serverHours: number };

const HOUR_MS = 3_600_000;

/** Hours of a server as clouds charge them: each that has begun. */
const begun = (ms: number): number => Math.max(1, Math.ceil(ms / HOUR_MS));

const round = (amount: number): string => String(Number(amount.toPrecision(3)));

/**
 * Counts what servers cost, by hours that have begun, and lets none be made that would go beyond the limit. It knows no cloud: a
 * server begins before its create is sent, and ends when it is certain that it is gone.
 */
export class SpendingLimit {
  private readonly clock: Clock;
  private readonly limit: Limit;
  private readonly running = new Map<string, number>();
  private ended = 0;

  constructor(limit: Limit, clock: Clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /** Hours that are charged up to now. */
  get serverHours(): number {
    const now = this.clock.now();
    return [...this.running.values()].reduce((sum, since) => sum + begun(now - since), this.ended);
  }

  /** What that costs, and what may be spent, in words. */
  get spent(): string {
    return `${this.inWords(this.serverHours)} of ${this.inWords(this.allowedHours)}`;
  }

  /** Before anything is made: throws if not even one server is allowed. */
  checkFirst(): void {
    this.refuseBeyond(1, "a server");
  }

  /** Before a server is made. */
  begin(server: string): void {
    this.refuseBeyond(this.serverHours + 1, `another server`);
    this.running.set(server, this.clock.now());
  }

  /** A server is certainly gone. */
  end(server: string): void {
    const since = this.running.get(server);
    if (since !== undefined) {
      this.running.delete(server);
      this.ended += begun(this.clock.now() - since);
    }
  }

  /** Between steps: throws if what runs has used up the limit. */
  check(): void {
    this.refuseBeyond(this.serverHours, "another step");
  }

  private get allowedHours(): number {
    return "serverHours" in this.limit
      ? this.limit.serverHours
      : this.limit.price.hourly === 0
        ? Number.POSITIVE_INFINITY
        : this.limit.amount / this.limit.price.hourly;
  }

  private refuseBeyond(hours: number, what: string): void {
    if (hours > this.allowedHours) {
      throw new SpendingLimitError(
        `The spending limit does not allow ${what}: it would be ${this.inWords(hours)}, and the limit is ${this.inWords(this.allowedHours)}. Raise it with ${"serverHours" in this.limit ? "--limit-hours" : "--limit"}.`,
      );
    }
  }

  private inWords(hours: number): string {
    return "serverHours" in this.limit
      ? `${round(hours)} server-${hours === 1 ? "hour" : "hours"}`
      : `${round(hours * this.limit.price.hourly)} ${this.limit.price.currency}`;
  }
}
