import { createHash, timingSafeEqual } from "node:crypto";
import { HostDimeError } from "./errors.ts";
import type { Parameter, ParameterMap } from "./form.ts";
import { phpEscape } from "./formats.ts";

export interface HostDimeCredentials {
  readonly publicKey: string;
  /** Hashed into every request, never sent. */
  readonly privateKey: string;
}

/**
 * The spelling of JSON in the signature. HostDime's own clients differ for `/` and non-ASCII: the PHP ones escape them,
 * the JavaScript and Ruby ones do not (docs/api/hostdime.md §1.3).
 */
export type Dialect = "php" | "js";

export interface Signing {
  /** With dots, without extension, as `vps.rdns.list`. */
  readonly method: string;
  /** Unix time in seconds, as sent. */
  readonly timestamp: string;
  readonly unique: string;
  readonly privateKey: string;
  /** In the order in which they are sent; those whose names start with `api_` are omitted. */
  readonly parameters: ParameterMap;
  readonly dialect?: Dialect;
}

/** `api_hash`: lower-case hexadecimal SHA-256 over the parameters as JSON twice (docs/api/hostdime.md §1.1). */
export function sign({ method, timestamp, unique, privateKey, parameters, dialect = "php" }: Signing): string {
  return hash([timestamp, unique, privateKey, method, encodeTwice(parameters, dialect)]);
}

function hash(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join(":"), "utf8").digest("hex");
}

/** The last part of the hashed text: the JSON of the parameters, encoded as a JSON string. */
export function encodeTwice(parameters: ParameterMap, dialect: Dialect): string {
  const spell = dialect === "php" ? phpEscape : (text: string): string => text;
  return spell(JSON.stringify(spell(jsonOf(withoutApi(parameters)))));
}

/** Built by hand, because a JavaScript object would put names like "2" first. */
function jsonOf(value: Parameter): string {
  if (typeof value === "string") return JSON.stringify(value);
  return `{${[...value].map(([name, one]) => `${JSON.stringify(name)}:${jsonOf(one)}`).join(",")}}`;
}

export function withoutApi(parameters: ParameterMap): ParameterMap {
  return new Map([...parameters].filter(([name]) => !name.startsWith("api_")));
}

export interface SignatureCheck {
  readonly method: string;
  readonly parameters: ParameterMap;
  /** False if the body is not valid UTF-8: PHP's encoder then returns `false` (docs/api/hostdime.md §1.3). */
  readonly wellFormed: boolean;
  readonly accounts: readonly HostDimeCredentials[];
  /** The cloud's wall clock, in seconds since 1970. */
  readonly now: number;
  /** Seconds by which a timestamp may differ, in either direction. */
  readonly window: number;
  /** Also accept the JavaScript dialect. */
  readonly acceptJs: boolean;
  /** Also accept a hash without `testing`, as one client computes it. */
  readonly unsignedTesting: boolean;
}

export type SignatureVerdict =
  | { readonly ok: true; readonly account: HostDimeCredentials; readonly unique: string; readonly note?: string }
  | {
      readonly ok: false;
      readonly signature: "bad" | "none";
      readonly error: HostDimeError;
      /** More than the client learns. */
      readonly note: string;
    };

/** Checks, in this order: presence, key, timestamp, hash (docs/api/hostdime.md §4.2). */
export function checkSignature(check: SignatureCheck): SignatureVerdict {
  const { parameters } = check;
  const field = (name: string): string => {
    const value = parameters.get(name);
    return typeof value === "string" ? value : "";
  };
  const given = field("api_hash");
  const bad = (error: HostDimeError, note = error.message): SignatureVerdict => ({
    ok: false,
    signature: given === "" ? "none" : "bad",
    error,
    note,
  });
  const missing = ["api_key", "api_timestamp", "api_unique", "api_hash"].filter((name) => field(name) === "");
  if (missing.length > 0) return bad(new HostDimeError(401, `missing ${missing.join(", ")}`));
  const unique = field("api_unique");
  const timestamp = field("api_timestamp");
  if (unique.includes(":")) return bad(new HostDimeError(400, "api_unique must not contain a colon"));
  const account = check.accounts.find((one) => one.publicKey === field("api_key"));
  if (!account) return bad(new HostDimeError(401, "unknown api_key"));
  if (!/^\d{1,12}$/.test(timestamp)) return bad(new HostDimeError(408, "api_timestamp is not a number of seconds"));
  const off = Number(timestamp) - check.now;
  if (Math.abs(off) > check.window) {
    return bad(
      new HostDimeError(408, "api_timestamp is outside the window"),
      `api_timestamp is ${Math.round(off)} s off`,
    );
  }
  const signed = { method: check.method, timestamp, unique, privateKey: account.privateKey, parameters };
  const variant = variants(check, signed).find(({ hash }) => equal(given, hash));
  if (variant?.taken) return { ok: true, account, unique, ...(variant.note ? { note: variant.note } : {}) };
  return bad(new HostDimeError(401, "api_hash does not match"), variant?.note);
}

interface Variant {
  readonly hash: string;
  readonly taken: boolean;
  readonly note?: string;
}

/** The valid hash, those that a switch makes valid, and those whose cause is worth logging. */
function variants({ wellFormed, acceptJs, unsignedTesting }: SignatureCheck, signed: Signing): Variant[] {
  const { timestamp, unique, privateKey, method, parameters } = signed;
  if (!wellFormed) return [{ hash: hash([timestamp, unique, privateKey, method, "false"]), taken: true }];
  const js = { dialect: "js" } as const;
  const untested = { parameters: new Map([...parameters].filter(([name]) => name !== "testing")) };
  const [inJs, left] = ["api_hash matches in the JavaScript dialect", "api_hash leaves testing out"];
  return [
    { hash: sign(signed), taken: true },
    { hash: sign({ ...signed, ...js }), taken: acceptJs, note: inJs },
    { hash: sign({ ...signed, ...untested }), taken: unsignedTesting, note: left },
    { hash: sign({ ...signed, ...untested, ...js }), taken: acceptJs && unsignedTesting, note: `${inJs} and ${left}` },
  ];
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
