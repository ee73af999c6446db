import { z } from "zod";
import { LONGEST } from "../text.ts";
import { isMap, type Tree } from "./tree.ts";

/*
 * Building blocks of wire schemas: from the text tree to types. The three formats cannot all tell `""`, null, an empty list,
 * an empty map and an absent field apart, so in fields that may be missing all of them are missing. A list or map by which
 * something is concluded must be there: `list`, `indexed`, `record`, `mapOf`.
 */

const blank = (tree: unknown): boolean =>
  tree === undefined || tree === null || (typeof tree === "string" && tree.trim() === "");

/** Never the text itself: this message ends in an error that a user sees, and the field may be a password. */
function expected(what: string, tree: unknown): string {
  const text = what === "a list" || what === "a map" ? "text" : "other text";
  const found = typeof tree === "string" ? text : Array.isArray(tree) ? "a list" : "a map";
  return `expected ${what}, found ${blank(tree) ? "nothing" : found}`;
}

/** A leaf: `read` gives the value of non-blank, trimmed text, or `undefined` where it is not `what`. */
function leaf<T>(what: string, read: (text: string) => T | undefined) {
  return z.unknown().transform((tree, context): T => {
    const value = typeof tree === "string" && !blank(tree) ? read(tree.trim()) : undefined;
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: expected(what, tree) });
    return z.NEVER;
  });
}

/** Text without the blanks around it; missing text is an error. */
export const text = leaf("text", (value) => value);

/** Text as it was sent, blanks and line ends included; `""` where it is missing. For scripts and keys. */
export const verbatim = z
  .unknown()
  .transform((tree, context): string => {
    if (typeof tree === "string") return tree;
    if (blank(tree)) return "";
    context.addIssue({ code: "custom", message: "expected text" });
    return z.NEVER;
  })
  .prefault("");

const numeral = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number without a fraction that a double holds exactly; decimal always (`010` is 10), `1.0` and `1e3` included. Ids are `text`. */
export const integer = leaf("a whole number", (value) => {
  const number = numeral.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
});

/** A number; what a double rounds is rounded. */
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

/** `true`, `1`, `yes`, `on`, `y` or their opposites, in any case; missing is an error. */
export const bool = leaf("yes or no", truth);

/** As `bool`, but missing is false: PHP writes false as `""`. */
export const flag = z
  .unknown()
  .transform((tree) => (blank(tree) ? "false" : tree))
  .pipe(bool)
  .prefault("false");

/** Exactly `yes` or `no`. */
export const yesNo = leaf("yes or no", (value) => (value === "yes" ? true : value === "no" ? false : undefined));

