import type { Clock } from "../../http/clock.ts";

/** The limit is used up, or the next step would exceed it. */
export class SpendingLimitError extends Error {
  override readonly name = "SpendingLimitError";
}

export interface Price {
  hourly: number;
  currency: string;
}

/** What may be spent. If the price is unknown, only server-hours can be counted. */
export type Limit = { amount: number; price: Price } | { serverHours: number };

const HOUR_MS = 3_600_000;

/** Hours as clouds charge them: each started hour counts. */
const begun = (ms: number): number => Math.max(1, Math.ceil(ms / HOUR_MS));

const round = (amount: number): string => String(Number(amount.toPrecision(3)));

/**
 * Counts the cost of servers by started hours, and refuses a server that would exceed the limit. A server starts before its
 * create is sent and ends once it is certain that it no longer exists. Anything else that is charged counts like a server,
 * because its price is not published by the API; a small volume or an address costs less.
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

  /** Server-hours charged so far. */
  get serverHours(): number {
    const now = this.clock.now();
    return [...this.running.values()].reduce((sum, since) => sum + begun(now - since), this.ended);
  }

  /** Their cost and the limit, as text. */
  get spent(): string {
    return `${this.inWords(this.serverHours)} of ${this.inWords(this.allowedHours)}`;
  }

  /** Call before anything is created. Throws if the limit does not allow a single server with so many charged objects next to it. */
  checkFirst(beside: number): void {
    this.refuseBeyond(1 + beside, beside === 0 ? "a server" : "a server and what is charged next to it");
  }

  /** Call before something that is charged is created. */
  begin(label: string, noun = "server"): void {
    this.refuseBeyond(this.serverHours + 1, `another ${noun}`);
    this.running.set(label, this.clock.now());
  }

  /** Call once it is certain that it no longer exists. */
  end(label: string): void {
    const since = this.running.get(label);
    if (since !== undefined) {
      this.running.delete(label);
      this.ended += begun(this.clock.now() - since);
    }
  }

  /** Call between steps. Throws if running servers have used up the limit. */
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
