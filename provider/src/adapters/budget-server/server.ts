import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { RateState } from "../../http/rate.ts";
import type { SharedAnswer } from "../../http/shared-budget.ts";

/** A process counts as one of those that share a budget for so long after its last request. */
export const MEMBER_MS = 30_000;
/** What nobody used for so long is removed. A learned rate is used for a day. */
export const RETENTION_MS = 2 * 86_400_000;

/** A server with the budgets of accounts. It connects with the first operation, and anew with the first one after an error. */
export interface BudgetServer {
  take(
    key: string,
    member: string,
    request: { version: number; interval: number; earlier: number },
  ): Promise<SharedAnswer>;
  replace(key: string, request: { version: number; state: RateState; wait: number }): Promise<SharedAnswer>;
}

const schema = z.object({
  release: z.literal(1),
  ceiling: z.number().positive(),
  base: z.number().positive(),
  recoversSince: z.number().optional(),
  changedAt: z.number(),
  refusedAt: z.number().optional(),
  pausedUntil: z.number().optional(),
  streak: z.number(),
});

export const textOf = (state: RateState): string => JSON.stringify({ release: 1, ...state });

/** Undefined if there is none, or if it was not written by a release that is known here. */
export function stateOf(text: string): RateState | undefined {
  try {
    const { release: _, ...state } = schema.parse(JSON.parse(text));
    return state;
  } catch {
    return undefined;
  }
}

/** How long an operation, or a connection, may take. */
export const LIMIT_MS = 2500;

/** One connection, made when it is first needed and anew after an error. */
export class Connection<T> {
  readonly #connect: (lost: () => void) => Promise<T>;
  readonly #end: (client: T) => void;
  #client: Promise<T> | undefined;

  /** `connect` gets a function to call when the connection is lost. */
  constructor(connect: (lost: () => void) => Promise<T>, end: (client: T) => void) {
    this.#connect = connect;
    this.#end = end;
  }

  async use<R>(work: (client: T) => Promise<R>): Promise<R> {
    let client: Promise<T> | undefined;
    const lost = () => {
      if (client === undefined || this.#client !== client) return;
      this.#client = undefined;
      client.then(this.#end).catch(() => undefined);
    };
    client = this.#client ?? this.#connect(() => lost());
    this.#client = client;
    const limit = new AbortController();
    try {
      return await Promise.race([client.then(work), afterLimit(limit.signal)]);
    } catch (error) {
      lost();
      throw error;
    } finally {
      limit.abort();
    }
  }
}

/** Rejects when a server has not answered for too long: then its connection may be dead. */
const afterLimit = async (signal: AbortSignal): Promise<never> => {
  await sleep(LIMIT_MS, undefined, { signal });
  throw Object.assign(new Error("no answer"), { code: "ETIMEDOUT" });
};
