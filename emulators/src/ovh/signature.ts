import { createHash, timingSafeEqual } from "node:crypto";

/** What a client signs with. */
export interface OvhCredentials {
  /** X-Ovh-Application, 16 characters; it is not part of what is hashed. */
  readonly applicationKey: string;
  /** 32 characters; never sent. */
  readonly applicationSecret: string;
  /** X-Ovh-Consumer, 32 characters. */
  readonly consumerKey: string;
  /** The account's (first) Public Cloud project, 32 hexadecimal digits. */
  readonly project: string;
}

/** The other way to sign in: OAuth2 client credentials. */
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
  /** The bytes sent; empty when there is no body. */
  readonly body: Buffer | string;
  /** The text of X-Ovh-Timestamp. */
  readonly timestamp: string;
}

/** `$1$` and the SHA-1 of the six parts joined by `+`; a plain hash, not an HMAC (docs/api/ovh.md §1.1). */
export function sign({ applicationSecret, consumerKey, method, url, body, timestamp }: Signable): string {
  const hash = createHash("sha1").update(`${applicationSecret}+${consumerKey}+${method}+${url}+`);
  return `$1$${hash.update(body).update(`+${timestamp}`).digest("hex")}`;
}

/** Whether a signature holds for the request under any of the URLs by which its client may have known it. */
export function verify(given: string, urls: readonly string[], parts: Omit<Signable, "url">): boolean {
  return urls.some((url) => equal(given, sign({ ...parts, url })));
}

export interface UrlRules {
  /** Base URL that clients were given, without a slash at the end; null: the Host header, by plain HTTP. */
  readonly publicUrl: string | null;
  /** Also take `https://<host without port>/…`, which the Node.js client signs whatever its port (docs/api/ovh.md §1.5). */
  readonly nodeClientUrls: boolean;
}

/** The URLs that a client may have signed for what arrived as `host` and `url` (path and query as sent). */
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
