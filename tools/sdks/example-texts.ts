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

/** What of the schema determines the programs of an example: the names and types of what it uses, but no descriptions. */
export function relevant(schema: PackageSpec, source: string): unknown {
  const { language } = schema;
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
    key === "description" && typeof value === "string" ? undefined : value,
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
    java: enums(schema, source, javaPackage(java)),
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

/** The Java generator writes the text of an enumeration's value; the builders take only the enumeration. */
function enums(schema: PackageSpec, source: string, text: string): string {
  const builders = new Map(
    usedSpecs(schema, source).map(([token, spec]) => [`${pascal(tokenParts(token).name)}Args`, argumentsOf(spec)]),
  );
  const imports = new Set<string>();
  const open: { indent: number; builder: string }[] = [];
  const lines = text.split("\n").map((line) => {
    const indent = line.search(/\S/);
    const [, key = "", literal = ""] = /^ *\.(\w+)\(("[^"]*"|\d+)\)/.exec(line) ?? [];
    const builder = open.findLast((outer) => outer.indent < indent)?.builder ?? "";
    const [, opened] = /(\w+Args)\.builder\(\)/.exec(line) ?? [];
    if (opened !== undefined) open.push({ indent, builder: opened });
    const [token, member] = memberOf(schema, builders.get(builder)?.[key], literal);
    if (token === undefined) return line;
    const { module, name } = tokenParts(token);
    imports.add(`import ${JAVA_GROUP}.${PACKAGE}.${module}.enums.${name};\n`);
    return line.replace(`(${literal})`, `(${name}.${member})`);
  });
  return lines.join("\n").replace(/(?=import java\.util\.List;)/, [...imports].sort().join(""));
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
