import type { ZodType } from "zod";
import type { BudgetLimits } from "./budget.ts";
import type { Tree } from "./decode/tree.ts";
import type { Effect, ErrorKind } from "./errors.ts";

/** One HTTP request. Header names are lower case; the URL and the body go out byte for byte as they stand here. */
export interface Request {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: URL;
  headers: Record<string, string>;
  /** Not with GET or HEAD. */
  body?: string;
}

/**
 * What sending it twice would do.
 * - `read`: nothing. - `idempotent`: the same as once (set a name, delete by id).
 * - `write`: perhaps harm (restart). - `create`: buy twice. The last two are sent again only after an error with effect `none`.
 */
export type Safety = "read" | "idempotent" | "write" | "create";

/**
 * Sends a call that changes something, if somebody is left to record what comes of it; otherwise throws, and the call is not sent.
 * `call` names it: `LunaNode vm/create`.
 */
export type ChangeGuard = <T>(call: string, safety: Safety, send: () => Promise<T>) => Promise<T>;

/** One call of a cloud's API: how to ask and what the answer looks like. */
export interface Call<T> {
  /** The cloud's own name, e.g. `vm/create`. */
  name: string;
  safety: Safety;
  /** The unsigned request, built once a `send`; every attempt signs a fresh copy of it. */
  request(): Request;
  /** Wire schema over the decoded tree (building blocks: `decode/wire.ts`). Unknown fields are ignored. */
  answer: ZodType<T>;
  /** Seconds that one attempt may take, from connecting to the last byte. Default 60. */
  timeout?: number;
  /** An empty body (or a bare `null`) is a good answer: the schema is then given `null`. Default: it is an error. */
  mayBeEmpty?: boolean;
  /** Sent without a signature, e.g. the call that asks for the server's time. */
  unsigned?: boolean;
}

/** What came back, before anybody judged it. */
export interface Response {
  status: number;
  /** Lower-case names; repeated headers joined by `, `. */
  headers: Readonly<Record<string, string>>;
  /**
   * `undefined`: the body was HTML, or could not be decoded; then nothing in it can be trusted. `null`: it was empty. One
   * in another format than was asked for is here too, as a gateway may write its errors so; it can be no success.
   */
  tree: Tree | undefined;
  call: { name: string; safety: Safety };
  /** Seconds that the server's clock (its `date` header) is ahead of the time that the request was signed with. */
  skew: number | undefined;
}

/** What a cloud says about an answer that is an error. */
export interface ErrorMapping {
  kind: ErrorKind;
  /** The cloud's own words; the chain redacts them. */
  words: string;
  code?: string | undefined;
  requestId?: string | undefined;
  /** One sentence. Default: one by kind. */
  nextStep?: string | undefined;
  /** Default: `none` for a read and for every kind that is a refusal, `unknown` for timeout, protocol and unavailable. */
  effect?: Effect | undefined;
  /** Seconds. Default: the `retry-after` header. */
  retryAfter?: number | undefined;
  /** Refused for the moment, as something is being worked on; asked again, whatever it is, for some minutes. */
  busy?: true | undefined;
  /**
   * Try once more (once a `send`) with a fresh signature: for rejections of a nonce, a timestamp or an expired token.
   * Also holds for a create, as long as the effect is `none`.
   */
  retryOnce?:
    | {
        /** Seconds to wait first. */ after: number /** Sign with the server's clock from now on. */;
        serverClock?: boolean;
      }
    | undefined;
}

/** All that the chain must know of a cloud and an account. */
export interface ClientConfig {
  /** Display name, e.g. `LunaNode`. */
  cloud: string;
  decode: "json" | "xml" | "yaml";
  budget: BudgetLimits;
  /** Every credential: none of them, nor eight characters in a row of them, gets into an error or a debug line. */
  secrets: readonly string[];
  /** Response header that holds the cloud's request id, lower case. */
  requestIdHeader?: string;
  /** Signs a private copy of the request, after every other change to it. `now`: milliseconds since the epoch, corrected by `serverClock`. */
  sign(request: Request, now: number): Request | Promise<Request>;
  /**
   * Looks for an error in an answer of any status, also a 2xx. `undefined`: there is none, or none that the cloud's own
   * envelope tells; the chain then judges by status. Pure.
   */
  classify(response: Response): ErrorMapping | undefined;
  /** Called before the attempt that `retryOnce` asked for, e.g. to drop a cached token. */
  renew?(): void | Promise<void>;
}
