import { viewsOf } from "./text-views.ts";

/** This many consecutive bytes of a secret reveal it: LunaNode sends the first half of its key as a parameter. */
const PART = 8;
/** Shorter secrets cannot be distinguished from ordinary text. */
const SHORTEST = 4;
/** A match of this many consecutive bytes with a sent text, such as user data, is not a coincidence. */
const STRETCH = 24;

/** Normalizes a text for comparison: its bytes without line ends, and `+` as the blank that it means in a form. */
const keyOf = (bytes: string): string => bytes.replaceAll("+", " ");
const bytesOf = (text: string): string =>
  keyOf(
    text
      .split(/[\r\n]+[ \t]*/)
      .map((line) => Buffer.from(line, "utf8").toString("latin1"))
      .join(""),
  );

/** Hashes four bytes, given as one number, to a slot in a table of 8,192. */
const slot = (window: number): number => Math.imul(window, 0x9e3779b1) >>> 19;
const slotOf = (bytes: string): number =>
  slot([0, 1, 2, 3].reduce((window, at) => ((window << 8) | bytes.charCodeAt(at)) >>> 0, 0));

/** Every run of this many bytes. */
function* runs(bytes: string, length: number): Generator<string> {
  for (let start = 0; start + length <= bytes.length; start += 1) yield bytes.slice(start, start + length);
}

/** Finds secrets in a text at any place, in any spelling, and in part. */
export class SecretFinder {
  /** Every run of `PART` bytes of the long secrets. */
  private readonly parts = new Set<string>();
  /** The short secrets. */
  private readonly short = new Set<string>();
  /** The lines of sent texts, by their first `PART` bytes. Found only as a whole, because they may contain ordinary words … */
  private readonly lines = new Map<string, string[]>();
  /** … and every run of `STRETCH` bytes of them. */
  private readonly stretches = new Set<string>();
  /** Whether any of these may begin at a position, by the hash of its first bytes: rules out nearly every position cheaply. */
  private readonly starts = new Uint8Array(1 << 13);
  /** A finder whose secrets are found too. */
  private readonly base: SecretFinder | undefined;

  constructor(base?: SecretFinder) {
    this.base = base;
  }

  /** Adds a key, a password or a token. */
  add(secret: string): void {
    const bytes = bytesOf(secret);
    if (bytes.length < SHORTEST) return;
    if (bytes.length < PART) this.short.add(bytes);
    for (const run of runs(bytes, PART)) this.parts.add(run);
    for (const run of runs(bytes, SHORTEST)) this.starts[slotOf(run)] = 1;
  }

  /** Adds a text such as user data. */
  addText(text: string): void {
    for (const line of text.split(/[\r\n]/)) this.addLine(bytesOf(line.trim()));
  }

  private addLine(line: string): void {
    if (line.length < PART) return;
    const start = line.slice(0, PART);
    const lines = this.lines.get(start) ?? [];
    this.lines.set(start, lines);
    lines.push(line);
    this.starts[slotOf(start)] = 1;
    for (const run of runs(line, STRETCH)) {
      this.stretches.add(run);
      this.starts[slotOf(run)] = 1;
    }
  }

  /** The positions of secrets in the text, in every way to decode it. */
  *places(text: string): Generator<readonly [from: number, to: number]> {
    const shortest = this.shortest();
    if (shortest === undefined) return;
    for (const { bytes, from, to } of viewsOf(text, shortest)) {
      const key = keyOf(bytes);
      // The last four bytes, as one number.
      let window = 0;
      for (let end = 0; end < key.length; end += 1) {
        window = ((window << 8) | key.charCodeAt(end)) >>> 0;
        const start = end + 1 - SHORTEST;
        const length = start < 0 ? 0 : this.lengthAt(key, start, slot(window));
        if (length > 0) yield [from[start] ?? 0, to[start + length - 1] ?? 0];
      }
    }
  }

  /** Bytes of the shortest thing to find; undefined if there is nothing. */
  private shortest(): number | undefined {
    const own = this.short.size > 0 ? SHORTEST : this.parts.size + this.lines.size > 0 ? PART : undefined;
    const others = this.base?.shortest();
    return own === undefined || others === undefined ? (own ?? others) : Math.min(own, others);
  }

  /** Length of the secret that begins at this position; 0 if none does. */
  private lengthAt(bytes: string, start: number, at: number): number {
    const own = this.starts[at] === 1 ? this.ownLengthAt(bytes, start) : 0;
    return Math.max(own, this.base?.lengthAt(bytes, start, at) ?? 0);
  }

  private ownLengthAt(bytes: string, start: number): number {
    const part = bytes.slice(start, start + PART);
    const line = this.lines.get(part)?.find((each) => bytes.startsWith(each, start));
    if (line !== undefined) return line.length;
    if (this.stretches.size > 0 && this.stretches.has(bytes.slice(start, start + STRETCH))) return STRETCH;
    if (this.parts.has(part)) return PART;
    for (const short of this.short) if (part.startsWith(short)) return short.length;
    return 0;
  }
}
