import { type Edit, edited, type Format, parse, placesIn, type Value, write } from "./elements.ts";

/** Something that happens to an answer on its way: `apply` computes the damaged answer from the real one. */
export interface Damage {
  readonly what: string;
  /** The depth in the answer: 0 is the whole answer, 1 and 2 are what encloses the rows. */
  readonly depth: number;
  apply(body: string): string;
}

const UNAVAILABLE = "Service temporarily unavailable";

/** Bodies of answers that did not come from the cloud. */
const FOREIGN: readonly string[] = [
  "",
  "null",
  "{}",
  "[]",
  '""',
  '"none"',
  `{"message":"${UNAVAILABLE}"}`,
  `{"error":"${UNAVAILABLE}"}`,
  `<html><body><h1>503 ${UNAVAILABLE}</h1></body></html>`,
  "<ok/>",
  `${UNAVAILABLE}\n`,
];

export const foreign: readonly Damage[] = FOREIGN.map((body) => swapped(body, body === "" ? "nothing" : body.trim()));

/** Another document in place of the answer. */
export function swapped(body: string, what: string): Damage {
  return { what: `${what} in its place`, depth: 0, apply: () => body };
}

/** Every part of an answer dropped, renamed, set to null, and changed to another type. */
export function damagesOf(format: Format, body: string): Damage[] {
  const document = readable(format, body);
  if (document === undefined) {
    return [];
  }
  return placesIn(document).flatMap(({ path, isRow, value }) =>
    editsOf(format, value, isRow, typeof path.at(-1) === "number").map(
      ([what, edit]): Damage => ({
        what: `${path.join(".")} ${what}`,
        depth: path.length,
        apply: (real) => {
          const now = readable(format, real);
          return now === undefined ? real : write(format, edited(now, path, edit));
        },
      }),
    ),
  );
}

function readable(format: Format, body: string): Value | undefined {
  try {
    return parse(format, body);
  } catch {
    return undefined;
  }
}

function editsOf(format: Format, value: Value, isRow: boolean, isItem: boolean): (readonly [string, Edit])[] {
  const set = (to: Value): readonly [string, Edit] => [`set to ${JSON.stringify(to)}`, { do: "set", to }];
  return [
    ...(isRow ? [] : [["dropped", { do: "drop" }] as const]),
    ...(isItem ? [] : [["renamed", { do: "rename" }] as const]),
    ...(value === null ? [] : [set(null)]),
    ...(format === "xml" ? otherContents(value) : otherTypes(value)).map(set),
  ];
}

/** Values of another type. A different text is not damage that anybody could detect. */
function otherTypes(value: Value): Value[] {
  if (Array.isArray(value)) {
    const [first] = value;
    return [{}, "none", "", { rows: value }, ...(first === undefined ? [] : [first])];
  }
  return typeof value === "object" && value !== null ? [[], {}, "none", "", [value]] : [[], {}, [value], { value }];
}

/** An element contains text, other elements, or nothing. */
const otherContents = (value: Value): Value[] =>
  typeof value === "object" && value !== null ? ["none", "", { value }] : ["", { value }];
