import type { Tree } from "./decode/tree.ts";
import { SecretFinder } from "./secret-finder.ts";

/** Replaces a secret. */
export const redacted = "[redacted]";

/** Longer texts are cut to this number of characters. */
const MAX_VISIBLE = 400_000;

const secretWords =
  "pass(?:word|wd|phrase)|passwd|secret|signature|token|credential|authori[sz]ation|login_?-?details|key_?-?material|user_?-?data|script_?-?content|api_?-?hash|cookie|consumer|vnc_?-?url";
/** Names of fields and headers whose value is never shown: any name that contains one of the words above or ends in `key`. */
const secretName = new RegExp(`${secretWords}|key$`, "i");

/*
 * Each pattern has one possible start and never rescans a stretch of text, so that a large body takes linear time. Whether a
 * name is a secret's name is checked after the match, not in the pattern.
 */
/** `name:` and `name=` in the spellings of JSON, JSON within JSON, forms, headers and sentences. */
const name = /(?<![\w.-])([\w.-]{1,100})(?:\\*["'])?\s*[:=]\s*/g;
/** The value after a name. In JSON within JSON, quotes have one backslash, and quotes within its texts have three. */
const value =
  /"(?:[^"\\]|\\[\s\S])*"?|\\"(?:[^"\\]|\\\\\\"|\\(?!"))*(?:\\")?|'(?:[^']|'')*'?|(?:(?:basic|bearer|digest)\s+)?[^\s&"',;}\]<]+/iy;
/** An XML element and its text. */
const element = /(<([\w.:-]{1,100})(?:\s[^<>]*)?>)[^<]+(?=<)/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Hides secrets by the name of their field, and by their value at any place and in any spelling. */
export class Redactor {
  readonly #finder: SecretFinder;

  /** `base`: a redactor whose secrets are hidden too, including those added to it later. `texts`: hidden line by line. */
  constructor(secrets: Iterable<string> = [], base?: Redactor, texts: Iterable<string> = []) {
    this.#finder = new SecretFinder(base === undefined ? undefined : base.#finder);
    for (const secret of secrets) this.#finder.add(secret);
    for (const text of texts) this.#finder.addText(text);
  }

  /** A redactor that hides these texts too: whole lines of them, and long stretches of lines. */
  with(texts: Iterable<string>): Redactor {
    return new Redactor([], this, texts);
  }

  /** Also hides this value from now on, e.g. a token or password that the cloud has just returned. */
  add(secret: string): void {
    this.#finder.add(secret);
  }

  /** Also hides this text, such as user data: whole lines of it, and long stretches of lines. */
  addText(text: string): void {
    this.#finder.addText(text);
  }

  /** Whether a text holds a secret in any spelling. */
  finds(text: string): boolean {
    return !this.#finder.places(text).next().done;
  }

  /** The text without secrets. */
  text(text: string): string {
    // By value first: if a pattern below would match only part of a value, the rest is already hidden.
    const clean = this.values(text)
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

  /** The tree without secrets: whole values of fields with a secret name, and secrets within all other text. */
  tree(tree: Tree): Tree {
    if (typeof tree === "string") return this.text(tree);
    if (tree === null) return null;
    if (Array.isArray(tree)) return tree.map((item) => this.tree(item));
    return Object.fromEntries(
      Object.entries(tree).map(([key, value]): [string, Tree] => [
        this.values(key),
        isSecretName(key) && value !== null ? redacted : this.tree(value),
      ]),
    );
  }

  /** `name=value`, without secrets. */
  pair(name: string, value: string): string {
    return `${this.values(name)}=${isSecretName(name) ? redacted : this.text(value)}`;
  }

  /** The text without the secrets that are known by value: for our own sentences, which contain names of settings. */
  values(whole: string): string {
    const text = whole.length > MAX_VISIBLE ? `${whole.slice(0, MAX_VISIBLE)}…` : whole;
    const places = [...this.#finder.places(text)].sort(([a], [b]) => a - b);
    let out = "";
    let visibleFrom = 0;
    for (const [from, to] of places) {
      if (from > visibleFrom || out === "") out += text.slice(visibleFrom, from) + redacted;
      visibleFrom = Math.max(visibleFrom, to);
    }
    return out + text.slice(visibleFrom);
  }
}

/** Whether a field or header of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
