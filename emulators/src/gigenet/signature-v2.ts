import { createHmac } from "node:crypto";
import { encodeBytes, type Pair, parsePairs } from "./form.ts";

const algorithms: Readonly<Record<string, string>> = { HmacSHA256: "sha256", HmacSHA1: "sha1" };

/** What a version 2 signature covers. */
export interface V2Request {
  readonly method: string;
  /** The Host header. */
  readonly host: string;
  /** "" counts as "/". */
  readonly path: string;
  /** A query string, in any order; a `Signature` in it is ignored. */
  readonly query: string;
}

/** The parameters except `Signature`, sorted by the bytes of their names and re-encoded (docs/api/gigenet.md §1.1). */
export function canonicalQueryV2(pairs: readonly Pair[]): string {
  const sorted = pairs.filter(({ name }) => name !== "Signature").sort(byNameThenValue);
  return sorted.map(({ name, value }) => `${encodeBytes(name)}=${encodeBytes(value)}`).join("&");
}

/**
 * The parameters except `Signature`, exactly as sent: what the documentation's PHP sample signs (docs/api/gigenet.md
 * §1.2).
 */
export function sentQueryV2(pairs: readonly Pair[]): string {
  const unsigned = pairs.filter(({ name }) => name !== "Signature");
  return unsigned.map(({ raw }) => raw).join("&");
}

function byNameThenValue(a: Pair, b: Pair): number {
  return compare(a.name, b.name) || compare(a.value, b.value);
}

/** Orders by character, which in latin1 text is the order of bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Base64 HMAC of method, host, path and query; undefined for an unknown algorithm. */
export function hmacV2(
  request: Pick<V2Request, "method" | "host" | "path">,
  query: string,
  secret: string,
  algorithm = "HmacSHA256",
): string | undefined {
  const hash = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  if (!hash) return undefined;
  const text = [request.method, request.host.toLowerCase(), request.path || "/", query].join("\n");
  return createHmac(hash, secret).update(text, "latin1").digest("base64");
}

/** The version 2 signature in base64, not percent-encoded. Throws if the query or its SignatureMethod is invalid. */
export function signV2(request: V2Request, secret: string): string {
  const pairs = parsePairs(request.query);
  const method = pairs?.find(({ name }) => name === "SignatureMethod")?.value;
  const signature = pairs && hmacV2(request, canonicalQueryV2(pairs), secret, method);
  if (signature === undefined) throw new Error("the query cannot be signed");
  return signature;
}
