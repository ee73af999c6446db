import { pascal } from "../../provider/src/schema/naming.ts";
import { JAVA_GROUP } from "../../provider/src/schema/repository.ts";
import {
  type ComplexTypeSpec,
  type FunctionSpec,
  PACKAGE,
  type PackageSpec,
  type PropertySpec,
  type ResourceSpec,
  tokenIn,
  tokenParts,
} from "../../provider/src/schema/spec.ts";

/** What the converted examples depend on, and where Pulumi's generators write what does not compile. Pure. */

type Spec = ResourceSpec | FunctionSpec | ComplexTypeSpec;
type Programs = Record<"typescript" | "python" | "csharp" | "go" | "java", string>;

/** What of the schema determines the programs of an example: the names and types of what it uses, but no texts. */
export function relevant(schema: PackageSpec, source: string): unknown {
  const language = withoutTexts(schema.language);
  return { language, uses: usedSpecs(schema, source).map(([token, spec]) => [token, withoutTexts(spec)]) };
}

/** The resources, functions and types that a program uses, directly or not. */
function usedSpecs(schema: PackageSpec, source: string): [string, Spec][] {
  const found = new Map<string, Spec>();
  const add = (token: string) => {
    const spec = schema.resources[token] ?? schema.functions[token] ?? schema.types[token];
    if (spec === undefined || found.has(token)) return;
    found.set(token, spec);
    for (const ref of JSON.stringify(spec).matchAll(/"\$ref":"([^"]*)"/g)) add(tokenIn(ref[1] ?? "") ?? "");
  };
  for (const [token] of source.matchAll(new RegExp(`${PACKAGE}(:\\w+){2}`, "g"))) add(token);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

const withoutTexts = (spec: unknown): unknown =>
  JSON.parse(JSON.stringify(spec), (key: string, value: unknown) =>
    ["description", "readme"].includes(key) && typeof value === "string" ? undefined : value,
  );

/** The schema with plain types instead of enumerations. */
export function withoutEnums(schema: PackageSpec): PackageSpec {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    const named =
      isRecord(value) && typeof value.$ref === "string" ? schema.types[tokenIn(value.$ref) ?? ""] : undefined;
    if (named === undefined || !("enum" in named) || !isRecord(value)) return value;
    const { $ref: _, ...rest } = value;
    return { ...rest, type: named.type };
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function corrected(schema: PackageSpec, source: string, programs: Programs): Programs {
  const { typescript, python, csharp, go, java } = programs;
  return each({
    typescript: usedImports(typescript),
    python,
    csharp,
    go: exports(go),
    java: javaResults(javaConfig(javaArguments(schema, source, oneLine(javaPackage(java))))),
  });
}

/** One line break at the end, and no spaces at the ends of lines. */
const each = (programs: Programs): Programs => {
  const tidy = (text: string) => `${text.replaceAll(/[ \t]+$/gm, "").trim()}\n`;
  const { typescript, python, csharp, go, java } = programs;
  return { typescript: tidy(typescript), python: tidy(python), csharp: tidy(csharp), go: tidy(go), java: tidy(java) };
};

/** The Node.js generator imports `pulumi` whether it is used or not. */
const usedImports = (text: string): string =>
  /\bpulumi\.\w/.test(text) ? text : text.replace('import * as pulumi from "@pulumi/pulumi";\n', "");

/** The Java generator forgets `basePackage` for types and functions. */
const javaPackage = (text: string): string => text.replaceAll(`com.pulumi.${PACKAGE}.`, `${JAVA_GROUP}.${PACKAGE}.`);

/** The Go generator exports the result of a function as it is; an export must be an input. */
function exports(text: string): string {
  const results = [...text.matchAll(/^\t\t(\w+), err := \w+\.(?:Get|Lookup)\w+\(ctx, /gm)].map(([, name]) => name);
  return text.replaceAll(/ctx\.Export\(("\w+"), ((\w+)\.\w+)\)/g, (whole, name, value, variable) =>
    results.includes(variable) ? `ctx.Export(${name}, pulumi.ToOutput(${value}))` : whole,
  );
}

/** The Java generator reads a required setting as an optional one. */
const javaConfig = (text: string): string => text.replaceAll(/\bconfig\.get\(/g, "config.require(");

/** The Java generator reads a member of a function's result as if it were no output. */
function javaResults(text: string): string {
  const results = [...text.matchAll(/^ *final var (\w+) = \w+Functions\.\w+\(/gm)].map(([, name]) => name);
  return text.replaceAll(/\b(\w+)\.(\w+)\(\)\);/g, (whole, variable, member) =>
    results.includes(variable) ? `${variable}.applyValue(result -> result.${member}()));` : whole,
  );
}

const TERM = String.raw`(?:"[^"\n]*"|\w+\.\w+\(\))`;
const JAVA_LIST = new RegExp(`\\(\\s+((?:${TERM},\\s+)*${TERM})\\)`, "g");
const JAVA_ARGUMENT = new RegExp(`^ *\\.(\\w+)\\(((?:${TERM}|\\d+)(?:, ${TERM})*)\\)`);

const oneLine = (text: string): string =>
  text.replaceAll(JAVA_LIST, (_, terms: string) => `(${terms.replaceAll(/,\s+/g, ", ")})`);

/** The Java generator writes arguments that the builders do not take. */
function javaArguments(schema: PackageSpec, source: string, text: string): string {
  const builders = new Map(
    usedSpecs(schema, source).map(([token, spec]) => [`${pascal(tokenParts(token).name)}Args`, argumentsOf(spec)]),
  );
  const imports = new Set<string>();
  const open: { indent: number; builder: string }[] = [];
  const lines = text.split("\n").map((line) => {
    const indent = line.search(/\S/);
    const [, key = "", given = ""] = JAVA_ARGUMENT.exec(line) ?? [];
    const builder = open.findLast((outer) => outer.indent < indent)?.builder ?? "";
    const [, opened] = /(\w+Args)\.builder\(\)/.exec(line) ?? [];
    if (opened !== undefined) open.push({ indent, builder: opened });
    const property = builders.get(builder)?.[key];
    const [token, member] = memberOf(schema, property, given);
    if (token === undefined) return line.replace(`(${given})`, `(${javaArgument(property, given)})`);
    const { module, name } = tokenParts(token);
    imports.add(`import ${JAVA_GROUP}.${PACKAGE}.${module}.enums.${name};\n`);
    return line.replace(`(${given})`, `(${name}.${member})`);
  });
  return lines.join("\n").replace(/(?=import java\.util\.List;)/, [...imports].sort().join(""));
}

/** A number is a Double, and a list of outputs is the output of a list. */
function javaArgument(property: PropertySpec | undefined, given: string): string {
  if (property?.type === "number" && /^\d+$/.test(given)) return `${given}.0`;
  if (property?.type !== "array" || !given.includes("()")) return given;
  const terms = [...given.matchAll(new RegExp(TERM, "g"))].map(([term]) => term);
  const outputs = terms.map((term) => (term.startsWith('"') ? `Output.of(${term})` : term));
  return `Output.all(${outputs.join(", ")})`;
}

function argumentsOf(spec: Spec): Readonly<Record<string, PropertySpec>> {
  if ("inputProperties" in spec) return spec.inputProperties;
  if ("inputs" in spec) return spec.inputs.properties;
  return "properties" in spec ? spec.properties : {};
}

/** The enumeration and its member with this value. */
function memberOf(schema: PackageSpec, property: PropertySpec | undefined, literal: string): [string?, string?] {
  const token = tokenIn(property?.$ref ?? property?.items?.$ref ?? "") ?? "";
  const named = schema.types[token];
  const member =
    named !== undefined && "enum" in named
      ? named.enum.find(({ value }) => JSON.stringify(value) === literal)
      : undefined;
  return member === undefined ? [] : [token, member.name];
}
