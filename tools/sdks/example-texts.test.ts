import test from "ava";
import { packageSchema } from "../../provider/src/schema/schema.ts";
import type { PackageSpec, PropertySpec } from "../../provider/src/schema/spec.ts";
import { fakeCloud } from "../../provider/src/schema/testing/fake-cloud.ts";
import { corrected, relevant, withoutEnums } from "./example-texts.ts";

const schema: PackageSpec = packageSchema([fakeCloud()], "1.0.0");
const SOURCE = "resources: { box: { type: indiecloud:fake:Box } }\n";
const NONE = { typescript: "", python: "", csharp: "", go: "", java: "" };

test("an example depends on the types of what it uses, and on no description", (t) => {
  const text = (changed: PackageSpec) => JSON.stringify(relevant(changed, SOURCE));
  const described: PackageSpec = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "description" && typeof value === "string" ? "new" : value,
  );
  t.is(text(described), text(schema));
  const retyped: PackageSpec = JSON.parse(JSON.stringify(schema).replaceAll('"on-demand"', '"later"'));
  t.not(text(retyped), text(schema));
  const { "indiecloud:fake:Box": _, ...others } = schema.resources;
  t.not(JSON.stringify(relevant({ ...schema, resources: others }, SOURCE)), text(schema));
});

test("without enumerations, a property has the type of their values", (t) => {
  const { inputProperties = {} } = withoutEnums(schema).resources["indiecloud:fake:Box"] ?? {};
  t.deepEqual([inputProperties.mode?.type, inputProperties.mode?.$ref], ["string", undefined]);
  t.is(inputProperties.level?.type, "integer");
});

test("Java gets the members of enumerations, its imports and its package", (t) => {
  const java = [
    "import com.pulumi.indiecloud.fake.inputs.BoxRuleArgs;",
    "import java.util.List;",
    'var box = new Box("box", BoxArgs.builder()',
    '    .mode("on-demand")',
    "    .level(2)",
    '    .name("on-demand")',
    "    .rules(",
    "        BoxRuleArgs.builder()",
    '            .mode("on-demand")',
    "            .build())",
    "    .build());",
  ].join("\n");
  const made = corrected(schema, SOURCE, { ...NONE, java }).java;
  t.true(made.includes("    .mode(BoxMode.OnDemand)\n    .level(BoxLevel.Value2)\n"), made);
  t.true(made.includes('    .name("on-demand")\n') && made.includes('            .mode("on-demand")\n'), made);
  t.true(made.includes("import io.github.indiecloud.indiecloud.fake.inputs.BoxRuleArgs;\n"), made);
  t.true(made.includes("import io.github.indiecloud.indiecloud.fake.enums.BoxMode;\nimport java.util.List;\n"), made);
});

test("Java gets lists of outputs, numbers, required settings and members of results as its builders take them", (t) => {
  const java = [
    'final var text = config.get("text");',
    "final var boxes = FakeFunctions.getBoxes(GetBoxesArgs.builder()",
    "    .build());",
    'var box = new Box("box", BoxArgs.builder()',
    "    .tags(            ",
    '        "a, b",',
    "        other.name())",
    "    .weight(2)",
    "    .name(other.name())",
    "    .build());",
    'ctx.export("boxes", boxes.boxes());',
    'ctx.export("name", box.name());',
  ].join("\n");
  const inputProperties: Record<string, PropertySpec> = {
    tags: { type: "array", items: { type: "string" } },
    weight: { type: "number" },
    name: { type: "string" },
  };
  const typed: PackageSpec = { ...schema, resources: { "indiecloud:fake:Box": { inputProperties } } };
  t.is(
    corrected(typed, SOURCE, { ...NONE, java }).java,
    [
      'final var text = config.require("text");',
      "final var boxes = FakeFunctions.getBoxes(GetBoxesArgs.builder()",
      "    .build());",
      'var box = new Box("box", BoxArgs.builder()',
      '    .tags(Output.all(Output.of("a, b"), other.name()))',
      "    .weight(2.0)",
      "    .name(other.name())",
      "    .build());",
      'ctx.export("boxes", boxes.applyValue(result -> result.boxes()));',
      'ctx.export("name", box.name());',
      "",
    ].join("\n"),
  );
});

test("Go exports the results of functions as outputs", (t) => {
  const go = [
    "\t\tplans, err := fake.GetPlans(ctx, &fake.GetPlansArgs{}, nil)",
    '\t\tctx.Export("plans", plans.Plans)',
    '\t\tctx.Export("ip", web.Ip)',
  ].join("\n");
  const lines = corrected(schema, SOURCE, { ...NONE, go }).go.split("\n");
  t.deepEqual(lines.slice(1), [
    '\t\tctx.Export("plans", pulumi.ToOutput(plans.Plans))',
    '\t\tctx.Export("ip", web.Ip)',
    "",
  ]);
});

test("TypeScript imports pulumi only if it uses it", (t) => {
  const head = 'import * as pulumi from "@pulumi/pulumi";\n';
  const made = (rest: string) => corrected(schema, SOURCE, { ...NONE, typescript: head + rest }).typescript;
  t.is(made("export const a = 1;\n"), "export const a = 1;\n");
  t.is(made("const config = new pulumi.Config();\n"), `${head}const config = new pulumi.Config();\n`);
});
