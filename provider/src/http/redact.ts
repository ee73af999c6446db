import type { Tree } from "./decode/tree.ts";
import { trimEnd } from "./text.ts";

/** What stands in the place of a secret. */
export const redacted = "[redacted]";

/** As many characters of a secret in a row give it away: LunaNode sends the first half of its key as a parameter. */
const part = 8;
/** Shorter secrets cannot be told from ordinary text. */
const shortest = 4;
/** Longer ones are no keys but texts, and their spellings would fill the memory. */
const longestKey = 512;

const secretWords =
  "pass(?:word|wd|phrase)|passwd|secret|signature|token|credential|authori[sz]ation|login_?-?details|key_?-?material|user_?-?data|script_?-?content|api_?-?hash|cookie|consumer";
/** Names of fields and headers whose value is never shown: the words above anywhere in it, or a name that ends in `key`. */
const secretName = new RegExp(`${secretWords}|key$`, "i");

/*
 * Each pattern starts at one place and never tries a stretch of text twice, so that a large body costs time in proportion:
 * whether a name is that of a secret is asked after the match, not within it.
 */
/** `name:` and `name=` in the spellings of JSON, JSON within JSON, forms, headers and sentences. */
const name = /(?<![\w.-])([\w.-]{1,100})(?:\\*["'])?\s*[:=]\s*/g;
/** What may follow. In JSON within JSON the quotes have a backslash, and those within its texts three. */
const value =
  /"(?:[^"\\]|\\[\s\S])*"?|\\"(?:[^"\\]|\\\\\\"|\\(?!"))*(?:\\")?|'(?:[^']|'')*'?|(?:(?:basic|bearer|digest)\s+)?[^\s&"',;}\]<]+/iy;
/** An XML element and its text. */
const element = /(<([\w.:-]{1,100})(?:\s[^<>]*)?>)[^<]+(?=<)/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Hides secrets by the name of their field and, wherever they stand and however they are spelt, by their value. */
export class Redactor {
  /** Every run of `part` characters of every spelling of the long secrets. */
  readonly #parts: Set<string>;
  /** Texts that are hidden as a whole: spellings shorter than `part`, and what one request has sent. */
  readonly #whole: Set<string>;

  constructor(secrets: Iterable<string> = [], base?: Redactor, texts: Iterable<string> = []) {
    this.#parts = base === undefined ? new Set() : base.#parts;
    this.#whole = new Set([...texts, ...(base === undefined ? [] : base.#whole)]);
    for (const secret of secrets) this.add(secret);
  }

  /** One that hides these texts too, as a whole only: they may hold ordinary words. */
  with(texts: Iterable<string>): Redactor {
    return new Redactor(
      [],
      this,
      [...texts].flatMap((text) => [text, json(text)]),
    );
  }

  /** Also hides this value from now on, e.g. a token or a password that the cloud has just given. */
  add(secret: string): void {
    if (secret.length < shortest) return;
    for (const spelling of spellings(secret)) {
      if (spelling.length < part) this.#whole.add(spelling);
      for (let start = 0; start + part <= spelling.length; start += 1)
        this.#parts.add(spelling.slice(start, start + part));
    }
  }

  /** The text without secrets. */
  text(text: string): string {
    // By value first: of a value that the patterns below cut short, the rest is then hidden already.
    const clean = this.#byValue(text)
      .replace(privateKey, redacted)
      .replace(element, (whole, open, tag) => (isSecretName(tag) ? `${open}${redacted}` : whole));
    let out = "";
    let from = 0;
    for (const match of clean.matchAll(name)) {
      const end = match.index + match[0].length;
      if (match.index < from || !isSecretName(match[1] ?? "")) continue;
      value.lastIndex = end;
      const length = value.exec(clean)?.[0].length ?? 0;
      if (length === 0) continue;
      out += clean.slice(from, end) + redacted;
      from = end + length;
    }
    return out + clean.slice(from);
  }

  /** The tree without secrets: whole values of fields with a secret's name, and secrets within all other text. */
  tree(tree: Tree): Tree {
    if (typeof tree === "string") return this.text(tree);
    if (tree === null) return null;
    if (Array.isArray(tree)) return tree.map((item) => this.tree(item));
    return Object.fromEntries(
      Object.entries(tree).map(([key, value]): [string, Tree] => [
        this.#byValue(key),
        isSecretName(key) && value !== null ? redacted : this.tree(value),
      ]),
    );
  }

  /** `name=value`, without secrets. */
  pair(name: string, value: string): string {
    return `${this.#byValue(name)}=${isSecretName(name) ? redacted : this.text(value)}`;
  }

  #byValue(text: string): string {
    let out = "";
    let shownFrom = 0;
    let hiddenTo = 0;
    for (let start = 0; start < text.length; start += 1) {
      const length = this.#secretAt(text, start);
      if (length === 0) continue;
      if (start > hiddenTo || hiddenTo === 0) {
        out += text.slice(shownFrom, start) + redacted;
      }
      hiddenTo = Math.max(hiddenTo, start + length);
      shownFrom = hiddenTo;
    }
    return out + text.slice(shownFrom);
  }

  #secretAt(text: string, start: number): number {
    if (this.#parts.has(text.slice(start, start + part))) return part;
    for (const whole of this.#whole) if (text.startsWith(whole, start)) return whole.length;
    return 0;
  }
}

/** Whether a field or header of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** The secret as it may stand in a request, an answer or an error: plain, or escaped by one or two of the usual encodings. */
function spellings(secret: string): Set<string> {
  const once = encodings.map((encode) => encode(secret));
  if (secret.length > longestKey) return new Set([secret, ...once]);
  return new Set([secret, ...once, ...once.flatMap((text) => encodings.map((encode) => encode(text)))]);
}

/** encodeURIComponent throws on half a surrogate pair. */
const wellFormed = (text: string) => Buffer.from(text, "utf8").toString("utf8");
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const percent = (text: string) => encodeURIComponent(wellFormed(text));
const nonAscii = /[\u0080-\uffff]/g;

const encodings: readonly ((text: string) => string)[] = [
  json,
  // PHP's and Python's dialects of JSON.
  (text) =>
    json(text)
      .replaceAll("/", "\\/")
      .replace(nonAscii, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  (text) => json(text).replace(nonAscii, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  // Go's.
  (text) => json(text).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
  percent,
  (text) => percent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  (text) => percent(text).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
  (text) => new URLSearchParams([["", text]]).toString().slice(1),
  (text) => encodeURI(wellFormed(text)),
  (text) => text.replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;" })[char] ?? "&gt;"),
  (text) =>
    text.replace(/[&<>"']/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char] ?? "&apos;"),
  (text) =>
    text.replace(/[&<>"']/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char] ?? "&#039;"),
  (text) => text.replaceAll("'", "''"),
  (text) => trimEnd(Buffer.from(text, "utf8").toString("base64"), "="),
  (text) => Buffer.from(text, "utf8").toString("hex"),
];
