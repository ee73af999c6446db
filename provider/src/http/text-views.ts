/*
 * A text as it is, and as it reads after removing, one after another, the encodings that APIs use: escapes of JSON, URLs and
 * XML, base64 and hexadecimal digits, at any position in the text. Each view maps its bytes to positions in the text, so that a
 * match in a view is a match in the text.
 */

/** The UTF-8 bytes of a text, one character each, and the position in the text where each begins and ends. */
export interface View {
  bytes: string;
  from: ArrayLike<number>;
  to: ArrayLike<number>;
}

/** Levels of nested encodings, such as JSON in a form in base64. */
const DEPTH = 4;
/** Total bytes of all views per character of the text, so that the cost is linear in its length. */
const BUDGET = 40;

/** `shortest`: length of the shortest secret, in bytes. Runs of digits that are too short for it are skipped. */
export function* viewsOf(text: string, shortest: number): Generator<View> {
  const isText = new RegExp(`[\\t\\r\\n -~]{${shortest}}`);
  let views = joined(plain(text));
  let left = BUDGET * (text.length + 100);
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    const next: View[] = [];
    for (const view of views) {
      left -= view.bytes.length;
      if (left < 0) return;
      yield view;
      // Nested encodings are text; most runs that were decoded at the wrong offset are not.
      if (depth < DEPTH && isText.test(view.bytes)) next.push(...decoded(view, shortest).flatMap(joined));
    }
    views = next;
  }
}

function decoded(view: View, shortest: number): View[] {
  return [
    ...ESCAPES.flatMap((each) => unescaped(view, each)),
    ...[0, 1, 2, 3].flatMap((shift) => digits(view, BASE64, shift, shortest)),
    ...[0, 1].flatMap((shift) => digits(view, HEX, shift, shortest)),
  ];
}

class Builder {
  private length = 0;
  private readonly bytes: Uint8Array;
  private readonly from: Int32Array;
  private readonly to: Int32Array;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
  }

  add(byte: number, from: number, to: number): void {
    this.bytes[this.length] = byte;
    this.from[this.length] = from;
    this.to[this.length] = to;
    this.length += 1;
  }

  /** Adds the UTF-8 bytes of a character. */
  addCode(code: number, from: number, to: number): void {
    if (code < 0x80) this.add(code, from, to);
    else for (const byte of Buffer.from(String.fromCodePoint(code), "utf8")) this.add(byte, from, to);
  }

  view(): View {
    const bytes = Buffer.from(this.bytes.buffer, 0, this.length).toString("latin1");
    return { bytes, from: this.from, to: this.to };
  }
}

function plain(text: string): View {
  // A UTF-16 unit is at most three bytes of UTF-8.
  const out = new Builder(text.length * 3);
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const length = code > 0xffff ? 2 : 1;
    out.addCode(code, at, at + length);
    at += length;
  }
  return out.view();
}

/** A view, and the same on one line: base64 is wrapped, and keys have lines, perhaps indented. */
function joined(view: View): View[] {
  if (!/[\r\n]/.test(view.bytes)) return [view];
  const out = new Builder(view.bytes.length);
  let isBreak = false;
  for (let at = 0; at < view.bytes.length; at += 1) {
    const code = view.bytes.charCodeAt(at);
    isBreak = code === 10 || code === 13 || (isBreak && (code === 32 || code === 9));
    if (!isBreak) out.add(code, view.from[at] ?? 0, view.to[at] ?? 0);
  }
  return [view, out.view()];
}

/** How an encoding writes a character that it cannot write literally. */
interface Escape {
  first: string;
  pattern: RegExp;
  codeOf(match: RegExpExecArray): number;
}

const NAMED_ENTITIES: Readonly<Record<string, number>> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
const AFTER_BACKSLASH: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
const hex = (digits: string): number => Number.parseInt(digits, 16);

