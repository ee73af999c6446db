/** Longer texts are not names that a user has to see again to find a mistake. */
const LONGEST = 120;
/** Runs of characters long enough to be a machine-generated key or password. */
const RUNS = [/[A-Za-z0-9+/]{16,}/g, /[A-Za-z0-9_-]{24,}/g];
/** A private key in PEM, or the password of a URL. */
const HINTS = /PRIVATE KEY|:\/\/[^\s/@]{0,120}:[^\s/@]{1,120}@/i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * Whether a value could be a secret in the wrong place: a private key instead of a public one, a token instead of a name. It is
 * recognized by its appearance, because a user who mixed up two values has not marked this one as secret.
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

/** Parts of a text that look like keys and tokens. */
export function likelyKeys(text: string): string[] {
  const named = text.replace(UUID, "");
  return RUNS.flatMap((operation) => named.match(operation) ?? []).filter(isRandom);
}

/** Whether a value contains a private key, in PEM or in PuTTY's format. */
export function holdsPrivateKey(value: unknown): boolean {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).some(holdsPrivateKey);
  }
  return typeof value === "string" && /-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY|^Private-Lines: \d/m.test(value);
}

/** Machine-generated text mixes letters with digits, or lower case with upper case, and rarely repeats characters. */
function isRandom(operation: string): boolean {
  const digits = operation.replace(/[^0-9]/g, "").length;
  const isMixed = /[a-z]/.test(operation) && /[A-Z]/.test(operation);
  // Words are joined by hyphens too, and each may begin with a capital.
  const isLikely = /[_-]/.test(operation)
    ? isMixed && (digits > 0 || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(operation))
    : isMixed || (digits > operation.length / 6 && digits < operation.length);
  return isLikely && entropy(operation) > 2.8;
}

/** Shannon entropy, in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/** Replaces a secret value. */
export const HIDDEN = "[secret]";

/** An invalid value as a message may show it. */
export const quoted = (value: unknown): string =>
  couldBeSecret(value) ? "the value (hidden, as it could be a secret)" : (JSON.stringify(value) ?? "nothing");
