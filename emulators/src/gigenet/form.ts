/**
 * One `name=value` of a query string or form. Signatures cover bytes, so name and value have one character for each
 * byte (latin1); `utf8` turns them into text.
 */
export interface Pair {
  readonly name: string;
  readonly value: string;
  /** As sent. */
  readonly raw: string;
}

/** Splits a query string or a form body, skipping empty parts; undefined if a percent escape is invalid. */
export function parsePairs(text: string): Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const raw of text.split("&")) {
    if (raw === "") continue;
    const mark = raw.indexOf("=");
    const name = decodeBytes(mark < 0 ? raw : raw.slice(0, mark));
    const value = decodeBytes(mark < 0 ? "" : raw.slice(mark + 1));
    if (name === undefined || value === undefined) return undefined;
    pairs.push({ name, value, raw });
  }
  return pairs;
}

function decodeBytes(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const plain = text.replaceAll("+", " ");
  return plain.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export function utf8(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Percent-encodes bytes as both signature versions do: all but letters, digits and `-_.~`, in upper case (docs/api/gigenet.md §1.1). */
export function encodeBytes(bytes: string): string {
  return bytes.replace(
    /[^A-Za-z0-9\-_.~]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/** Percent-encodes text. */
export function encodeText(text: string): string {
  return encodeBytes(Buffer.from(text, "utf8").toString("latin1"));
}
