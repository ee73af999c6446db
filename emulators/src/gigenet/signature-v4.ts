import { createHash, createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { encodeBytes, type Pair, parsePairs } from "./form.ts";

/** What a version 4 signature covers. */
export interface V4Request {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Lower-case names; `signedHeaders` lists those to be signed. */
  readonly headers: IncomingHttpHeaders;
  readonly body: string | Buffer;
}

export interface V4Scope {
  /** `yyyymmddThhmmssZ`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case names, sorted. */
  readonly signedHeaders: readonly string[];
}

/** The canonical request; `query` must not contain a signature (docs/api/gigenet.md §1.3). */
export function canonicalRequestV4(
  request: Omit<V4Request, "query">,
  pairs: readonly Pair[],
  signed: readonly string[],
): string {
  const headers = signed.map((name) => `${name}:${headerValue(request.headers[name])}\n`);
  const hash = sha256(request.body);
  return [request.method, request.path || "/", canonicalQueryV4(pairs), headers.join(""), signed.join(";"), hash].join(
    "\n",
  );
}

function canonicalQueryV4(pairs: readonly Pair[]): string {
  const encoded = pairs.map(({ name, value }): [string, string] => [encodeBytes(name), encodeBytes(value)]);
  encoded.sort(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : Number(a > b) - Number(a < b)));
  return encoded.map(([name, value]) => `${name}=${value}`).join("&");
}

function headerValue(value: string | string[] | undefined): string {
  const text = Array.isArray(value) ? value.join(",") : (value ?? "");
  return text.trim().replaceAll(/ +/g, " ");
}

/** The signing key for a day, region and service. */
export function signingKeyV4(secret: string, { date, region, service }: Omit<V4Scope, "signedHeaders">): Buffer {
  const parts = [date.slice(0, 8), region, service, "aws4_request"];
  return parts.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`, "utf8"));
}

/** The signature of a canonical request, in lower-case hexadecimal. */
export function hmacV4(canonical: string, secret: string, scope: Omit<V4Scope, "signedHeaders">): string {
  const { date, region, service } = scope;
  const credential = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, credential, sha256(Buffer.from(canonical, "latin1"))].join("\n");
  return hmac(signingKeyV4(secret, scope), text).toString("hex");
}

/** The version 4 signature of a request, in lower-case hexadecimal. Throws if the query is invalid. */
export function signV4(request: V4Request, secret: string, scope: V4Scope): string {
  const pairs = parsePairs(request.query);
  if (!pairs) throw new Error("the query cannot be signed");
  return hmacV4(canonicalRequestV4(request, pairs, scope.signedHeaders), secret, scope);
}

/** The Authorization header for a signature. */
export function authorizationV4(key: string, signature: string, scope: V4Scope): string {
  const { date, region, service, signedHeaders } = scope;
  const credential = `${key}/${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
}

export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
