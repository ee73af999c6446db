import { type ZodType, z } from "zod";
import { enumName, pascal, singular } from "./naming.ts";
import { ANY, type ComplexTypeSpec, PACKAGE, type PropertySpec, type TypeSpec, typeRef } from "./spec.ts";

/** The JSON Schema that zod writes, as far as it is supported here. */
type JsonType = z.core.JSONSchema.JSONSchema;
type JsonMember = JsonType | boolean;

/** `input`: what a program may write; `output`: what it gets back. They differ for types with defaults or transforms. */
export type Direction = "input" | "output";

const SCALARS = ["string", "integer", "number", "boolean"] as const;

/**
 * Turns zod types into schema types. In Pulumi, objects and enumerations have names; they are made from the position
 * (`indiecloud:lunanode:VmRule` for an element of `rules` of a `Vm`) and collected in `types`.
 */
export class TypeNamer {
  readonly types: Record<string, ComplexTypeSpec> = {};
  private readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;

  /** `values`: what the values of enumerations mean, by the name of the type: `naver:SubnetUsageType`. */
  constructor(values: TypeNamer["values"] = {}) {
    this.values = values;
  }

  /**
   * `owner` is the prefix of the names of nested types, `field` the property with the type. `descriptions` are used for its own
   * properties that have none.
   */
  convert(
    type: ZodType,
    direction: Direction,
    { module, owner, field }: { module: string; owner: string; field: string },
    descriptions: Readonly<Record<string, string>> = {},
  ): TypeSpec {
    const json = z.toJSONSchema(type, { io: direction, unrepresentable: "throw" });
    return this.walk(json, {
      module,
      name: `${owner}${pascal(field)}`,
      path: `${module}:${owner}.${field}`,
      descriptions,
    });
  }

  private walk(json: JsonType, at: Place): TypeSpec {
    const members = json.anyOf ?? json.oneOf;
    if (members !== undefined) {
      return this.union(members, at);
    }
    if (Array.isArray(json.type)) {
      // How zod writes a nullable scalar.
      return this.union(
        json.type.map((type) => ({ ...json, type })),
        at,
      );
    }
    const values = json.enum ?? (json.const === undefined ? undefined : [json.const]);
    if (values !== undefined) {
      return this.enumeration(values, json, at);
    }
    if (json.type === "array") {
      return { type: "array", items: this.elements(json, at) };
    }
    if (json.type === "object") {
      return json.properties === undefined ? this.map(json, at) : this.object(json.properties, json, at);
    }
    const scalar = SCALARS.find((known) => known === json.type);
    if (scalar !== undefined) {
      return { type: scalar };
    }
    if (json.type === undefined && json.$ref === undefined && json.allOf === undefined) {
      return ANY;
    }
    throw new Error(`${at.path}: the package schema has no such type: ${JSON.stringify(json)}`);
  }

  /** Pulumi has no null (a missing value is simply absent) and no literals outside enumerations. */
  private union(members: readonly JsonMember[], at: Place): TypeSpec {
    const some = members.map(schemaOf).filter((member) => member.type !== "null");
    const literals = some.flatMap((member) => member.enum ?? (member.const === undefined ? [] : [member.const]));
    const others = some.filter((member) => member.enum === undefined && member.const === undefined);
    const specs = [
      ...(literals.length === 0 ? [] : [this.enumeration(literals, {}, at)]),
      ...others.map((member, index) => this.walk(member, numbered(at, others.length > 1 ? index : 0))),
    ];
    const distinct = [...new Map(specs.map((spec) => [JSON.stringify(spec), spec])).values()];
    const [only] = distinct;
    return distinct.length === 1 && only !== undefined ? only : { oneOf: distinct };
  }

  private enumeration(values: readonly unknown[], json: JsonType, at: Place): TypeSpec {
    if (values.every((value) => typeof value === "boolean")) {
      return { type: "boolean" };
    }
    const known = values.filter((value) => typeof value === "string" || typeof value === "number");
    const type = known.every((value) => typeof value === "string")
      ? "string"
      : known.every((value) => Number.isInteger(value))
        ? "integer"
        : "number";
    if (known.length < values.length || (type !== "string" && known.some((value) => typeof value === "string"))) {
      throw new Error(`${at.path}: an enumeration of values of several types`);
    }
    const texts = this.values[`${at.module}:${at.name}`];
    const members = known.map((value) => ({
      name: enumName(value),
      value,
      ...described({ description: texts?.[value] }),
    }));
    return this.named(at, { ...described(json), type, enum: members });
  }

  private elements(json: JsonType, at: Place): TypeSpec {
    const one = { ...at, name: singular(at.name), path: `${at.path}[]` };
    if (json.prefixItems !== undefined) {
      return this.union(json.prefixItems, one);
    }
    return json.items === undefined || Array.isArray(json.items) ? ANY : this.walk(schemaOf(json.items), one);
  }

  private map(json: JsonType, at: Place): TypeSpec {
    const one = { ...at, name: singular(at.name), path: `${at.path}{}` };
    return { type: "object", additionalProperties: this.walk(schemaOf(json.additionalProperties ?? true), one) };
  }

  private object(properties: NonNullable<JsonType["properties"]>, json: JsonType, at: Place): TypeSpec {
    const entries = Object.entries(properties).map(([key, value]): [string, PropertySpec] => {
      const type = schemaOf(value);
      const place = { ...at, name: `${at.name}${pascal(key)}`, path: `${at.path}.${key}` };
      return [key, { ...this.walk(type, place), ...described({ description: at.descriptions[key], ...type }) }];
    });
    const required = json.required === undefined || json.required.length === 0 ? {} : { required: json.required };
    return this.named(at, { ...described(json), type: "object", properties: Object.fromEntries(entries), ...required });
  }

  private named(at: Place, spec: ComplexTypeSpec): TypeSpec {
    const token = `${PACKAGE}:${at.module}:${at.name}`;
    this.add(token, spec, at.path);
    return typeRef(token);
  }

  add(token: string, spec: ComplexTypeSpec, path: string): void {
    const before = this.types[token];
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(spec)) {
      throw new Error(`${path}: two different types would be called ${token}; rename one of the fields`);
    }
    this.types[token] = spec;
  }
}

interface Place {
  module: string;
  name: string;
  /** For errors. */
  path: string;
  descriptions: Readonly<Record<string, string>>;
}

/** `true` is JSON Schema's "anything"; zod writes `false` only for closed objects. */
const schemaOf = (member: JsonMember): JsonType => (typeof member === "boolean" ? {} : member);

const numbered = (at: Place, index: number): Place => (index === 0 ? at : { ...at, name: `${at.name}${index + 1}` });

const described = ({ description }: { description?: string | undefined }): { description?: string } =>
  description === undefined ? {} : { description };
