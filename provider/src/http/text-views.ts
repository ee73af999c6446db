/*
 * A text as it is, and as it reads when the encodings that APIs use are taken away, one after another: escapes of JSON,
 * URLs and XML, base64 and hexadecimal digits, wherever in the text they begin and end. Each view knows which stretch of the
 * text a byte of it stands for, so that what is found in a view is found in the text.
 */

/** The bytes of a text (UTF-8), a character each, and where in the text each begins and ends. */
export interface View {
  bytes: string;
  from: ArrayLike<number>;
  to: ArrayLike<number>;
}

/** Encodings within encodings: JSON in a form in base64. */
const DEPTH = 4;
/** Bytes of all views together, for each of the text: no text costs more than in proportion to its length. */
const BUDGET = 40;

/** `shortest`: of what is looked for, in bytes. Runs of digits that are too short for that are not read. */
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
      // What is encoded once more is text; most of what was read at the wrong place is none.
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

  /** A character, as its bytes. */
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
  // A unit of UTF-16 is three bytes of UTF-8 at most.
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

/** How an encoding writes a character that it cannot write as it is. */
interface Escape {
  first: string;
  pattern: RegExp;
  codeOf(match: RegExpExecArray): number;
}

const NAMED_ENTITIES: Readonly<Record<string, number>> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
const AFTER_BACKSLASH: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
const hex = (digits: string): number => Number.parseInt(digits, 16);

/** One by one: `\%75` is a backslash and a letter, or an escaped per cent sign, and only one of them leads on. */
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

/** None where there is nothing to take away. */
function unescaped({ bytes, from, to }: View, { first, pattern, codeOf }: Escape): View[] {
  if (!bytes.includes(first)) return [];
  // No escape is shorter than what it stands for.
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

/** Digits that stand for bytes. */
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

/** What runs of digits stand for, if their first byte begins with the digit number `shift`. None where there is no run. */
function digits({ bytes, from, to }: View, { run, bits, read }: Digits, shift: number, shortest: number): View[] {
  const runs = [...bytes.matchAll(run)].filter(([text]) => (text.length * bits) / 8 >= shortest);
  const out = new Builder(runs.reduce((sum, [text]) => sum + text.length, 0));
  let isAny = false;
  for (const match of runs) {
    const end = match.index + match[0].length;
    // Where one run ends and the next begins is no place within a secret.
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
