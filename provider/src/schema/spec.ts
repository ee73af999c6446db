/** The part of Pulumi's package schema that is used here. The whole is `pkg/codegen/schema/pulumi.json` in pulumi/pulumi. */

export const PACKAGE = "indiecloud";

/** The module of everything that does not belong to a cloud; the name is Pulumi's. */
export const ROOT_MODULE = "index";

export interface TypeSpec {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  $ref?: string;
  oneOf?: TypeSpec[];
}

export interface PropertySpec extends TypeSpec {
  description?: string;
  secret?: true;
  willReplaceOnChanges?: true;
  language?: { csharp: { name: string } };
}

export interface ObjectTypeSpec {
  description?: string;
  type: "object";
  properties: Record<string, PropertySpec>;
  required?: string[];
}

export interface EnumTypeSpec {
  description?: string;
  type: "string" | "integer" | "number";
  enum: { name: string; value: string | number; description?: string }[];
}

export type ComplexTypeSpec = ObjectTypeSpec | EnumTypeSpec;

export interface ResourceSpec {
  description?: string;
  inputProperties: Record<string, PropertySpec>;
  requiredInputs?: string[];
  properties?: Record<string, PropertySpec>;
  required?: string[];
  /** The inputs that filter a list of such objects. A resource without them has no list. */
  listInputs?: ObjectTypeSpec;
  aliases?: { type: string }[];
}

export interface FunctionSpec {
  description: string;
  inputs: ObjectTypeSpec;
  outputs: ObjectTypeSpec;
}

export interface PackageSpec {
  name: string;
  displayName: string;
  version: string;
  description: string;
  keywords: string[];
  homepage: string;
  license: string;
  repository: string;
  logoUrl: string;
  pluginDownloadURL: string;
  publisher: string;
  meta: { moduleFormat: string; supportPack: true };
  config: { variables: Record<string, PropertySpec> };
  types: Record<string, ComplexTypeSpec>;
  provider: ResourceSpec;
  resources: Record<string, ResourceSpec>;
  functions: Record<string, FunctionSpec>;
  language: Record<string, unknown>;
}

/** Any value. */
export const ANY: TypeSpec = { $ref: "pulumi.json#/Any" };

export const typeRef = (token: string): TypeSpec => ({ $ref: `#/types/${token}` });

/** The token in a `$ref` into the package; undefined for one of Pulumi's own types. */
export function tokenIn(ref: string): string | undefined {
  const prefix = "#/types/";
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined;
}

/** `indiecloud:lunanode:Vm` -> module and name. */
export function tokenParts(token: string): { module: string; name: string } {
  const [, module = "", name = ""] = token.split(":");
  return { module, name };
}
