import type { CloudReply, CloudRequest, Inspection } from "./cloud.ts";
import { type Keeper, trusted } from "./memory.ts";

/**
 * How far a request has got. `held` is before its effect, `effect` after it. `replied` and `lost` are final; `lost`
 * means that the connection ended without a complete reply.
 */
export type Stage = "arrived" | "held" | "effect" | "replied" | "lost";

/** One line of the request log. */
export interface RequestRow extends Inspection {
  readonly id: number;
  /** ISO time by the emulators' virtual clock. */
  readonly time: string;
  readonly cloud: string;
  /** HTTP status; 0 until there is a reply, or if there was none. */
  readonly status: number;
  readonly stage: Stage;
  /** Whether the cloud carried out the call (it may still have rejected it: see `error`). */
  readonly handled: boolean;
  /** The error text of the reply. */
  readonly error?: string;
  /** The ID of the fault that took this request. */
  readonly fault?: string;
}

/** Which rows match; `operation` may contain `*`. */
export interface RequestFilter {
  readonly cloud?: string;
  readonly operation?: string;
}

export interface WaitFilter extends RequestFilter {
  /** How many matching requests there must be. Default: 1. */
  readonly count?: number;
  /** `reached` (default): has had its effect, or is held before it. */
  readonly stage?: "arrived" | "reached" | "replied";
}

type Predicate = (rows: readonly RequestRow[]) => boolean;
interface Waiter {
  check(): void;
  fail(error: Error): void;
}

/** A request as received, and its reply as sent. */
export interface Exchange {
  readonly request: CloudRequest;
  readonly reply?: CloudReply & { readonly cut?: "connection" | "body" | undefined };
}

/** How many rows a state file keeps, and of how many the exchange is remembered. */
const keptRows = 1000;
const keptExchanges = 300;

export class RequestLog implements Keeper {
  #rows: RequestRow[] = [];
  #nextId = 1;
  readonly #waiters = new Set<Waiter>();
  readonly #exchanges = new Map<number, Exchange>();
  readonly #versions = new Map<number, number>();
  /** Grows with each change of a row. */
  version = 0;
  /** How often the log was emptied. */
  clearings = 0;

  add(row: Omit<RequestRow, "id" | "status" | "stage" | "handled">): number {
    const id = this.#nextId++;
    this.#rows.push({ id, ...row, status: 0, stage: "arrived", handled: false });
    this.#versions.set(id, ++this.version);
    this.#notify();
    return id;
  }

  /** Updates a row; does nothing if the log has been cleared since. */
  update(id: number, set: Partial<RequestRow>): void {
    const first = this.#rows[0];
    if (!first) return;
    const index = id - first.id;
    const row = this.#rows[index];
    if (!row) return;
    this.#rows[index] = { ...row, ...set };
    this.#versions.set(id, ++this.version);
    this.#notify();
  }

  rows(filter: RequestFilter = {}): RequestRow[] {
    return this.#rows.filter((row) => matchesRequest(filter, row.cloud, row.operation));
  }

  /** The rows that were added or changed after a version. */
  since(version: number): RequestRow[] {
    return version === this.version ? [] : this.#rows.filter(({ id }) => (this.#versions.get(id) ?? 0) > version);
  }

  /** Remembers what was sent and received, of the latest requests only. */
  keep(id: number, exchange: Exchange): void {
    this.#exchanges.set(id, exchange);
    const [oldest] = this.#exchanges.keys();
    if (this.#exchanges.size > keptExchanges && oldest !== undefined) this.#exchanges.delete(oldest);
  }

  exchange(id: number): Exchange | undefined {
    return this.#exchanges.get(id);
  }

  clear(): void {
    this.#rows = [];
    this.#exchanges.clear();
    this.#versions.clear();
    this.clearings++;
  }

  save(): unknown {
    return { rows: this.#rows.slice(-keptRows), nextId: this.#nextId };
  }

  /** What was not answered when the rows were saved never was. */
  load(saved: unknown): void {
    const { rows, nextId } = trusted<{ rows: RequestRow[]; nextId: number }>(saved);
    this.#rows = rows.map((row) => (row.stage === "replied" ? row : { ...row, stage: "lost" }));
    this.#nextId = nextId;
    this.clearings++;
    this.#notify();
  }

  /** Resolves with all rows as soon as the predicate is true; rejects after `timeoutMs` of real time, of which a busy machine needs much. */
  waitFor(wanted: Predicate | WaitFilter, timeoutMs = 540_000): Promise<RequestRow[]> {
    const holds = typeof wanted === "function" ? wanted : predicateOf(wanted);
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter = {
        check: () => {
          if (!holds(this.#rows)) return;
          finish();
          resolve([...this.#rows]);
        },
        fail: (error) => {
          finish();
          reject(error);
        },
      };
      const timer = setTimeout(() => waiter.fail(new Error(this.#overdue(wanted, timeoutMs))), timeoutMs);
      this.#waiters.add(waiter);
      waiter.check();
    });
  }

  /** Ends all waits with an error. */
  close(): void {
    for (const waiter of [...this.#waiters]) waiter.fail(new Error("the emulators were stopped"));
  }

  #notify(): void {
    for (const waiter of [...this.#waiters]) waiter.check();
  }

  #overdue(wanted: Predicate | WaitFilter, timeoutMs: number): string {
    const what = typeof wanted === "function" ? "the awaited requests" : JSON.stringify(wanted);
    const seen = this.#rows.map((row) => `${row.cloud} ${row.operation} (${row.stage})`).join(", ");
    return `${what} did not come within ${timeoutMs} ms; seen: ${seen || "none"}`;
  }
}

/** Whether a call matches a cloud name and an operation that may contain `*`. */
export function matchesRequest(filter: RequestFilter, cloud: string, operation: string): boolean {
  if (filter.cloud !== undefined && filter.cloud !== cloud) return false;
  if (filter.operation === undefined) return true;
  const pattern = filter.operation.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(operation);
}

function predicateOf(filter: WaitFilter): Predicate {
  const { count = 1, stage = "reached" } = filter;
  const stages: Record<typeof stage, readonly Stage[]> = {
    arrived: ["arrived", "held", "effect", "replied", "lost"],
    reached: ["held", "effect", "replied", "lost"],
    replied: ["replied", "lost"],
  };
  return (rows) =>
    rows.filter((row) => matchesRequest(filter, row.cloud, row.operation) && stages[stage].includes(row.stage))
      .length >= count;
}
