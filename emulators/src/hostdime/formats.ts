import { type EncodedTree, type Members, membersOf } from "./encoding.ts";

/** The extensions of the path; it is `.yml`, not `.yaml` (docs/api/hostdime.md §0). */
export const formats = ["json", "xml", "yml"] as const;
export type Format = (typeof formats)[number];

export const contentTypes: Readonly<Record<Format | "jsonp", string>> = {
  json: "application/json; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  yml: "application/x-yaml; charset=utf-8",
  jsonp: "application/javascript; charset=utf-8",
};

/** The text of a reply. The real layout of XML and YAML is unknown; this one is docs/api/hostdime.md §4.2. */
export const write: Readonly<Record<Format, (value: EncodedTree) => string>> = {
  json: phpJson,
  xml: (value) => `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement("result", "", value)}\n`,
  yml: (value) => `---\n${yamlBlock(value, "")}`,
};

/** JSON as PHP's json_encode writes it: `/` as `\/`, non-ASCII as `\uXXXX`. */
export function phpJson(value: EncodedTree): string {
  return phpEscape(json(value));
}

/** Applies PHP's escapes to compact JSON. */
export function phpEscape(text: string): string {
  return text.replace(/[/\u0080-\uffff]/g, (one) => (one === "/" ? "\\/" : unicodeEscape(one)));
}

function json(value: EncodedTree): string {
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  const members = membersOf(value);
  if (!members) return JSON.stringify(value);
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${json(one)}`).join(",")}}`;
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** List items are `item`; a name that XML does not allow becomes `item` with the name as attribute `key`. */
function xmlElement(name: string, attributes: string, value: EncodedTree): string {
  const open = `<${name}${attributes}`;
  if (value === null) return `${open} nil="true"/>`;
  const children = xmlChildren(value);
  const inner = children === undefined ? xmlText(String(value)) : children;
  return inner === "" ? `${open}/>` : `${open}>${inner}</${name}>`;
}

function xmlChildren(value: EncodedTree): string | undefined {
  if (Array.isArray(value)) return value.map((one: EncodedTree) => xmlElement("item", "", one)).join("");
  return membersOf(value)
    ?.map(([name, one]) =>
      /^(?!xml)[A-Za-z_][A-Za-z0-9_.-]*$/i.test(name)
        ? xmlElement(name, "", one)
        : xmlElement("item", ` key="${xmlText(name)}"`, one),
    )
    .join("");
}

const entities: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/**
 * Line breaks and tabs are written as references, because parsers normalize them. Characters that XML does not allow
 * become U+FFFD.
 */
function xmlText(text: string): string {
  const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return legal.replace(/[<>&"\t\n\r]/g, (one) => entities[one] ?? `&#${one.charCodeAt(0)};`);
}

/** Block style, each entry on its own line; an empty list or object is `[]` or `{}`. */
function yamlBlock(value: EncodedTree, indent: string): string {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((one: EncodedTree) => `${indent}-${yamlAfter(one, indent)}`).join("");
  }
  const members: Members = membersOf(value) ?? [];
  if (members.length === 0) return `${indent}${yamlScalar(value)}\n`;
  return members.map(([name, one]) => `${indent}${yamlString(name)}:${yamlAfter(one, indent)}`).join("");
}

function yamlAfter(value: EncodedTree, indent: string): string {
  const nested = Array.isArray(value) ? value.length > 0 : (membersOf(value) ?? []).length > 0;
  return nested ? `\n${yamlBlock(value, `${indent}  `)}` : ` ${yamlScalar(value)}\n`;
}

function yamlScalar(value: EncodedTree): string {
  if (typeof value === "string") return yamlString(value);
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[]" : "{}";
  return String(value);
}

/** JSON's escapes are also YAML's. In addition, characters that YAML does not consider printable are escaped. */
function yamlString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, unicodeEscape);
}
