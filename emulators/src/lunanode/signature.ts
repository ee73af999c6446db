import { createHmac, timingSafeEqual } from "node:crypto";

export interface LunaNodeCredentials {
  /** 16 characters. */
  readonly apiId: string;
  /** 128 characters; the first 64 are the partial key. */
  readonly apiKey: string;
}

/**
 * The form fields of a request as raw decoded bytes, because the signature covers bytes (docs/api/lunanode.md §1.2).
 */
export type Form = ReadonlyMap<string, Buffer>;

/** Decodes application/x-www-form-urlencoded without assuming a character set; of equal names the last wins. */
export function decodeForm(body: Buffer): Form {
  const fields = new Map<string, Buffer>();
  for (const pair of body.toString("latin1").split("&")) {
    if (pair === "") continue;
    const mark = pair.indexOf("=");
    const name = decodeBytes(mark < 0 ? pair : pair.slice(0, mark)).toString("utf8");
    fields.set(name, decodeBytes(mark < 0 ? "" : pair.slice(mark + 1)));
  }
  return fields;
}

function decodeBytes(text: string): Buffer {
  const plain = text.replaceAll("+", " ");
  const raw = plain.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(raw, "latin1");
}

/** Lower-case hexadecimal HMAC-SHA512 of `handler|req|nonce` with the whole key (docs/api/lunanode.md §1.1). */
export function sign(handler: string, req: string | Buffer, nonce: string, apiKey: string): string {
  return createHmac("sha512", apiKey).update(`${handler}|`).update(req).update(`|${nonce}`).digest("hex");
}

export interface SignatureCheck {
  /** `category/action/` of the URL. */
  readonly handler: string;
  readonly form: Form;
  readonly accounts: readonly LunaNodeCredentials[];
  /** The cloud's wall clock, in seconds since 1970. */
  readonly now: number;
  /** Seconds by which a nonce may differ, in either direction. */
  readonly window: number;
  readonly upperCase: boolean;
}

export type SignatureVerdict =
  | { readonly ok: true; readonly account: LunaNodeCredentials; readonly nonce: number; readonly req: JsonObject }
  | { readonly ok: false; readonly signature: "bad" | "none"; readonly note: string };

export type JsonObject = Readonly<Record<string, unknown>>;

/** Checks ID, partial key, nonce and signature; the note says which one failed (the client does not learn it). */
export function checkSignature(check: SignatureCheck): SignatureVerdict {
  const { form } = check;
  const bad = (note: string): SignatureVerdict => ({
    ok: false,
    signature: form.has("signature") ? "bad" : "none",
    note,
  });
  const req = form.get("req");
  const signature = form.get("signature")?.toString("latin1");
  const nonce = form.get("nonce")?.toString("latin1");
  if (!req || signature === undefined || nonce === undefined) return bad("req, signature and nonce are not all there");
  const parsed = parseObject(req.toString("utf8"));
  if (!parsed) return bad("req is not a JSON object");
  const account = check.accounts.find((one) => one.apiId === parsed.api_id);
  if (!account) return bad("unknown api_id");
  if (parsed.api_partialkey !== account.apiKey.slice(0, 64)) return bad("wrong api_partialkey");
  if (!/^\d{1,12}$/.test(nonce)) return bad("the nonce is not a decimal number of seconds");
  const off = Number(nonce) - check.now;
  if (Math.abs(off) > check.window) return bad(`the nonce is ${Math.round(off)} s off`);
  const given = check.upperCase ? signature.toLowerCase() : signature;
  if (!equal(given, sign(check.handler, req, nonce, account.apiKey))) return bad("the signature does not match");
  return { ok: true, account, nonce: Number(nonce), req: parsed };
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
