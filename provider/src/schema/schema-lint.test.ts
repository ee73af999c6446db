import test from "ava";
import { packageSchema } from "./schema.ts";
import { lintSchema } from "./schema-lint.ts";
import type { FunctionSpec, PackageSpec, PropertySpec } from "./spec.ts";
import { fakeCloud } from "./testing/fake-cloud.ts";

const sound = packageSchema([fakeCloud()], "1.0.0");

function withProperties(properties: Record<string, PropertySpec>, more: Partial<PackageSpec> = {}): PackageSpec {
  const resources = { "indiecloud:fake:Odd": { inputProperties: properties, properties } };
  return { ...sound, resources, ...more };
}

function withFunction(token: string, change: (spec: FunctionSpec) => Partial<FunctionSpec>): PackageSpec {
  const spec: FunctionSpec = {
    description: "Finds it.",
    inputs: { type: "object", properties: {} },
    outputs: { type: "object", properties: {} },
  };
  return { ...sound, functions: { [token]: { ...spec, ...change(spec) } } };
}

const cases: Record<string, [schema: PackageSpec, problem: RegExp]> = {
  "a reference to an unknown type": [
    withProperties({ a: { type: "array", items: { $ref: "#/types/indiecloud:fake:None" }, description: "A." } }),
    /Odd\.a: there is no #\/types\/indiecloud:fake:None/,
  ],
  "a reference inside a union": [
    withProperties({ a: { oneOf: [{ type: "string" }, { $ref: "pulumi.json#/Odd" }], description: "A." } }),
    /Odd\.a: there is no pulumi\.json#\/Odd/,
  ],
  "a type of the root module that refers to a cloud's type, which would be a cycle in Go": [
    {
      ...sound,
      provider: { inputProperties: { fake: { $ref: "#/types/indiecloud:fake:BoxRule", description: "A." } } },
    },
    /provider\.fake: the root module may not need a cloud's #\/types\/indiecloud:fake:BoxRule/,
  ],
  "the reserved name id": [withProperties({ id: { type: "string", description: "A." } }), /Odd\.id: a reserved name/],
  "the reserved name urn": [
    withProperties({ urn: { type: "string", description: "A." } }),
    /Odd\.urn: a reserved name/,
  ],
  "a name that every class has in C#": [
    withProperties({ get: { type: "string", description: "A." } }),
    /Odd\.get: a reserved name/,
  ],
  "a name that equals its class": [
    withProperties({ odd: { type: "string", description: "A." } }),
    /Odd\.odd: the name of its class, which C# refuses/,
  ],
  "names with the engine's prefix": [
    withProperties({ __x: { type: "string", description: "A." } }),
    /Odd\.__x: a reserved name/,
  ],
  "a name that is not camelCase": [
    withProperties({ key_id: { type: "string", description: "A." } }),
    /Odd\.key_id: not in camelCase/,
  ],
  "a field without a description": [withProperties({ a: { type: "string" } }), /Odd\.a: no description/],
  "an input missing in the properties": [
    withProperties(
      {},
      { resources: { "indiecloud:fake:Odd": { inputProperties: { a: { type: "string", description: "A." } } } } },
    ),
    /Odd\.a: an input that is not repeated in properties/,
  ],
  "a missing required field": [
    withProperties({}, { resources: { "indiecloud:fake:Odd": { inputProperties: {}, requiredInputs: ["a"] } } }),
    /Odd\.a: required and not there/,
  ],
  "a function with the name of a resource": [
    withFunction("indiecloud:fake:Get", () => ({})),
    /indiecloud:fake:Get: not a function's token/,
  ],
  "a function without a description": [
    withFunction("indiecloud:fake:get", () => ({ description: "" })),
    /indiecloud:fake:get: no description/,
  ],
  "a function's result with an unknown type": [
    withFunction("indiecloud:fake:get", ({ outputs }) => ({
      outputs: { ...outputs, properties: { it: { $ref: "#/types/indiecloud:fake:None", description: "It." } } },
    })),
    /fake:get\.it: there is no #\/types\/indiecloud:fake:None/,
  ],
  "a token of another package": [
    withProperties({}, { resources: { "other:fake:Odd": { inputProperties: {} } } }),
    /other:fake:Odd: not a token of this package/,
  ],
  "a type with the name of a resource": [
    withProperties({}, { types: { ...sound.types, "indiecloud:fake:Odd": { type: "object", properties: {} } } }),
    /indiecloud:fake:Odd: a type and a resource/,
  ],
  "two enumeration values with one name": [
    withProperties(
      {},
      {
        types: {
          ...sound.types,
          "indiecloud:fake:Word": {
            type: "string",
            enum: [
              { name: "On", value: "on" },
              { name: "On", value: "-on" },
            ],
          },
        },
      },
    ),
    /Word: two values have one name/,
  ],
};

for (const [what, [schema, problem]] of Object.entries(cases)) {
  test(`finds ${what}`, (t) => {
    const issues = lintSchema(schema);
    t.true(
      issues.some((line) => problem.test(line)),
      issues.join("\n"),
    );
  });
}
