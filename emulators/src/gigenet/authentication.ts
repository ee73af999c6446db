import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { ErrorCode } from "./errors.ts";
import { type Pair, utf8 } from "./form.ts";
import { canonicalQueryV2, hmacV2, sentQueryV2 } from "./signature-v2.ts";
import { canonicalRequestV4, hmacV4, sha256 } from "./signature-v4.ts";

/** A key for signing requests. */
export interface SigningKey {
  readonly owner: string;
  readonly secret: string;
  /** Temporary credentials: the token that each request must contain, and its expiry (wall-clock milliseconds). */
  readonly session?: { readonly token: string; readonly expiresAt: number };
}

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parameters of the URL. */
  readonly query: readonly Pair[];
  /** Parameters of the form body. */
  readonly form: readonly Pair[];
  readonly body: Buffer;
}

export interface Rules {
  readonly keyOf: (accessKey: string) => SigningKey | undefined;
  /** The cloud's wall clock, in milliseconds since 1970. */
  readonly now: number;
  /** Seconds by which a time may differ, in either direction. */
  readonly window: number;
  /** Version 2 signatures must cover the canonical query. */
  readonly strict: boolean;
  /** Version 4 signatures may be in the query. */
  readonly presigned: boolean;
}

export type Verdict =
  | { readonly ok: true; readonly owner: string }
  | { readonly ok: false; readonly code: ErrorCode; readonly note: string };

/** Determines by which scheme a request is signed and checks it; the note says what is wrong. */
export function authenticate(request: SignedRequest, rules: Rules): Verdict {
  const { authorization } = request.headers;
  if (authorization !== undefined) return checkHeader(request, authorization, rules);
  const all = [...request.query, ...request.form];
  if (textOf(all, "Signature") !== undefined || accessKeyOf(all, false) !== undefined) {
    return checkV2(request, all, rules);
  }
  if (rules.presigned && textOf(request.query, "X-Amz-Signature") !== undefined) return checkPresigned(request, rules);
  return bad("MissingAuthenticationToken", "there is no signature");
}

function bad(code: ErrorCode, note: string): Verdict {
  return { ok: false, code, note };
}

function textOf(pairs: readonly Pair[], name: string): string | undefined {
  const value = pairs.findLast((pair) => pair.name === name)?.value;
  return value === undefined ? undefined : utf8(value);
}

/** The documentation's PHP sample says AWSKeyId (docs/api/gigenet.md §1.2). */
function accessKeyOf(pairs: readonly Pair[], strict: boolean): string | undefined {
  return textOf(pairs, "AWSAccessKeyId") ?? (strict ? undefined : textOf(pairs, "AWSKeyId"));
}

function checkV2(request: SignedRequest, pairs: readonly Pair[], rules: Rules): Verdict {
  const accessKey = accessKeyOf(pairs, rules.strict);
  const given = textOf(pairs, "Signature");
  const time = textOf(pairs, "Timestamp");
  const expires = textOf(pairs, "Expires");
  if (!accessKey || !given || textOf(pairs, "SignatureVersion") !== "2" || !(time || expires)) {
    return bad("IncompleteSignature", "AWSAccessKeyId, Signature, SignatureVersion=2 and Timestamp are not all there");
  }
  const key = rules.keyOf(accessKey);
  if (!key) return bad("AuthFailure", "unknown API key");
  const algorithm = textOf(pairs, "SignatureMethod");
  const queries = [canonicalQueryV2(pairs), ...(rules.strict ? [] : [sentQueryV2(pairs)])];
  const expected = hostsOf(request).flatMap((host) =>
    queries.map((query) => hmacV2({ ...request, host }, query, key.secret, algorithm ?? "")),
  );
  if (expected.includes(undefined)) return bad("IncompleteSignature", "SignatureMethod is not HmacSHA256 or HmacSHA1");
  if (!expected.some((one) => equal(given, one ?? ""))) return mismatch();
  const late = expires ? checkExpiry(expires, rules) : checkTime(time ?? "", rules);
  return late ?? checkSession(key, textOf(pairs, "SecurityToken"), rules);
}

/** Clients differ in whether the port is part of the host (docs/api/gigenet.md §1.1). */
function hostsOf({ headers }: SignedRequest): string[] {
  const host = headers.host ?? "";
  return [host, host.replace(/:\d+$/, "")];
}

function checkHeader(request: SignedRequest, authorization: string, rules: Rules): Verdict {
  const [, list] = /^AWS4-HMAC-SHA256\s(.*)$/.exec(authorization) ?? [];
  if (list === undefined) return bad("IncompleteSignature", "the Authorization header is not AWS4-HMAC-SHA256");
  const fields = new Map(list.split(",").map((part) => splitOnce(part.trim())));
  return checkV4(request, request.query, rules, {
    credential: fields.get("Credential"),
    signedHeaders: fields.get("SignedHeaders"),
    signature: fields.get("Signature"),
    date: single(request.headers["x-amz-date"]),
    token: single(request.headers["x-amz-security-token"]),
  });
}

