/** The content of replies. The name of every list ends in `List`; its elements in XML have the name without it. */
export type EncodedTree = string | number | boolean | readonly EncodedTree[] | Fields;
export interface Fields {
  readonly [name: string]: EncodedTree;
}

/** How the encoding of the same data can differ (docs/api/naver.md §5.2). */
export interface Shape {
  readonly idsAs: "text" | "number";
  readonly largeNumbersAs: "integer" | "float";
  readonly missingAs: "empty" | "absent";
}

/** A member with its name in XML. */
type Member = readonly [name: string, value: EncodedTree];

function membersOf(fields: Fields, shape: Shape): Member[] {
  const members = Object.entries(fields);
  return shape.missingAs === "absent" ? members.filter(([, value]) => value !== "") : members;
}

export function isList(value: EncodedTree): value is readonly EncodedTree[] {
  return Array.isArray(value);
}

/** The text of a number, a boolean, or an ID that is to be a number; undefined for other texts. */
function bare(name: string, value: string | number | boolean, shape: Shape): string | undefined {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return shape.largeNumbersAs === "float" ? javaNumber(value) : String(value);
  const isId = /No(List)?$/.test(name) && /^[1-9]\d{0,14}$/.test(value);
  return isId && shape.idsAs === "number" ? value : undefined;
}

/** As Java writes a double from ten million on: 8.589934592E9. */
function javaNumber(value: number): string {
  if (value < 1e7) return String(value);
  const [digits = "0", exponent = "0"] = value.toExponential().split("e+");
  return `${digits.includes(".") ? digits : `${digits}.0`}E${exponent}`;
}

/**
 * JSON indented by two spaces and without a final line break: the Go SDK cuts the body at fixed places around the
 * second brace and needs exactly this (docs/api/naver.md §2.3).
 */
export function writeJson(fields: Fields, shape: Shape): string {
  return json("", fields, shape, "");
}

function json(name: string, value: EncodedTree, shape: Shape, indent: string): string {
  const deeper = `${indent}  `;
  if (isList(value)) {
    return block(
      "[]",
      value.map((one) => `${deeper}${json(name, one, shape, deeper)}`),
      indent,
    );
  }
  if (typeof value === "object") {
    const lines = membersOf(value, shape).map(
      ([key, one]) => `${deeper}${JSON.stringify(key)}: ${json(key, one, shape, deeper)}`,
    );
    return block("{}", lines, indent);
  }
  return bare(name, value, shape) ?? JSON.stringify(value);
}

function block(braces: "[]" | "{}", lines: readonly string[], indent: string): string {
  const [open, close] = [braces.charAt(0), braces.charAt(1)];
  return lines.length === 0 ? braces : `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** One element with its content; empty texts and lists become empty elements (docs/api/naver.md §2.2). */
export function writeXml(root: string, fields: Fields, shape: Shape): string {
  return element(root, fields, shape);
}

function element(name: string, value: EncodedTree, shape: Shape): string {
  const inner = xmlContent(name, value, shape);
  return inner === "" ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function xmlContent(name: string, value: EncodedTree, shape: Shape): string {
  if (isList(value)) return value.map((one) => element(name.replace(/List$/, ""), one, shape)).join("");
  if (typeof value !== "object") return bare(name, value, shape) ?? escapeXml(String(value));
  return membersOf(value, shape)
    .map(([key, one]) => element(key, one, shape))
    .join("");
}

const entities: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/** CR is written as a reference, because parsers turn it into LF. Characters that XML does not allow become U+FFFD. */
function escapeXml(text: string): string {
  const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return legal.replace(/[<>&"\r]/g, (one) => entities[one] ?? "&#13;");
}
