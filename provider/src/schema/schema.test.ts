import test from "ava";
import { z } from "zod";
import { type ResourceDefinition, resourceKit } from "../engine/definition/definition.ts";
import { packageSchema } from "./schema.ts";
import { lintSchema } from "./schema-lint.ts";
import { fakeCloud, lid, vm } from "./testing/fake-cloud.ts";

const schema = packageSchema([fakeCloud()], "1.2.3");
const resource = schema.resources["indiecloud:fake:Box"];
const input = (key: string) => resource?.inputProperties[key];
const described = (key: string) => input(key)?.description ?? "";
const shape = (key: string) => {
  const { description: _, ...rest } = input(key) ?? {};
  return rest;
};
const ref = (name: string) => ({ $ref: `#/types/indiecloud:fake:${name}` });

const shapes: Record<string, object> = {
  name: { type: "string" },
  size: { type: "string", willReplaceOnChanges: true },
  count: { type: "integer" },
  ratio: { type: "number" },
  open: { type: "boolean" },
  keys: { type: "array", items: { type: "string" } },
  secretNote: { type: "string", secret: true },
  restart: { type: "string" },
  powerState: ref("BoxPowerState"),
  mode: ref("BoxMode"),
  level: ref("BoxLevel"),
  agreed: { type: "boolean" },
  nothing: { type: "string" },
  either: { oneOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
  tags: { type: "object", additionalProperties: { type: "string" } },
  pair: { type: "array", items: { type: "string" } },
  anything: { $ref: "pulumi.json#/Any" },
  rules: { type: "array", items: ref("BoxRule") },
  disks: { type: "object", additionalProperties: ref("BoxDisk") },
  adopt: { type: "string" },
  timeouts: { $ref: "#/types/indiecloud:index:Timeouts" },
};
for (const [key, expected] of Object.entries(shapes)) {
  test(`the input ${key} has its type and its flags`, (t) => {
    t.deepEqual(shape(key), expected);
  });
}

test("literals become enumerations with names that are identifiers", (t) => {
  t.deepEqual(schema.types["indiecloud:fake:BoxMode"], {
    type: "string",
    enum: [
      { name: "OnDemand", value: "on-demand" },
      { name: "Spot", value: "spot" },
    ],
  });
  t.deepEqual(schema.types["indiecloud:fake:BoxLevel"], {
    type: "integer",
    enum: [
      { name: "Value1", value: 1 },
      { name: "Value2", value: 2 },
    ],
  });
});

test("nested objects become types named by their position, with their required properties", (t) => {
  t.deepEqual(schema.types["indiecloud:fake:BoxRule"], {
    type: "object",
    properties: {
      port: { type: "integer", description: "Port." },
      to: { ...ref("BoxRuleTo"), description: "Where to." },
      kinds: { type: "array", items: ref("BoxRuleKind"), description: "Kinds." },
    },
    // `kinds` has a default, so a program may leave it out.
    required: ["port", "to"],
  });
  t.deepEqual(schema.types["indiecloud:fake:BoxRuleTo"], {
    description: "Where to.",
    type: "object",
    properties: { cidr: { type: "string", description: "Addresses." } },
  });
});

test("properties repeat every input and add the outputs and failure", (t) => {
  t.deepEqual(Object.keys(resource?.properties ?? {}), [
    ...Object.keys(resource?.inputProperties ?? {}),
    "ip",
    "token",
    "ports",
    "failure",
  ]);
  t.deepEqual(resource?.properties?.token, { type: "string", description: "Password.", secret: true });
  t.deepEqual(resource?.properties?.size, { type: "string", description: "Size." });
  t.deepEqual(resource?.properties?.ports, {
    type: "array",
    items: ref("BoxPort"),
    description: "Ports.",
  });
});

test("required inputs are required; generated names and outputs of every object are always present", (t) => {
  t.deepEqual(resource?.requiredInputs, ["size"]);
  t.deepEqual(resource?.required, ["size", "name", "ip"]);
  const plain = schema.resources["indiecloud:fake:BoxLid"];
  t.is(plain?.requiredInputs, undefined);
  t.is(plain?.required, undefined);
});

test("descriptions say what a change does", (t) => {
  t.regex(described("name"), /^Name \(`label`\)\n\nCan be changed in place\./);
  t.regex(described("size"), /A change replaces the Box\./);
  t.regex(described("keys"), /Used only at creation.*`replaceOnChanges: \["keys"\]`/);
  t.regex(described("restart"), /Changing a value that was already set runs the action/);
  t.regex(described("growing"), /in place if the cloud can do that; otherwise a change replaces the Box/);
  t.regex(described("ratio"), /Can be changed in place: the Box is stopped and, if it was running, started again\./);
});

test("descriptions say whether drift is detected and what happens to it", (t) => {
  t.regex(described("name"), /the next `pulumi up` reverts it/);
  t.regex(described("size"), /reported in a warning/);
  t.regex(described("keys"), /Cannot be read back/);
  t.notRegex(described("restart"), /read back/);
});

test("descriptions mention catalog, default and secret; the schema itself has no default", (t) => {
  t.regex(described("size"), /checks that the size exists/);
  t.regex(described("count"), /Default: `2`\./);
  t.regex(described("secretNote"), /A secret in the state\./);
  t.false(JSON.stringify(schema).includes('"default":'));
  t.regex(described("timeouts"), /Defaults: `90s` to create, `10m` to update and `60m` to delete\./);
});

test("a resource's page shows how to import it, and the dynamic type is an alias", (t) => {
  t.is(
    resource?.description,
    'A box at Fake.\n\n## Import\n\nImport an existing Box by its ID:\n\n```sh\npulumi import indiecloud:fake:Box example b-1\n```\n\nor adopt it in the program with `adopt: "b-1"`.',
  );
  t.regex(schema.resources["indiecloud:fake:BoxLid"]?.description ?? "", /example 'a lid'/);
  t.deepEqual(resource?.aliases, [{ type: "pulumi-nodejs:dynamic/indiecloud/fake:Box" }]);
});

test("configuration and provider have one account per cloud; an argument is secret as a whole; nothing comes from the SDK's environment", (t) => {
  const { description, ...argument } = schema.provider.inputProperties.fake ?? {};
  t.deepEqual(argument, { $ref: "#/types/indiecloud:index:FakeAccount", secret: true });
  const { secret: isSecret, ...budget } = schema.provider.inputProperties.budget ?? {};
  t.deepEqual(schema.config.variables, {
    fake: { $ref: "#/types/indiecloud:index:FakeAccount", description },
    namespace: schema.provider.inputProperties.namespace,
    budget,
  });
  t.is(isSecret, true);
  t.is(schema.provider.inputProperties.namespace?.type, "string");
  t.regex(description ?? "", /pulumi config set --path --secret indiecloud:fake\.password VALUE/);
  t.deepEqual(schema.types["indiecloud:index:FakeAccount"], {
    description: "Boxes.",
    type: "object",
    properties: {
      user: { type: "string", description: "User name.\n\nEnvironment: `FAKE_USER` and `FAKE_LOGIN`." },
      password: { type: "string", description: "Password.\n\nEnvironment: `FAKE_PASSWORD`.", secret: true },
      endpoint: { type: "string", description: "Base URL.\n\nDefault: `https://fake.example`." },
    },
  });
  t.false(JSON.stringify(schema).includes("defaultInfo"));
});

test("a function has its arguments, and returns types that all clouds share", (t) => {
  const plans = schema.functions["indiecloud:fake:getPlans"];
  t.deepEqual(plans?.inputs.properties.minVcpus, {
    type: "number",
    description: "Only plans with at least this many virtual CPUs.",
  });
  t.deepEqual(plans?.inputs.required, undefined);
  t.deepEqual(plans?.outputs, {
    type: "object",
    properties: {
      plans: { type: "array", items: { $ref: "#/types/indiecloud:index:Plan" }, description: "The matching sizes." },
    },
    required: ["plans"],
  });
  const plan = schema.types["indiecloud:index:Plan"];
  t.like(plan, { type: "object", required: ["id", "name"] });
  t.like(schema.types["indiecloud:index:PlanPrice"], { required: ["currency"] });
});

test("a secret in the result of a function is marked", (t) => {
  const key = { type: z.string(), description: "Key.", secret: true } as const;
  const getKey = { name: "getKey", description: "The key.", inputs: {}, required: [], run: async () => ({}) };
  const secretive = packageSchema([{ ...fakeCloud(), functions: [{ ...getKey, outputs: { key } }] }], "1.2.3");
  t.deepEqual(secretive.functions["indiecloud:fake:getKey"]?.outputs.properties, {
    key: { type: "string", description: "Key.", secret: true },
  });
  t.deepEqual(lintSchema(secretive), []);
});

test("a function that looks up a server returns the resource's own types, without secrets", (t) => {
  const found = schema.functions["indiecloud:fake:getBox"];
  t.deepEqual(Object.keys(found?.inputs.properties ?? {}), ["name", "id"]);
  t.deepEqual(Object.keys(found?.outputs.properties ?? {}), ["id", "name", "size", "ip", "ports"]);
  t.deepEqual(found?.outputs.properties.ports, resource?.properties?.ports);
  t.deepEqual(found?.outputs.required, ["id"]);
});

test("a cloud has functions only for the lists that it has", (t) => {
  t.deepEqual(Object.keys(schema.functions), ["indiecloud:fake:getBox", "indiecloud:fake:getPlans"]);
});

test("every SDK requires the plugin of its own version", (t) => {
  t.is(schema.version, "1.2.3");
  for (const language of ["nodejs", "python", "go", "csharp"]) {
    t.like(schema.language[language], { respectSchemaVersion: true });
  }
});

test("a property with the name of its resource has another name in C#", (t) => {
  const schema = lidWith({ boxLid: field(z.string()), color: field(z.string()) })();
  const { inputProperties, properties } = schema.resources["indiecloud:fake:BoxLid"] ?? {};
  for (const of of [inputProperties, properties]) {
    t.deepEqual(of?.boxLid?.language, { csharp: { name: "BoxLidValue" } });
    t.is(of?.color?.language, undefined);
  }
  t.deepEqual(lintSchema(schema), []);
});

test("the same definitions give the same text in any order of resources", (t) => {
  t.is(JSON.stringify(packageSchema([fakeCloud([lid, vm])], "1.2.3")), JSON.stringify(schema));
});

test("the schema of a valid cloud has no issues", (t) => {
  t.deepEqual(lintSchema(schema), []);
});

const { optional, output } = resourceKit<unknown, object>();
const field = (type: z.ZodType) => optional(type, { description: "Odd.", change: "update" });
const lidWith =
  (inputs: ResourceDefinition["inputs"], outputs: ResourceDefinition["outputs"] = {}) =>
  () =>
    packageSchema([fakeCloud([{ ...lid, inputs, outputs }])], "1.0.0");

test("a type that the package schema cannot express is an error that names the field", (t) => {
  t.throws(lidWith({ both: field(z.enum({ A: "a", B: 1 })) }), { message: /fake:BoxLid\.both.*several types/ });
  const tree: z.ZodType = z.lazy(() => z.object({ branches: z.array(tree) }));
  t.throws(lidWith({ tree: field(tree) }), { message: /fake:BoxLid\.tree/ });
  const two = { aB: field(z.object({ x: z.string() })), ab: field(z.string()) };
  t.notThrows(lidWith(two));
  t.throws(lidWith({ ...two, AB: field(z.object({ y: z.string() })) }), { message: /two different types/ });
});

test("a name that is both an input and an output is rejected", (t) => {
  t.throws(lidWith({ ip: field(z.string()) }, { ip: output(z.string(), { description: "Address." }) }), {
    message: /fake:BoxLid: ip is an input and an output/,
  });
});