/** Decoded one kind at a time: `\%75` is a backslash and a letter or an escaped percent sign, and only one reading leads on. */
const ESCAPES: readonly Escape[] = [
  // A byte, not a character.
  { first: "%", pattern: /%([0-9A-Fa-f]{2})/y, codeOf: ([, octet = ""]) => -hex(octet) - 1 },
  {
    first: "\\",
    pattern: /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|x([0-9a-f]{2})|([^ux]))/iy,
    codeOf: ([, high, low, unit, octet, simple = ""]) =>
      high !== undefined && low !== undefined
        ? 0x10000 + ((hex(high) - 0xd800) << 10) + (hex(low) - 0xdc00)
        : (AFTER_BACKSLASH[simple] ?? (simple === "" ? hex(unit ?? octet ?? "") : simple.charCodeAt(0))),
  },
  {
    first: "&",
    pattern: /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));/y,
    codeOf: ([, decimal, digits, name = ""]) =>
      NAMED_ENTITIES[name] ?? Math.min(decimal === undefined ? hex(digits ?? "") : Number(decimal), 0x10ffff),
  },
  { first: "'", pattern: /''/y, codeOf: () => 39 },
];

/** Returns no view if there is nothing to decode. */
function unescaped({ bytes, from, to }: View, { first, pattern, codeOf }: Escape): View[] {
  if (!bytes.includes(first)) return [];
  // No escape is shorter than the character it stands for.
  const out = new Builder(bytes.length);
  let isOther = false;
  for (let at = 0; at < bytes.length; ) {
    pattern.lastIndex = at;
    const match = bytes.charAt(at) === first ? pattern.exec(bytes) : null;
    const end = at + (match?.[0].length ?? 1);
    const code = match === null ? -bytes.charCodeAt(at) - 1 : codeOf(match);
    isOther ||= match !== null;
    if (code < 0) out.add(-code - 1, from[at] ?? 0, to[end - 1] ?? 0);
    else out.addCode(code, from[at] ?? 0, to[end - 1] ?? 0);
    at = end;
  }
  return isOther ? [out.view()] : [];
}

/** Digits that encode bytes. */
interface Digits {
  run: RegExp;
  bits: number;
  read(code: number): number;
}

const BASE64: Digits = {
  run: /[A-Za-z0-9+/_-]{6,}/g,
  bits: 6,
  read: (code) => {
    if (code >= 97) return code - 71;
    if (code >= 65 && code <= 90) return code - 65;
    if (code >= 48 && code <= 57) return code + 4;
    return code === 43 || code === 45 ? 62 : 63;
  },
};
const HEX: Digits = {
  run: /[0-9A-Fa-f]{8,}/g,
  bits: 4,
  read: (code) => (code >= 97 ? code - 87 : code >= 65 ? code - 55 : code - 48),
};

/** The bytes that runs of digits encode, if the first byte begins at digit `shift`. Returns no view if there are no runs. */
function digits({ bytes, from, to }: View, { run, bits, read }: Digits, shift: number, shortest: number): View[] {
  const runs = [...bytes.matchAll(run)].filter(([text]) => (text.length * bits) / 8 >= shortest);
  const out = new Builder(runs.reduce((sum, [text]) => sum + text.length, 0));
  let isAny = false;
  for (const match of runs) {
    const end = match.index + match[0].length;
    // A secret never spans two runs.
    if (isAny) out.add(0, from[match.index] ?? 0, from[match.index] ?? 0);
    isAny = true;
    let begin = match.index + shift;
    let [buffer, filled] = [0, 0];
    for (let at = begin; at < end; at += 1) {
      if (filled === 0) begin = at;
      buffer = ((buffer << bits) | read(bytes.charCodeAt(at))) & 0xffff;
      filled += bits;
      if (filled < 8) continue;
      filled -= 8;
      out.add((buffer >> filled) & 0xff, from[begin] ?? 0, to[at] ?? 0);
      begin = at;
    }
  }
  return isAny ? [out.view()] : [];
}
