import { parseXml, type XmlElement } from "./xml.ts";

/** How a field can be changed on the way. */
export type Change = "rename" | "leave out" | "retype" | "null" | "nonsense";

/** An answer with one field changed. */
export interface Mutant {
  /** JSON path without indexes, such as `.vms[].region`. */
  readonly path: string;
  readonly change: Change;
  /** The type of the value: `string`, `null`, `object` … */
  readonly was: string;
  readonly body: string;
}

/** Every field of an answer, changed in every way. For fields of list elements, only the first element that has it. */
export function* mutantsOf(body: string): Generator<Mutant> {
  yield* body.trimStart().startsWith("<") ? xmlMutants(body) : jsonMutants(body);
}

interface Place {
  readonly owner: Record<string, unknown>;
  readonly field: string;
  readonly path: string;
}

function* jsonMutants(body: string): Generator<Mutant> {
  if (!/^\s*[[{]/.test(body)) return;
  const tree: unknown = JSON.parse(body);
  const seen = new Set<string>();
  // NAVER's SDK needs the whitespace, and others ignore it.
  const written = (): string => JSON.stringify(tree, undefined, 2);
  for (const { owner, field, path } of placesIn(tree, "")) {
    const value = owner[field];
    const was = kindOf(value);
    if (seen.has(`${path} ${was}`)) continue;
    seen.add(`${path} ${was}`);
    const mutant = (change: Change): Mutant => ({ path, change, was, body: written() });
    delete owner[field];
    yield mutant("leave out");
    owner[`${field}X`] = value;
    yield mutant("rename");
    delete owner[`${field}X`];
    for (const [change, other] of othersOf(value)) {
      owner[field] = other;
      yield mutant(change);
    }
    owner[field] = value;
  }
}

/** All fields with their paths. */
function* placesIn(value: unknown, path: string): Generator<Place> {
  if (Array.isArray(value)) {
    for (const each of value) yield* placesIn(each, `${path}[]`);
  } else if (isRecord(value)) {
    for (const field of Object.keys(value)) {
      yield { owner: value, field, path: `${path}.${field}` };
      yield* placesIn(value[field], `${path}.${field}`);
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "list" : value === "" ? "empty text" : typeof value;

/** The value as another type, as null, and as a meaningless text. */
function othersOf(value: unknown): [Change, unknown][] {
  if (value === null) return [["retype", {}]];
  const others: [Change, unknown][] = [["null", null]];
  if (typeof value === "string") return [...others, ["retype", 7], ["nonsense", "nonsense"]];
  if (Array.isArray(value)) return [...others, ["retype", Object.fromEntries(value.map((each, n) => [`n${n}`, each]))]];
  return [...others, ["retype", isRecord(value) ? Object.values(value) : String(value)], ["nonsense", "nonsense"]];
}

function* xmlMutants(body: string): Generator<Mutant> {
  const root = parseXml(body);
  const seen = new Set<string>();
  const written = (): string => `<?xml version="1.0" encoding="utf-8"?>\n${writeXml(root)}`;
  for (const { owner, index, path } of elementsIn(root, "")) {
    const element = owner.children[index];
    if (element === undefined) continue;
    const was = element.children.length > 0 ? "elements" : element.text === "" ? "empty text" : "text";
    if (seen.has(`${path} ${was}`)) continue;
    seen.add(`${path} ${was}`);
    const mutant = (change: Change): Mutant => ({ path, change, was, body: written() });
    const put = (...instead: XmlElement[]): void => void owner.children.splice(index, 1, ...instead);
    put({ ...element, name: `${element.name}X` });
    yield mutant("rename");
    if (element.children.length > 0) {
      put({ ...element, children: [], text: "nonsense" });
      yield mutant("retype");
    } else {
      // An attribute would mark it as empty.
      put({ ...element, attributes: "", children: [{ name: "x", attributes: "", children: [], text: "y" }] });
      yield mutant("retype");
      put({ ...element, attributes: "", text: "nonsense" });
      yield mutant("nonsense");
    }
    owner.children.splice(index, 1);
    yield mutant("leave out");
    owner.children.splice(index, 0, element);
  }
}

interface Element {
  readonly owner: XmlElement;
  readonly index: number;
  readonly path: string;
}

function* elementsIn(owner: XmlElement, path: string): Generator<Element> {
  for (const [index, child] of [...owner.children].entries()) {
    const at = `${path}.${child.name}`;
    yield { owner, index, path: at };
    yield* elementsIn(child, at);
  }
}

function writeXml({ name, attributes, children, text }: XmlElement): string {
  const content = children.length > 0 ? children.map(writeXml).join("") : escaped(text);
  return `<${name}${attributes === "" ? "" : ` ${attributes}`}>${content}</${name}>`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
