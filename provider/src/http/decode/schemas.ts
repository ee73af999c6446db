import { z } from "zod";
import { LONGEST } from "../text.ts";
import { isMap, type Tree } from "./tree.ts";

/*
 * Building blocks of response schemas: from the text tree to types. Not all three formats can distinguish `""`, null, an empty
 * list, an empty map and an absent field, so in optional fields all of them count as missing. A list or map that conclusions
 * are drawn from is required: use `list`, `indexed`, `record` or `mapOf`.
 */

const blank = (tree: unknown): boolean =>
  tree === undefined || tree === null || (typeof tree === "string" && tree.trim() === "");

/** Never quotes the text: the message reaches the user in an error, and the field may be a password. */
function expected(what: string, tree: unknown): string {
  const text = what === "a list" || what === "a map" ? "text" : "other text";
  const found = typeof tree === "string" ? text : Array.isArray(tree) ? "a list" : "a map";
  return `expected ${what}, found ${blank(tree) ? "nothing" : found}`;
}

/** A leaf. `read` returns the value of non-blank, trimmed text, or `undefined` if the text is not `what`. */
function leaf<T>(what: string, read: (text: string) => T | undefined) {
  return z.unknown().transform((tree, context): T => {
    const value = typeof tree === "string" && !blank(tree) ? read(tree.trim()) : undefined;
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: expected(what, tree) });
    return z.NEVER;
  });
}

/** Trimmed text; missing text is an error. */
export const text = leaf("text", (value) => value);

/** Text exactly as sent, with blanks and line ends; `""` if it is missing. For scripts and keys. */
export const verbatim = z
  .unknown()
  .transform((tree, context): string => {
    if (typeof tree === "string") return tree;
    if (blank(tree)) return "";
    context.addIssue({ code: "custom", message: "expected text" });
    return z.NEVER;
  })
  .prefault("");

/** Trimmed text; `""` if it is null or empty. A missing field is an error, because nothing has a meaning of its own. */
export const textOrNull = z.unknown().transform((tree, context): string => {
  if (tree === null) return "";
  if (typeof tree === "string") return tree.trim();
  context.addIssue({ code: "custom", message: expected("text or null", tree) });
  return z.NEVER;
});

const numeral = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A whole number that a double holds exactly. Always decimal (`010` is 10); `1.0` and `1e3` are accepted. IDs are `text`. */
export const integer = leaf("a whole number", (value) => {
  const number = numeral.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
});

/** A number, rounded to a double. */
export const decimal = leaf("a number", (value) => {
  const number = numeral.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
});

const truths = new Set(["true", "1", "yes", "on", "y"]);
const falsehoods = new Set(["false", "0", "no", "off", "n"]);

function truth(value: string): boolean | undefined {
  const word = value.toLowerCase();
  return truths.has(word) ? true : falsehoods.has(word) ? false : undefined;
}

/** `true`, `1`, `yes`, `on`, `y` or their opposites, in any case; a missing value is an error. */
export const bool = leaf("yes or no", truth);

/** Like `bool`, but a missing value is false: PHP writes false as `""`. */
export const flag = z
  .unknown()
  .transform((tree) => (blank(tree) ? "false" : tree))
  .pipe(bool)
  .prefault("false");

/** Exactly `yes` or `no`. */
export const yesNo = leaf("yes or no", (value) => (value === "yes" ? true : value === "no" ? false : undefined));

/**
 * A date and time, returned as ISO 8601 in UTC with milliseconds. Accepts `Z`, `+00:00`, `+0900`, and a blank instead of the
 * `T`; without an offset it is UTC.
 */
