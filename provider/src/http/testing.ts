import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Clock } from "./clock.ts";

interface Sleeper {
  at: number;
  wake(): void;
  guard: boolean;
}

/**
 * A clock for tests that stands still until it is advanced.
 *
 * With `auto`, time jumps from sleep to sleep, in order, whenever the process has nothing else to do. While a guard is pending
 * (a request in flight) it stands still, so that a real millisecond of waiting never costs virtual minutes.
 */
export class ManualClock implements Clock {
  #now: number;
  readonly #auto: boolean;
  readonly #sleepers = new Set<Sleeper>();
  #scheduled = false;
  /** Milliseconds of every pause requested, in order; excludes guards. */
  readonly pauses: number[] = [];

  /** `start`: milliseconds since the epoch. */
  constructor(options: { start?: number; auto?: boolean } = {}) {
    this.#now = options.start ?? Date.UTC(2030, 0, 1);
    this.#auto = options.auto ?? false;
  }

  now(): number {
    return this.#now;
  }

  /** Number of pending sleeps, guards included. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(ms: number, signal?: AbortSignal, use: "pause" | "guard" = "pause"): Promise<void> {
    if (use === "pause") this.pauses.push(ms);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        this.#sleepers.delete(sleeper);
        this.#schedule();
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        at: this.#now + Math.max(0, ms),
        guard: use === "guard",
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#sleepers.add(sleeper);
      this.#schedule();
    });
  }

  /** Advances time by `ms`, waking sleepers in order and letting each finish its work before the next. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  #next(until: number): Sleeper | undefined {
    return [...this.#sleepers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  #schedule(): void {
    if (!this.#auto || this.#scheduled) return;
    this.#scheduled = true;
    void settle().then(() => {
      this.#scheduled = false;
      if ([...this.#sleepers].some(({ guard }) => guard)) return;
      const next = this.#next(Number.POSITIVE_INFINITY);
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      this.#schedule();
    });
  }
}

/** Lets everything run that can run without time passing: promises, and a few rounds of the event loop. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A repeatable source of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One request as the test server received it. */
export interface ReceivedRequest {
  method: string;
  /** Path and query, byte for byte. */
  target: string;
  headers: IncomingMessage["headers"];
  body: string;
  /** The client's port: the same for two requests on one connection. */
  port: number | undefined;
}

export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  requests: ReceivedRequest[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers the nth request with the nth reply, and later requests with the last reply. */
export async function serve(
  ...replies: ((response: ServerResponse, requests: ReceivedRequest) => void)[]
): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const one: ReceivedRequest = {
      method: request.method ?? "",
      target: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
      port: request.socket.remotePort,
    };
    requests.push(one);
    replies[Math.min(requests.length, replies.length) - 1]?.(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Replies with a body, JSON unless the headers say otherwise. */
export function reply(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}
