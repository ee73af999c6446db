/** Decoded parameters by their names as sent: `vpcNo`, `serverInstanceNoList.1`, `networkInterfaceList.1.ip`. */
export type Sent = ReadonlyMap<string, string>;

/**
 * Decodes a query or an urlencoded body; of equal names the last wins. Characters that the Go SDK leaves unencoded in
 * lists get no special treatment (docs/api/naver.md §1.6).
 * @returns undefined if it is not UTF-8.
 */
export function decodeForm(text: string): Sent | undefined {
  const sent = new Map<string, string>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const mark = pair.indexOf("=");
    const name = decode(mark < 0 ? pair : pair.slice(0, mark));
    const value = decode(mark < 0 ? "" : pair.slice(mark + 1));
    if (name === undefined || value === undefined) return undefined;
    sent.set(name, value);
  }
  return sent;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `text` has one character for each byte, as in latin1. */
function decode(text: string): string | undefined {
  if (/^[\w.-]*$/.test(text)) return text;
  const bytes = text
    .replaceAll("+", " ")
    .replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return utf8.decode(Buffer.from(bytes, "latin1"));
  } catch {
    return undefined;
  }
}

/** The members of a list, in the order of their indexes, ignoring gaps. */
export function listOf(sent: Sent, name: string): string[] {
  return indexed(sent, name)
    .filter(({ rest }) => rest === "")
    .map(({ value }) => value);
}

/** The objects of a list, each with its index and its parameters. */
export function objectsOf(sent: Sent, name: string): { readonly index: number; readonly sent: Sent }[] {
  const objects = new Map<number, Map<string, string>>();
  for (const { index, rest, value } of indexed(sent, name)) {
    if (rest === "") continue;
    const object = objects.get(index) ?? new Map<string, string>();
    objects.set(index, object.set(rest, value));
  }
  return [...objects].map(([index, one]) => ({ index, sent: one }));
}

function indexed(sent: Sent, name: string): { index: number; rest: string; value: string }[] {
  const found = [];
  for (const [key, value] of sent) {
    if (!key.startsWith(`${name}.`)) continue;
    const match = /^(\d{1,4})(?:\.(.+))?$/.exec(key.slice(name.length + 1));
    if (match) found.push({ index: Number(match[1]), rest: match[2] ?? "", value });
  }
  return found.sort((a, b) => a.index - b.index);
}
