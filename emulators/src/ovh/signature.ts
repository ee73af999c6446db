import { createHash, timingSafeEqual } from "node:crypto";

/** What a client signs with. */
export interface OvhCredentials {
  /** X-Ovh-Application, 16 characters; not part of the hash. */
  readonly applicationKey: string;
  /** 32 characters; never sent. */
  readonly applicationSecret: string;
  /** X-Ovh-Consumer, 32 characters. */
  readonly consumerKey: string;
  /** The account's (first) Public Cloud project, 32 hexadecimal digits. */
  readonly project: string;
}

/** The alternative way to sign in: OAuth2 client credentials. */
export interface OvhServiceAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly project: string;
}

export interface Signable {
  readonly applicationSecret: string;
  readonly consumerKey: string;
  /** Upper case. */
  readonly method: string;
  /** Absolute, exactly as sent: scheme, host, port, base path, percent-encoding, query. */
  readonly url: string;
  /** The bytes sent; empty if there is no body. */
  readonly body: Buffer | string;
  /** The text of X-Ovh-Timestamp. */
  readonly timestamp: string;
}

/** `$1$` and the SHA-1 of the six parts joined by `+`; a plain hash, not an HMAC (docs/api/ovh.md §1.1). */
export function sign({ applicationSecret, consumerKey, method, url, body, timestamp }: Signable): string {
  const hash = createHash("sha1").update(`${applicationSecret}+${consumerKey}+${method}+${url}+`);
  return `$1$${hash.update(body).update(`+${timestamp}`).digest("hex")}`;
}

/** Whether a signature is valid for the request under any of the URLs that its client may have used. */
export function verify(given: string, urls: readonly string[], parts: Omit<Signable, "url">): boolean {
  return urls.some((url) => equal(given, sign({ ...parts, url })));
}

export interface UrlRules {
  /** Base URL given to clients, without a trailing slash; null: the Host header, over plain HTTP. */
  readonly publicUrl: string | null;
  /**
   * Also accept `https://<host without port>/…`, which the Node.js client signs whatever its port (docs/api/ovh.md
   * §1.5).
   */
  readonly nodeClientUrls: boolean;
}

/** The URLs that a client may have signed for a request received with `host` and `url` (path and query as sent). */
export function signedUrls(host: string, url: string, { publicUrl, nodeClientUrls }: UrlRules): string[] {
  const base = publicUrl ?? `http://${host}`;
  const urls = [base + url];
  if (nodeClientUrls) urls.push(`https://${base.replace(/^\w+:\/\//, "").replace(/:\d+$/, "")}${url}`);
  return urls;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