/** A date and time, as ISO 8601 in UTC with milliseconds. Takes `Z`, `+00:00`, `+0900` and a blank for the `T`; without an offset it is UTC. */
export const isoDate = leaf("a date", (value) => {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/.exec(value);
  if (match === null) return undefined;
  const [, day, time = "00:00", offset = "Z"] = match;
  const date = new Date(`${day}T${time}${offset.replace(/^([+-]\d\d):?(\d\d)$/, "$1:$2")}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
});

/** The moment that a date tells, in milliseconds since the epoch; undefined where it tells none. */
export function moment(date: string | undefined): number | undefined {
  const parsed = isoDate.safeParse(date);
  return parsed.success ? Date.parse(parsed.data) : undefined;
}

/** `item`, or `undefined` where it is missing. */
export function optional<T>(item: z.ZodType<T>) {
  return z.preprocess((tree) => (blank(tree) ? undefined : tree), item.optional()).optional();
}

/** A value that is only passed on, where an odd one must not cost the rest of the answer: it is then left out. */
export const perhaps = <T>(item: z.ZodType<T>) => optional(item).catch(undefined);

/** Text without the blanks around it, or `undefined`. */
export const optionalText = optional(text);

export interface ListOptions {
  /** Name of the element that wraps the items, in XML: `{item: …}` and `{item: [… , …]}` are then the list itself, and so is an empty element. */
  in?: string;
}

const arrayOf = <T>(item: z.ZodType<T>) => z.array(item, { error: ({ input }) => expected("a list", input) });

/**
 * A list that must be there, as what it lacks is taken for not there: a list, or PHP's map with the keys 0, 1, 2 … Nothing
 * at all, a text and any other map are errors: each of them is what a damaged answer looks like.
 */
export function list<T>(item: z.ZodType<T>, options: ListOptions = {}) {
  return z.preprocess((tree: unknown) => itemsIn(tree, options.in), arrayOf(item));
}

export interface MemberOptions extends ListOptions {
  /** What it means that an answer, good in all else, does not have the member. Default: that it is damaged. */
  missing?: "empty" | { nextStep: string } | undefined;
}

/** The rows of an answer that has its list under a name. */
export function listUnder<T>(member: string, item: z.ZodType<T>, { missing, ...options }: MemberOptions = {}) {
  return z
    .preprocess(
      (tree: Tree, context) => {
        if (!isMap(tree) || Object.hasOwn(tree, member)) return tree;
        if (missing === "empty") return { ...tree, [member]: [] };
        context.addIssue({
          code: "custom",
          path: [member],
          message: "expected a list, found nothing",
          ...(missing === undefined ? {} : { params: missing }),
        });
        return z.NEVER;
      },
      record({ [member]: list(item, options) }),
    )
    .transform((answer): T[] => answer[member] ?? []);
}

/** A list that proves nothing: missing, it is empty, and what stands alone is its only item. */
export function optionalList<T>(item: z.ZodType<T>, options: ListOptions = {}) {
  // A prefault makes the key optional, also inside a plain z.object.
  return z
    .preprocess((tree: unknown) => {
      const items = blank(tree) ? [] : itemsIn(tree, options.in);
      const all = Array.isArray(items) ? items : [items];
      return all.every(blank) ? [] : all;
    }, arrayOf(item))
    .prefault([]);
}

/** The items of a list, or what stands in its place. */
function itemsIn(tree: unknown, wrapper: string | undefined): unknown {
  if (wrapper !== undefined && typeof tree === "string" && blank(tree)) return [];
  if (typeof tree !== "object" || tree === null || Array.isArray(tree)) return tree;
  const map = new Map(Object.entries(tree));
  if (wrapper !== undefined && map.has(wrapper)) {
    const wrapped = map.get(wrapper);
    return Array.isArray(wrapped) ? wrapped : [wrapped];
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
  /** What an answer has beside its rows. */
  beside: string;
  /** What it means that there are no rows, and something else than `beside`. Default: that the answer is damaged. */
  missing?: MemberOptions["missing"];
}

/**
 * The fields `0`, `1`, `2` … of a map that has texts beside them, in that order: `{"0": {…}, "1": {…}, "success": "yes"}`.
 * Such a list has no member of its own. So it is an empty one only if nothing but the verdict is there, and nothing else of
 * substance may be.
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

/** A map with these fields; others are ignored. PHP's `[]` reads as a map without fields. */
export function record<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(emptyMap, z.object(shape, { error: ({ input }) => expected("a map", input) }));
}

/** A map with any keys, e.g. regions by id, which must be there. PHP's `[]` reads as an empty one. */
export function mapOf<T>(item: z.ZodType<T>) {
  return z.preprocess(emptyMap, z.record(z.string(), item, { error: ({ input }) => expected("a map", input) }));
}

const emptyMap = (tree: unknown): unknown => (Array.isArray(tree) && tree.length === 0 ? {} : tree);

/**
 * The answer to a question about one object. That of another one is an error: it says nothing of this one, not even that
 * it is not there.
 */
export function about<T>(answer: z.ZodType<T>, keyOf: (value: T) => string, key: string) {
  return answer.refine((value) => keyOf(value).toLowerCase() === key.toLowerCase(), {
    error: "is about another object",
  });
}

/** Whatever stands inside the cloud's envelope, which has been checked: for calls that say only that they succeeded. */
export const accepted: z.ZodType<undefined> = z.unknown().transform(() => undefined);

/** No content at all: for calls that say by their status alone that they succeeded. */
export const nothing: z.ZodType<undefined> = z
  .null({ error: "expected an empty response" })
  .transform((): undefined => undefined);

/** Steps into nested maps; `undefined` where one of them is not there. For `classify`. */
export function at(tree: Tree | undefined, ...path: string[]): Tree | undefined {
  let here = tree;
  for (const key of path) here = isMap(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here;
}

/** The text at a path, trimmed and cut to what is looked at; `undefined` where it is blank or no text. For `classify`. */
export function textAt(tree: Tree | undefined, ...path: string[]): string | undefined {
  const leafThere = at(tree, ...path);
  return typeof leafThere === "string" && !blank(leafThere) ? leafThere.trim().slice(0, LONGEST) : undefined;
}