function checkPresigned(request: SignedRequest, rules: Rules): Verdict {
  const field = (name: string): string | undefined => textOf(request.query, `X-Amz-${name}`);
  const unsigned = request.query.filter(({ name }) => name !== "X-Amz-Signature");
  const verdict = checkV4(request, unsigned, rules, {
    credential: field("Credential"),
    signedHeaders: field("SignedHeaders"),
    signature: field("Signature"),
    date: field("Date"),
    lasts: Number(field("Expires") ?? "0"),
    token: field("Security-Token"),
  });
  if (field("Algorithm") !== "AWS4-HMAC-SHA256") return bad("IncompleteSignature", "X-Amz-Algorithm is wrong");
  return verdict;
}

interface V4Fields {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly date: string | undefined;
  readonly token: string | undefined;
  /** Validity of a presigned request, in seconds. */
  readonly lasts?: number;
}

/** Region and service are taken from the scope, whatever they are: clients differ (docs/api/gigenet.md §1.3). */
function checkV4(request: SignedRequest, query: readonly Pair[], rules: Rules, fields: V4Fields): Verdict {
  const { credential, signedHeaders, signature, date } = fields;
  if (!credential || !signedHeaders || !signature || !date) {
    return bad("IncompleteSignature", "Credential, SignedHeaders, Signature and X-Amz-Date are not all there");
  }
  const [accessKey = "", day, region = "", service = "", end, ...rest] = credential.split("/");
  if (end === undefined || rest.length > 0) return bad("IncompleteSignature", "the credential scope is not whole");
  const key = rules.keyOf(accessKey);
  if (!key) return bad("AuthFailure", "unknown API key");
  const moment = basicTime(date);
  if (moment === undefined) return bad("IncompleteSignature", "X-Amz-Date is not yyyymmddThhmmssZ");
  if (day !== date.slice(0, 8) || end !== "aws4_request") return mismatch("the credential scope does not fit");
  const names = signedHeaders.split(";");
  if (!names.includes("host")) return mismatch("the Host header is not signed");
  const absent = names.find((name) => request.headers[name] === undefined);
  if (absent !== undefined) return mismatch(`the signed header ${absent} is not there`);
  const stated = single(request.headers["x-amz-content-sha256"]);
  if (stated !== undefined && stated !== sha256(request.body))
    return mismatch("x-amz-content-sha256 is not the body's");
  const canonical = canonicalRequestV4(request, query, names);
  if (!equal(signature, hmacV4(canonical, key.secret, { date, region, service }))) return mismatch();
  const late = fields.lasts === undefined ? offBy(moment, rules) : outlived(moment, fields.lasts, rules);
  return late ?? checkSession(key, fields.token, rules);
}

function mismatch(note = "the signature does not match"): Verdict {
  return bad("SignatureDoesNotMatch", note);
}

function checkSession({ owner, session }: SigningKey, token: string | undefined, { now }: Rules): Verdict {
  if (!session) return { ok: true, owner };
  if (!equal(token ?? "", session.token)) return bad("AuthFailure", "the session token is missing or wrong");
  if (now > session.expiresAt) return bad("RequestExpired", "the temporary credentials have expired");
  return { ok: true, owner };
}

function checkTime(text: string, rules: Rules): Verdict | undefined {
  const time = isoTime(text);
  return time === undefined ? bad("InvalidParameterValue", "Timestamp is no ISO 8601 time") : offBy(time, rules);
}

function offBy(time: number, { now, window }: Rules): Verdict | undefined {
  const off = (time - now) / 1000;
  return Math.abs(off) > window ? bad("RequestExpired", `the time is ${Math.round(off)} s off`) : undefined;
}

/** Signing ahead for a later date is supported (docs/api/gigenet.md §1). */
function checkExpiry(text: string, { now }: Rules): Verdict | undefined {
  const end = isoTime(text);
  if (end === undefined) return bad("InvalidParameterValue", "Expires is no ISO 8601 time");
  return now > end ? bad("RequestExpired", "Expires has passed") : undefined;
}

function outlived(from: number, lasts: number, { now, window }: Rules): Verdict | undefined {
  const early = from - now > window * 1000;
  return early || !(now <= from + lasts * 1000) ? bad("RequestExpired", "X-Amz-Expires has passed") : undefined;
}

/** Parses a time with `Z`, with an offset, or with neither, which is UTC (docs/api/gigenet.md §1.2). */
export function isoTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.test(text)) return undefined;
  const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function basicTime(text: string): number | undefined {
  const [, date, hour, minute, second] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (date === undefined) return undefined;
  return isoTime(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${hour}:${minute}:${second}Z`);
}

function splitOnce(text: string): [string, string] {
  const mark = text.indexOf("=");
  return mark < 0 ? [text, ""] : [text.slice(0, mark), text.slice(mark + 1)];
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
