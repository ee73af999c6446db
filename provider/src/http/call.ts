import type { AnswerSchema } from "./decode/schemas.ts";
import type { Tree } from "./decode/tree.ts";
import type { Effect, ErrorKind } from "./errors.ts";
import type { BudgetLimits } from "./rate.ts";

/** One HTTP request. Header names are lower case; the URL and the body are sent byte for byte. */
export interface Request {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: URL;
  headers: Record<string, string>;
  /** Not allowed with GET or HEAD. */
  body?: string;
}

/**
 * What sending the call twice would do.
 * - `read`: nothing.
 * - `idempotent`: the same as once (set a name, delete by ID).
 * - `write`: possible harm (restart).
 * - `create`: a second purchase.
 *
 * `write` and `create` are sent again only after an error with effect `none`.
 */
export type Safety = "read" | "idempotent" | "write" | "create";

/**
 * Sends a call that changes something if Pulumi is still there to record the outcome; otherwise throws without sending it.
 * `call` is its name, e.g. `LunaNode vm/create`.
 */
export type ChangeGuard = <T>(call: string, safety: Safety, send: () => Promise<T>) => Promise<T>;

/** One call of a cloud's API: the request, and the schema of the answer. */
export interface Call<T> {
  /** The cloud's own name of the call, e.g. `vm/create`. */
  name: string;
  safety: Safety;
  /** The unsigned request. Built once per `send`; every attempt signs a fresh copy. */
  request(): Request;
  /** Schema of the decoded tree (building blocks: `decode/schemas.ts`). Unknown fields are ignored. */
  answer: AnswerSchema<T>;
  /** Seconds that one attempt may take, from connecting to the last byte. Default 60. */
  timeout?: number;
  /** Whether an empty body (or a bare `null`) is valid: the schema then receives `null`. Default: it is an error. */
  mayBeEmpty?: boolean;
  /** Sent without a signature, e.g. the call that returns the server's time. */
  unsigned?: boolean;
}

/** An answer before it is classified. */
export interface Response {
  status: number;
  /** Lower-case names; repeated headers joined by `, `. */
  headers: Readonly<Record<string, string>>;
  /**
   * `undefined`: the body was HTML or could not be decoded, so nothing in it can be trusted. `null`: the body was empty. A body
   * in another format than requested is decoded too, because a gateway may format its errors that way; it never counts as a
   * success.
   */
  tree: Tree | undefined;
  call: { name: string; safety: Safety };
  /** Seconds by which the server's clock (its `date` header) is ahead of the time used to sign the request. */
  skew: number | undefined;
}

/** How a cloud's answer maps to an error. */
export interface ErrorMapping {
  kind: ErrorKind;
  /** The cloud's own words; the client redacts them. */
  words: string;
  code?: string | undefined;
  requestId?: string | undefined;
  /** One sentence. Default: one for each kind. */
  nextStep?: string | undefined;
  /** Default: `none` for a read and for every kind that is a refusal, `unknown` for timeout, protocol and unavailable. */
  effect?: Effect | undefined;
  /** Seconds. Default: the `retry-after` header. */
  retryAfter?: number | undefined;
  /**
   * Refused for now, because another operation is in progress. Retried for several minutes, whatever the safety of the call.
   */
  busy?: true | undefined;
  /**
   * Try once more (once per `send`) with a fresh signature, after a rejected nonce, a rejected timestamp or an expired token.
   * Applies to a create too, as long as the effect is `none`.
   */
  retryOnce?:
    | {
        /** Seconds to wait first. */
        after: number;
        /** Sign with the server's clock from now on. */
        serverClock?: boolean;
      }
    | undefined;
}

/** What the request chain needs to know of a cloud and an account. */
export interface ClientConfig {
  /** Display name, e.g. `LunaNode`. */
  cloud: string;
  decode: "json" | "xml" | "yaml";
  budget: BudgetLimits;
  /** Every credential. No eight consecutive characters of one appear in an error or a debug line. */
  secrets: readonly string[];
  /** Response header with the cloud's request ID, lower case. */
  requestIdHeader?: string;
  /**
   * Signs a private copy of the request, after every other change to it. `now`: milliseconds since the epoch, corrected by
   * `serverClock`.
   */
  sign(request: Request, now: number): Request | Promise<Request>;
  /**
   * Looks for an error in an answer of any status, including 2xx. Returns `undefined` if the cloud's own envelope reports no
   * error; the HTTP status then decides. Pure.
   */
  classify(response: Response): ErrorMapping | undefined;
  /** Called before the attempt that `retryOnce` requested, e.g. to drop a cached token. */
  renew?(): void | Promise<void>;
}
