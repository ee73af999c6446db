import {
  type ComplexTypeSpec,
  type EnumTypeSpec,
  type PropertySpec,
  type TypeSpec,
  tokenIn,
  tokenParts,
} from "./spec.ts";

/** TypeScript for the schema's types: what a program may pass (`args`), and what it gets back (`plain`). */
export type Side = "args" | "plain";

export type Types = Readonly<Record<string, ComplexTypeSpec>>;

/** A wrapped doc comment, in which `*` + `/` is escaped. */
export function comment(text: string, indent = ""): string {
  const lines = wrapText(text.replaceAll("*/", "*\\/"), 114 - indent.length);
  return lines.length === 1
    ? `${indent}/** ${lines[0]} */`
    : [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n");
}

function wrapText(text: string, width: number): string[] {
  let code = false;
  return text.split("\n").flatMap((line) => {
    code = line.startsWith("```") ? !code : code;
    return code || line.length <= width ? [line] : wrapLine(line, width);
  });
}

/** Wraps between words, but not within `code`. */
function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of line.match(/(`[^`]*`|\S)+/g) ?? []) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = `${last} ${word}`;
    }
  }
  return lines;
}

/** The interface of an object type: `VmRuleArgs` accepts inputs at every depth, `VmRule` holds plain values. */
export const typeName = (token: string, side: Side): string =>
  `${tokenParts(token).name}${side === "args" ? "Args" : ""}`;

const literals = (spec: EnumTypeSpec): string => spec.enum.map(({ value }) => JSON.stringify(value)).join(" | ");

/** The type of a known value; within `args`, its parts may still be unknown. */
export function typeText(spec: TypeSpec, side: Side, types: Types): string {
  const part = (inner: TypeSpec) => (side === "args" ? inputText(inner, types) : typeText(inner, side, types));
  if (spec.$ref !== undefined) {
    const token = tokenIn(spec.$ref);
    const named = token === undefined ? undefined : types[token];
    if (token === undefined || named === undefined) {
      return "unknown";
    }
    return "enum" in named ? literals(named) : typeName(token, side);
  }
  if (spec.oneOf !== undefined) {
    return spec.oneOf.map((member) => typeText(member, side, types)).join(" | ");
  }
  switch (spec.type) {
    case "array": {
      const element = part(spec.items ?? {});
      return /^[\w.]+(<.*>)?$/.test(element) ? `${element}[]` : `(${element})[]`;
    }
    case "object":
      return `{ [key: string]: ${part(spec.additionalProperties ?? { type: "string" })} }`;
    case "integer":
      return "number";
    case undefined:
      return "unknown";
    default:
      return spec.type;
  }
}

const inputText = (spec: TypeSpec, types: Types): string => `pulumi.Input<${typeText(spec, "args", types)}>`;

/** Adds the tag of a default that the description states. */
function withDefaultTag(description: string): string {
  const [, value] = /(?:^| )Default: `([^`]*)`\.(?= |$)/m.exec(description) ?? [];
  return value === undefined ? description : `${description}\n\n@default ${value}`;
}

/** `undefined` is written out, because programs may be compiled with `exactOptionalPropertyTypes`. */
export function memberText(key: string, spec: PropertySpec, required: boolean, side: Side, types: Types): string {
  const type = side === "args" ? inputText(spec, types) : typeText(spec, side, types);
  const doc = spec.description === undefined ? [] : [comment(withDefaultTag(spec.description), "  ")];
  return [...doc, `  ${key}${required ? "" : "?"}: ${type}${required ? "" : " | undefined"};`].join("\n");
}

export function interfaceText(
  name: string,
  side: Side,
  spec: { description?: string; properties: Readonly<Record<string, PropertySpec>>; required?: readonly string[] },
  types: Types,
): string {
  const members = Object.entries(spec.properties).map(([key, property]) =>
    memberText(key, property, spec.required?.includes(key) === true, side, types),
  );
  const doc = spec.description === undefined ? "" : `${comment(spec.description)}\n`;
  if (members.length === 0) {
    return `${doc}export type ${name} = Record<string, never>;`;
  }
  return `${doc}export interface ${name} {\n${members.join("\n\n")}\n}`;
}

/** The object types that a property needs, including those of their own properties, innermost last. */
export function tokensIn(spec: TypeSpec, types: Types): string[] {
  const token = spec.$ref === undefined ? undefined : tokenIn(spec.$ref);
  const named = token === undefined ? undefined : types[token];
  if (token !== undefined && named !== undefined) {
    return "enum" in named
      ? []
      : [token, ...Object.values(named.properties).flatMap((property) => tokensIn(property, types))];
  }
  return [spec.items, spec.additionalProperties, ...(spec.oneOf ?? [])].flatMap((part) =>
    part === undefined ? [] : tokensIn(part, types),
  );
}
