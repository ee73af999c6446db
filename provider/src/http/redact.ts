import type { Tree } from "./decode/tree.ts";
import { viewsOf } from "./views.ts";

/** What stands in the place of a secret. */
export const redacted = "[redacted]";

/** As many bytes of a secret in a row give it away: LunaNode sends the first half of its key as a parameter. */
const PART = 8;
/** Shorter secrets cannot be told from ordinary text. */
const SHORTEST = 4;
/** As many bytes in a row of a text that was sent, such as user data, are no accident. */
const STRETCH = 24;
/** Characters of a text beyond which nothing of it is shown. */
const LONGEST_SHOWN = 400_000;

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

/** A text as secrets are compared: its bytes without line ends, and `+` as the blank that it is in a form. */
const keyOf = (bytes: string): string => bytes.replaceAll("+", " ");
const bytesOf = (text: string): string =>
  keyOf(
    text
      .split(/[\r\n]+[ \t]*/)
      .map((line) => Buffer.from(line, "utf8").toString("latin1"))
      .join(""),
  );

/** Every run of so many bytes. */
function* runs(bytes: string, length: number): Generator<string> {
  for (let start = 0; start + length <= bytes.length; start += 1) yield bytes.slice(start, start + length);
}

/** Hides secrets by the name of their field and, wherever they stand and however they are spelt, by their value. */
export class Redactor {
  /** Every run of `PART` bytes of the long secrets. */
  readonly #parts: Set<string>;
  /** The short ones. */
  readonly #short: Set<string>;
  /** What one request has sent, line by line, by the first `PART` bytes: hidden as a whole, as it may hold ordinary words … */
  readonly #lines: Map<string, string[]>;
  /** … and every run of `STRETCH` bytes of it. */
  readonly #stretches: Set<string>;

  constructor(secrets: Iterable<string> = [], base?: Redactor, texts: Iterable<string> = []) {
    this.#parts = base === undefined ? new Set() : base.#parts;
    this.#short = base === undefined ? new Set() : base.#short;
    this.#lines = new Map([...(base === undefined ? [] : base.#lines)].map(([start, lines]) => [start, [...lines]]));
    this.#stretches = new Set(base === undefined ? [] : base.#stretches);
    for (const secret of secrets) this.add(secret);
    for (const text of texts) for (const line of text.split(/[\r\n]/)) this.#addLine(bytesOf(line.trim()));
  }

  /** One that hides these texts too: whole lines of them, and long stretches of lines. */
  with(texts: Iterable<string>): Redactor {
    return new Redactor([], this, texts);
  }

  /** Also hides this value from now on, e.g. a token or a password that the cloud has just given. */
  add(secret: string): void {
    if (secret.length < SHORTEST) return;
    const bytes = bytesOf(secret);
    if (bytes.length < PART) this.#short.add(bytes);
    for (const run of runs(bytes, PART)) this.#parts.add(run);
  }

  #addLine(line: string): void {
    if (line.length < PART) return;
    const start = line.slice(0, PART);
    const lines = this.#lines.get(start) ?? [];
    this.#lines.set(start, lines);
    lines.push(line);
    for (const run of runs(line, STRETCH)) this.#stretches.add(run);
  }

  /** Whether a text holds a secret, in whatever spelling. */
  finds(text: string): boolean {
    return !this.#places(text).next().done;
  }

  /** The text without secrets. */
  text(whole: string): string {
    const text = whole.length > LONGEST_SHOWN ? `${whole.slice(0, LONGEST_SHOWN)}…` : whole;
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
    const places = [...this.#places(text)].sort(([a], [b]) => a - b);
    let out = "";
    let shownFrom = 0;
    for (const [from, to] of places) {
      if (from > shownFrom || out === "") out += text.slice(shownFrom, from) + redacted;
      shownFrom = Math.max(shownFrom, to);
    }
    return out + text.slice(shownFrom);
  }

  /** Where in the text a secret stands, in one of the ways to read it. */
  *#places(text: string): Generator<readonly [from: number, to: number]> {
    if (this.#parts.size + this.#short.size + this.#lines.size === 0) return;
    for (const { bytes, from, to } of viewsOf(text)) {
      const key = keyOf(bytes);
      for (let start = 0; start < key.length; start += 1) {
        const length = this.#secretAt(key, start);
        if (length > 0) yield [from[start] ?? 0, to[start + length - 1] ?? 0];
      }
    }
  }

  #secretAt(bytes: string, start: number): number {
    const part = bytes.slice(start, start + PART);
    const line = this.#lines.get(part)?.find((each) => bytes.startsWith(each, start));
    if (line !== undefined) return line.length;
    if (this.#stretches.size > 0 && this.#stretches.has(bytes.slice(start, start + STRETCH))) return STRETCH;
    if (this.#parts.has(part)) return PART;
    for (const short of this.#short) if (part.startsWith(short)) return short.length;
    return 0;
  }
}

/** Whether a field or header of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
