/**
 * What JSON, XML and YAML all decode to. Leaves are text or null, never a number or a boolean: `010`, `1e3`, `no` and IDs of
 * twenty digits stay as they were written, and mean the same in all three formats.
 */
export type Tree = string | null | readonly Tree[] | { readonly [key: string]: Tree };

/** The decoders reject bodies that exceed these limits. */
export const limits = {
  /** Levels of nesting. */
  depth: 64,
  /** Characters. */
  characters: 32 * 1024 * 1024,
} as const;

/** The body is not valid in its format. The message says what is wrong and never quotes the body. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

export function isMap(tree: Tree | undefined): tree is { readonly [key: string]: Tree } {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

/**
 * Checks and copies the result of a JSON or YAML parser. A key named `__proto__` is dropped: no API uses it, and it is
 * dangerous.
 */
export function toTree(value: unknown, depth = 0): Tree {
  if (depth > limits.depth) throw new DecodeError(`nested deeper than ${limits.depth} levels`);
  if (typeof value === "string" || value === null) return value;
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map((item) => toTree(item, depth + 1));
  if (typeof value !== "object") throw new DecodeError(`holds a ${typeof value}`);
  const map: Record<string, Tree> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key !== "__proto__") map[key] = toTree(item, depth + 1);
  }
  return map;
}

/** Runs a parser. Rejects bodies that are too large first, and turns every exception into a `DecodeError`. */
export function parseGuarded(format: string, text: string, parse: (text: string) => Tree): Tree {
  if (text.length > limits.characters) throw new DecodeError(`more than ${limits.characters} characters`);
  try {
    return parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (error) {
    if (error instanceof DecodeError) throw error;
    // Parsers quote the text around the error, which may hold a password. A RangeError is a stack overflow.
    throw new DecodeError(error instanceof RangeError ? "nested too deeply" : `not well-formed ${format}`);
  }
}
