import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export interface NaverCredentials {
  /** Access key ID. */
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface Signed {
  readonly method: string;
  /** Path and query exactly as sent; the body is never signed (docs/api/naver.md §1.1). */
  readonly url: string;
  /** Milliseconds since 1970, as text. */
  readonly timestamp: string;
  readonly accessKey: string;
}

/** Base64 of HMAC-SHA256 over method, URL, timestamp and access key (docs/api/naver.md §1.1). */
export function sign({ method, url, timestamp, accessKey }: Signed, secretKey: string): string {
  return createHmac("sha256", secretKey).update(`${method} ${url}\n${timestamp}\n${accessKey}`).digest("base64");
}

export interface SignatureCheck {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly accounts: readonly NaverCredentials[];
  readonly disabledKeys: readonly string[];
  /** The cloud's wall clock, in milliseconds since 1970. */
  readonly now: number;
  /** Seconds by which the timestamp may differ, in either direction. */
  readonly window: number;
}

export type SignatureVerdict =
  | { readonly ok: true; readonly accessKey: string }
  | {
      readonly ok: false;
      readonly signature: "bad" | "none";
      /** Whether the key or the signature is wrong, for which the service has two codes. */
      readonly fails: "key" | "signature";
      readonly note: string;
    };

/**
 * Checks key, timestamp and signature. The v2 and v1 headers carry the same signature; v2 takes precedence
 * (docs/api/naver.md §1.2).
 */
export function checkSignature(check: SignatureCheck): SignatureVerdict {
  const { method, url, headers } = check;
  const timestamp = headerOf(headers, "x-ncp-apigw-timestamp");
  const accessKey = headerOf(headers, "x-ncp-iam-access-key");
  const given = headerOf(headers, "x-ncp-apigw-signature-v2") ?? headerOf(headers, "x-ncp-apigw-signature-v1");
  const bad = (fails: "key" | "signature", note: string): SignatureVerdict => ({
    ...{ ok: false, signature: given === undefined ? "none" : "bad", fails, note },
  });
  if (given === undefined || timestamp === undefined || accessKey === undefined) {
    return bad("signature", "timestamp, access key and signature are not all there");
  }
  const account = check.accounts.find((one) => one.accessKey === accessKey);
  if (!account) return bad("key", "unknown access key");
  if (check.disabledKeys.includes(accessKey)) return bad("key", "the access key is disabled");
  if (!/^\d{1,15}$/.test(timestamp)) return bad("signature", "the timestamp is not a decimal number of milliseconds");
  const off = Number(timestamp) - check.now;
  if (Math.abs(off) > check.window * 1000) return bad("signature", `the timestamp is ${Math.round(off / 1000)} s off`);
  if (!equal(given, sign({ method, url, timestamp, accessKey }, account.secretKey))) {
    return bad("signature", "the signature does not match");
  }
  return { ok: true, accessKey };
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
