/** Longer texts are no names that somebody has to see again to find the slip. */
const LONGEST = 120;
/** Characters in a row from which on a text can be a key or a password that a machine has made. */
const RUNS = [/[A-Za-z0-9+/]{16,}/g, /[A-Za-z0-9_-]{24,}/g];
/** A private key in PEM, or the password of a URL. */
const HINTS = /PRIVATE KEY|:\/\/[^\s/@]{0,120}:[^\s/@]{1,120}@/i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * Whether a value can be a secret that is here by a slip: a private key where a public one belongs, a token in place of a
 * name. It is recognized by its looks, as who has mixed up two values has not said that one of them is secret.
 */
export function couldBeSecret(value: unknown): boolean {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).some((entry) => entry.some(couldBeSecret));
  }
  if (typeof value !== "string") {
    return false;
  }
  return value.length > LONGEST || HINTS.test(value) || likelyKeys(value).length > 0;
}

/** What looks like keys and tokens in a text. */
export function likelyKeys(text: string): string[] {
  const named = text.replace(UUID, "");
  return RUNS.flatMap((operation) => named.match(operation) ?? []).filter(isRandom);
}

/** Whether there is a private key in a value: in PEM, or as PuTTY writes them. */
export function holdsPrivateKey(value: unknown): boolean {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).some(holdsPrivateKey);
  }
  return typeof value === "string" && /-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY|^Private-Lines: \d/m.test(value);
}

/** Machine-made text mixes letters with digits or small letters with capitals, and repeats few of them. */
function isRandom(operation: string): boolean {
  const digits = operation.replace(/[^0-9]/g, "").length;
  const isMixed = /[a-z]/.test(operation) && /[A-Z]/.test(operation);
  // Words are joined by hyphens too, and may begin with a capital each.
  const isLikely = /[_-]/.test(operation)
    ? isMixed && (digits > 0 || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(operation))
    : isMixed || (digits > operation.length / 6 && digits < operation.length);
  return isLikely && entropy(operation) > 2.8;
}

/** Bits a character, by Shannon. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/** In the place of a value that is a secret. */
export const HIDDEN = "[secret]";

/** A value that is not what it must be, as a message may show it. */
export const quoted = (value: unknown): string =>
  couldBeSecret(value) ? "the value (hidden, as it could be a secret)" : (JSON.stringify(value) ?? "nothing");