export const isoDate = leaf("a date", (value) => {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/.exec(value);
  if (match === null) return undefined;
  const [, day, time = "00:00", offset = "Z"] = match;
  const date = new Date(`${day}T${time}${offset.replace(/^([+-]\d\d):?(\d\d)$/, "$1:$2")}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
});

/** A date in milliseconds since the epoch, or undefined if it is not a date. */
export function moment(date: string | undefined): number | undefined {
  const parsed = isoDate.safeParse(date);
  return parsed.success ? Date.parse(parsed.data) : undefined;
}

/** `item`, or `undefined` if it is missing. */
export function optional<T>(item: z.ZodType<T>) {
  return z.preprocess((tree) => (blank(tree) ? undefined : tree), item.optional()).optional();
}

/** A value that is only passed on: if it is invalid it is left out, so that it does not make the whole answer fail. */
export const perhaps = <T>(item: z.ZodType<T>) => optional(item).catch(undefined);

/** Trimmed text, or `undefined`. */
export const optionalText = optional(text);

export interface ListOptions {
  /**
   * In XML, the name of the element that wraps the items: `{item: …}` and `{item: [… , …]}` then count as the list itself, and
   * so does an empty element.
   */
  in?: string;
  /** A field of the rows that is also their key in a map, which then counts as the list itself. */
  keyedBy?: string;
}

const arrayOf = <T>(item: z.ZodType<T>) => z.array(item, { error: ({ input }) => expected("a list", input) });

/**
 * A required list, because what it lacks counts as absent. Accepts a list, or PHP's map with the keys 0, 1, 2 … A missing
 * value, a text and any other map are errors: that is what a damaged answer looks like.
 */
export function list<T>(item: z.ZodType<T>, options: ListOptions = {}) {
  return z.preprocess((tree: unknown) => itemsIn(tree, options), arrayOf(item));
}

export interface MemberOptions extends ListOptions {
  /** What it means if an otherwise valid answer lacks the member. Default: the answer is damaged. */
  missing?: "empty" | { nextStep: string } | undefined;
}

/**
 * The rows of an answer that has its list under a name. Not a `record`, which would be compiled anew in every call.
 */
export function listUnder<T>(member: string, item: z.ZodType<T>, { missing, ...options }: MemberOptions = {}) {
  const rows = list(item, options);
  return z
    .custom<Tree>(() => true)
    .transform((answer, context): T[] => {
      const tree = emptyMap(answer);
      if (!isMap(tree)) {
        context.addIssue({ code: "custom", message: expected("a map", tree) });
        return z.NEVER;
      }
      if (!Object.hasOwn(tree, member) && answer === tree) {
        if (missing === "empty") return [];
        const params = missing === undefined ? {} : { params: missing };
        context.addIssue({ code: "custom", path: [member], message: "expected a list, found nothing", ...params });
        return z.NEVER;
      }
      const parsed = rows.safeParse(tree[member]);
      if (parsed.success) return parsed.data;
      for (const issue of parsed.error.issues) {
        context.addIssue({ code: "custom", path: [member, ...issue.path], message: issue.message });
      }
      return z.NEVER;
    });
}

/** A list that no conclusions are drawn from: if missing it is empty, and a single value is its only item. */
export function optionalList<T>(item: z.ZodType<T>, options: ListOptions = {}) {
  // A prefault makes the key optional, also inside a plain z.object.
  return z
    .preprocess((tree: unknown) => {
      const items = blank(tree) ? [] : itemsIn(tree, options);
      const all = Array.isArray(items) ? items : [items];
      return all.every(blank) ? [] : all;
    }, arrayOf(item))
    .prefault([]);
}

/** The items of a list, or the value that was found instead. */
function itemsIn(tree: unknown, { in: wrapper, keyedBy }: ListOptions): unknown {
  if (wrapper !== undefined && typeof tree === "string" && blank(tree)) return [];
  if (typeof tree !== "object" || tree === null || Array.isArray(tree)) return tree;
  const map = new Map(Object.entries(tree));
  if (wrapper !== undefined && map.has(wrapper)) {
    const wrapped = map.get(wrapper);
    return Array.isArray(wrapped) ? wrapped : [wrapped];
  }
  const isKeyed = ([key, row]: [string, unknown]) =>
    keyedBy !== undefined && new Map(Object.entries(Object(row))).get(keyedBy) === key;
  if (map.size > 0 && [...map].every(isKeyed)) {
    return [...map.values()];
  }
  return map.size > 0 && [...map.keys()].every(isIndex) ? byIndex(map) : tree;
}

const isIndex = (key: string) => /^\d+$/.test(key);

const byIndex = (map: Map<string, unknown>) =>
  [...map.keys()]
    .filter(isIndex)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => map.get(key));

const NO_ROWS = "expected rows under 0, 1, 2 …";

export interface IndexedOptions {
  /** The field that accompanies the rows, such as `success`. */
  beside: string;
  /** What it means if there are no rows but other fields than `beside`. Default: the answer is damaged. */
  missing?: MemberOptions["missing"];
}

/**
 * The fields `0`, `1`, `2` … of a map that has text fields too, in that order: `{"0": {…}, "1": {…}, "success": "yes"}`. Such a
 * list has no member of its own. It is therefore empty only if the map has nothing but the field `beside`, and a map with any
 * other list or map in it is an error.
 */
export function indexed<T>(item: z.ZodType<T>, { beside, missing }: IndexedOptions) {
  return z.preprocess(
    (tree: Tree, context) => {
      if (!isMap(tree)) return undefined;
      const others = Object.entries(tree).filter(([key]) => !isIndex(key));
      if (others.some(([, value]) => typeof value === "object")) return undefined;
      const rows = byIndex(new Map(Object.entries(tree)));
      if (rows.length > 0 || others.every(([key]) => key === beside) || missing === "empty") return rows;
      context.addIssue({ code: "custom", message: NO_ROWS, ...(missing === undefined ? {} : { params: missing }) });
      return z.NEVER;
    },
    z.array(item, { error: NO_ROWS }),
  );
}

/** What decodes an answer: a zod schema, or code that is cheaper than building one in every call. */
export interface AnswerSchema<T> {
  safeParse(tree: Tree | undefined): Parsed<T>;
}

type Parsed<T> = { success: true; data: T } | Unexpected;

interface Unexpected {
  success: false;
  error: Pick<z.ZodError, "issues">;
}

/** The result of an `AnswerSchema` for a damaged answer. */
export const unexpected = (message: string): Unexpected => ({
  success: false,
  error: { issues: [{ code: "custom", path: [], message, input: undefined }] },
});

/** Makes something when it is first needed, e.g. a schema that only some programs use. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A map with these fields; others are ignored. PHP's `[]` counts as a map without fields. */
export function record<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(emptyMap, z.object(shape, { error: ({ input }) => expected("a map", input) }));
}

/** A required map with any keys, e.g. regions by ID. PHP's `[]` counts as an empty map. */
export function mapOf<T>(item: z.ZodType<T>) {
  return z.preprocess(emptyMap, z.record(z.string(), item, { error: ({ input }) => expected("a map", input) }));
}

const emptyMap = (tree: Tree): Tree => (Array.isArray(tree) && tree.length === 0 ? {} : tree);

/**
 * The answer to a question about one object. An answer about another object is an error: it proves nothing about this one, not
 * even that it is absent.
 */
export function about<T>(answer: z.ZodType<T>, keyOf: (value: T) => string, key: string) {
  return answer.refine((value) => keyOf(value).toLowerCase() === key.toLowerCase(), {
    error: "is about another object",
  });
}

/** Ignores the content of the cloud's envelope, which has been checked: for calls that report only success. */
export const accepted: z.ZodType<undefined> = z.unknown().transform(() => undefined);

/** An empty body: for calls that report success by their status alone. */
export const nothing: z.ZodType<undefined> = z
  .null({ error: "expected an empty response" })
  .transform((): undefined => undefined);

/** Follows a path through nested maps; returns `undefined` if part of it is absent. For `classify`. */
export function at(tree: Tree | undefined, ...path: string[]): Tree | undefined {
  let here = tree;
  for (const key of path) here = isMap(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here;
}

/** The text at a path, trimmed and shortened to `LONGEST`; `undefined` if it is blank or not text. For `classify`. */
export function textAt(tree: Tree | undefined, ...path: string[]): string | undefined {
  const leafThere = at(tree, ...path);
  return typeof leafThere === "string" && !blank(leafThere) ? leafThere.trim().slice(0, LONGEST) : undefined;
}
