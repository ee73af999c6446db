import { pascal } from "./naming.ts";
import {
  type ComplexTypeSpec,
  PACKAGE,
  type PackageSpec,
  type PropertySpec,
  ROOT_MODULE,
  type TypeSpec,
  tokenIn,
  tokenParts,
} from "./spec.ts";

/** Names that Pulumi or a generated SDK uses itself: C# classes have a `Get`, JavaScript classes a `constructor`. */
const RESERVED = ["id", "urn", "provider", "pulumi", "version", "parent", "getProvider", "get", "constructor"];

const TOKEN = new RegExp(`^${PACKAGE}:[a-z][A-Za-z0-9]*:[A-Z][A-Za-z0-9]*$`);

const FUNCTION = new RegExp(`^${PACKAGE}:[a-z][A-Za-z0-9]*:[a-z][A-Za-z0-9]*$`);

/**
 * Finds errors that Pulumi's own meta-schema does not detect, or detects only when it generates code: dangling references,
 * reserved names, inputs without an output, undocumented fields. Each line names the place.
 */
export function lintSchema(schema: PackageSpec): string[] {
  const functions = Object.entries(schema.functions).flatMap(([token, { inputs, outputs, description }]) => [
    ...(FUNCTION.test(token) ? [] : [`${token}: not a function's token of this package`]),
    ...(description.trim() === "" ? [`${token}: no description`] : []),
    ...[inputs, outputs].flatMap(({ properties, required = [] }) =>
      lintRecord(schema, token, properties, required, ["pulumi"]),
    ),
  ]);
  const tokens = [...Object.keys(schema.types), ...Object.keys(schema.resources)];
  const named = [
    ...tokens.filter((token) => !TOKEN.test(token)).map((token) => `${token}: not a token of this package`),
    ...tokens
      .filter((token, index) => tokens.indexOf(token) !== index)
      .map((token) => `${token}: a type and a resource`),
  ];
  const types = Object.entries(schema.types).flatMap(([token, spec]) => lintType(schema, token, spec));
  const resources = [["provider", schema.provider] as const, ...Object.entries(schema.resources)].flatMap(
    ([token, { inputProperties, requiredInputs = [], properties = {}, required = [] }]) => [
      ...lintRecord(schema, token, inputProperties, requiredInputs, RESERVED),
      ...lintRecord(schema, token, properties, required, RESERVED),
      ...(token === "provider" ? [] : Object.keys(inputProperties))
        .filter((key) => properties[key] === undefined)
        .map((key) => `${token}.${key}: an input that is not repeated in properties`),
    ],
  );
  return [...new Set([...named, ...types, ...resources, ...functions])];
}

function lintType(schema: PackageSpec, token: string, spec: ComplexTypeSpec): string[] {
  if ("enum" in spec) {
    const names = spec.enum.map(({ name }) => name);
    return new Set(names).size === names.length ? [] : [`${token}: two values have one name: ${names.join(", ")}`];
  }
  return lintRecord(schema, token, spec.properties, spec.required ?? [], ["pulumi"]);
}

function lintRecord(
  schema: PackageSpec,
  at: string,
  properties: Readonly<Record<string, PropertySpec>>,
  required: readonly string[],
  reserved: readonly string[],
): string[] {
  return [
    ...required.filter((key) => properties[key] === undefined).map((key) => `${at}.${key}: required and not there`),
    ...Object.entries(properties).flatMap(([key, spec]) => [
      ...(reserved.includes(key) || key.startsWith("__") ? [`${at}.${key}: a reserved name`] : []),
      ...(pascal(key) === tokenParts(at).name && spec.language === undefined
        ? [`${at}.${key}: the name of its class, which C# refuses`]
        : []),
      ...(/^[a-z][A-Za-z0-9]*$/.test(key) ? [] : [`${at}.${key}: not in camelCase`]),
      ...((spec.description ?? "").trim() === "" ? [`${at}.${key}: no description`] : []),
      ...refsIn(spec)
        .filter((ref) => !resolves(schema, ref))
        .map((ref) => `${at}.${key}: there is no ${ref}`),
      ...refsIn(spec)
        .filter((ref) => outward(at, ref))
        .map((ref) => `${at}.${key}: the root module may not need a cloud's ${ref}`),
    ]),
  ];
}

const refsIn = (spec: TypeSpec): string[] => [
  ...(spec.$ref === undefined ? [] : [spec.$ref]),
  ...[spec.items, spec.additionalProperties, ...(spec.oneOf ?? [])].flatMap((part) =>
    part === undefined ? [] : refsIn(part),
  ),
];

/** In Go every module is a package that imports the root package, so a reference from the root to a module would be a cycle. */
function outward(at: string, ref: string): boolean {
  const token = tokenIn(ref);
  const inRoot = at === "provider" || tokenParts(at).module === ROOT_MODULE;
  return inRoot && token !== undefined && tokenParts(token).module !== ROOT_MODULE;
}

function resolves(schema: PackageSpec, ref: string): boolean {
  const token = tokenIn(ref);
  return token === undefined ? ref === "pulumi.json#/Any" : schema.types[token] !== undefined;
}
