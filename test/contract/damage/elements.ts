/* A document as a tree that can be damaged and encoded again, in the three formats. */

import { dump, load } from "js-yaml";

export type Format = "json" | "xml" | "yaml";

/** Damage at one place: `rename` keeps the value, `set` replaces it. */
export type Edit = { readonly do: "drop" } | { readonly do: "rename" } | { readonly do: "set"; readonly to: Value };

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** One part of a document: a member of a map, the first item of a list, or a child element. */
export interface Place {
  readonly path: readonly (string | number)[];
  /** A row of a list: without it the list is merely shorter, which cannot be distinguished from a real one. */
  readonly isRow: boolean;
  readonly value: Value;
}

const isMap = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Every part of a document, parents first. */
export function placesIn(value: Value, path: readonly (string | number)[] = [], isRow = false): Place[] {
  const own = path.length === 0 ? [] : [{ path, isRow, value }];
  if (isList(value)) {
    const [first] = value;
    return [...own, ...(first === undefined ? [] : placesIn(first, [...path, 0], true))];
  }
  return isMap(value)
    ? [...own, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key], isRowKey(path, key)))]
    : own;
}

/** PHP's numbered rows, and the elements that are items of an XML list. */
const isRowKey = (path: readonly (string | number)[], key: string): boolean =>
  /^\d+$/.test(key) || key === "item" || path.at(-1) === `${key}List`;

/** The document with one part damaged; unchanged if it does not have that part. */
export function edited(value: Value, [key, ...rest]: readonly (string | number)[], edit: Edit): Value {
  if (key === undefined) {
    return edit.do === "set" ? edit.to : value;
  }
  if (typeof key === "number") {
    return isList(value) ? value.map((each, index) => (index === key ? edited(each, rest, edit) : each)) : value;
  }
  if (!isMap(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): [string, Value][] => {
      if (name !== key) {
        return [[name, each]];
      }
      if (rest.length > 0 || edit.do === "set") {
        return [[name, edited(each, rest, edit)]];
      }
      return edit.do === "drop" ? [] : [[`${name}_`, each]];
    }),
  );
}

export function parse(format: Format, body: string): Value {
  if (format === "json") {
    return body.trim() === "" ? null : JSON.parse(body);
  }
  return format === "yaml" ? toValue(load(body)) : parseXml(body);
}

export function write(format: Format, value: Value): string {
  if (format === "json") {
    return JSON.stringify(value);
  }
  return format === "yaml" ? dump(value, { forceQuotes: true }) : writeXml(value);
}

const toValue = (value: unknown): Value => JSON.parse(JSON.stringify(value ?? null));

/** Repeated elements become a list under their name; an empty element is "", one that is nil is null. */
function parseXml(body: string): Value {
  const stack: { name: string; children: [string, Value][]; text: string }[] = [{ name: "", children: [], text: "" }];
  for (const [, declaration, close, open, attributes = "", isEmpty, text] of body.matchAll(
    /(<[?!][^>]*>)|<\/([^>]+)>|<([^\s/>]+)([^>]*?)(\/?)>|([^<]+)/g,
  )) {
    const top = stack.at(-1);
    if (top === undefined || declaration !== undefined) {
      continue;
    }
    if (text !== undefined) {
      top.text += text;
    } else if (open !== undefined && isEmpty === "/") {
      top.children.push([open, attributes.includes("nil=") ? null : ""]);
    } else if (open !== undefined) {
      stack.push({ name: open, children: [], text: "" });
    } else if (close !== undefined) {
      stack.pop();
      const { children, text: inside } = top;
      stack.at(-1)?.children.push([top.name, children.length === 0 ? inside : gathered(children)]);
    }
  }
  return gathered(stack[0]?.children ?? []);
}

function gathered(children: readonly [string, Value][]): Value {
  const all = new Map<string, Value[]>();
  for (const [name, value] of children) {
    all.set(name, [...(all.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    [...all].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values]),
  );
}

function writeXml(value: Value): string {
  return isMap(value) ? Object.entries(value).map(elements).join("") : isList(value) ? "" : String(value ?? "");
}

const elements = ([name, value]: [string, Value]): string =>
  isList(value)
    ? value.map((each) => elements([name, each])).join("")
    : value === null
      ? `<${name} nil="true"/>`
      : `<${name}>${writeXml(value)}</${name}>`;
