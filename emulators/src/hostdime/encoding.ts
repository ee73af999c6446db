/** The content of a reply. A map keeps the order of names such as "10" and "2", which an object does not. */
export type EncodedTree =
  | string
  | number
  | boolean
  | null
  | readonly EncodedTree[]
  | ReadonlyMap<string, EncodedTree>
  | { readonly [key: string]: EncodedTree };

/** How PHP-like back ends differ in encoding the same data (docs/api/hostdime.md §5.1). */
export interface Shape {
  /** An empty object is written as an empty `list`, or as an `object`. */
  readonly emptyObjectAs: "list" | "object";
  /** A list is a `list`, or an `object` with the keys "0", "2", "3", …: a list with a gap. */
  readonly listsAs: "list" | "object";
}

export type Members = readonly (readonly [string, EncodedTree])[];

/** The members of an object, in order; undefined for anything else. */
export function membersOf(value: EncodedTree): Members | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value instanceof Map ? [...value] : Object.entries(value);
}

/** The same data in the given shape. */
export function reshape(value: EncodedTree, shape: Shape): EncodedTree {
  if (Array.isArray(value)) {
    const items = value.map((one: EncodedTree) => reshape(one, shape));
    if (shape.listsAs === "list" || items.length === 0) return items;
    return new Map(items.map((one, index) => [String(index === 0 ? 0 : index + 1), one]));
  }
  const members = membersOf(value);
  if (!members) return value;
  if (members.length === 0) return shape.emptyObjectAs === "list" ? [] : {};
  return new Map(members.map(([name, one]) => [name, reshape(one, shape)]));
}
