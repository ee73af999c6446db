import { z } from "zod";
import { LONGEST } from "../text.ts";
import { isMap, type Tree } from "./tree.ts";

/*
 * Building blocks of wire schemas: from the text tree to types. The three formats cannot all tell `""`, null, an empty list,
 * an empty map and an absent field apart, so these read them alike: blank text and null are "missing" everywhere.
 */

const blank = (tree: unknown): boolean =>
  tree === undefined || tree === null || (typeof tree === "string" && tree.trim() === "");

/** A leaf: `read` gives the value of non-blank, trimmed text, or `undefined` where it is not `what`. */
function leaf<T>(what: string, read: (text: string) => T | undefined) {
  return z.unknown().transform((tree, context): T => {
    const value = typeof tree === "string" && !blank(tree) ? read(tree.trim()) : undefined;
    if (value !== undefined) return value;
    // Never the text itself: this message ends in an error that a user sees, and the field may be a password.
    const found = blank(tree)
      ? "nothing"
      : typeof tree === "string"
        ? "other text"
        : Array.isArray(tree)
          ? "a list"
          : "a map";
    context.addIssue({ code: "custom", message: `expected ${what}, found ${found}` });
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

/** `item`, or `undefined` where it is missing. */
export function optional<T>(item: z.ZodType<T>) {
  return z.preprocess((tree) => (blank(tree) ? undefined : tree), item.optional()).optional();
}

/** A value that is only told on, where an odd one must not cost the rest of the answer: it is then left out. */
export const perhaps = <T>(item: z.ZodType<T>) => optional(item).catch(undefined);

/** Text without the blanks around it, or `undefined`. */
export const optionalText = optional(text);

export interface ListOptions {
  /** Name of the element that wraps the items, in XML mostly: `{item: …}` and `{item: [… , …]}` are then the list itself. */
  in?: string;
  /** The field must be there, empty or not: for lists whose being empty means "gone". Default: an absent field is an empty list. */
  present?: boolean;
}

/** A list, as a list, as a map with the keys 0, 1, 2 …, as the only item itself, or as nothing at all. */
export function list<T>(item: z.ZodType<T>, options: ListOptions = {}) {
  const items = z.preprocess((tree: unknown) => (tree === undefined ? tree : unwrap(tree, options.in)), z.array(item));
  // A prefault makes the key optional, also inside a plain z.object.
  return options.present === true ? items : items.prefault([]);
}

function unwrap(tree: unknown, wrapper: string | undefined): unknown {
  if (blank(tree)) return [];
  if (Array.isArray(tree)) return tree;
  if (typeof tree !== "object" || tree === null) return [tree];
  const map = new Map(Object.entries(tree));
  if (wrapper !== undefined && map.has(wrapper)) return unwrap(map.get(wrapper), undefined);
  const keys = [...map.keys()];
  return keys.length > 0 && keys.every(isIndex) ? byIndex(map) : [tree];
}

const isIndex = (key: string) => /^\d+$/.test(key);

const byIndex = (map: Map<string, unknown>) =>
  [...map.keys()]
    .filter(isIndex)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => map.get(key));

/** The fields `0`, `1`, `2` … of a map that has others beside them, in that order: `{"0": {…}, "1": {…}, "success": "yes"}`. */
export function indexed<T>(item: z.ZodType<T>) {
  return z.preprocess(
    (tree: unknown) =>
      typeof tree === "object" && tree !== null && !Array.isArray(tree) ? byIndex(new Map(Object.entries(tree))) : tree,
    z.array(item),
  );
}

/** A map with these fields; others are ignored. Nothing at all, and PHP's `[]`, read as a map without fields. */
export function record<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(emptyMap, z.object(shape));
}

/** A map with any keys, e.g. regions by id. Nothing at all, and PHP's `[]`, read as an empty one. */
export function mapOf<T>(item: z.ZodType<T>) {
  return z.preprocess(emptyMap, z.record(z.string(), item)).prefault({});
}

function emptyMap(tree: unknown): unknown {
  if (tree === undefined) return tree;
  return blank(tree) || (Array.isArray(tree) && tree.length === 0) ? {} : tree;
}

/** Any answer at all: for calls whose answer says nothing more than that they succeeded. */
export const anything: z.ZodType<undefined> = z.unknown().transform(() => undefined);

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
