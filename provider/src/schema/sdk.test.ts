import test from "ava";
import { z } from "zod";
import { packageSchema } from "./schema.ts";
import { sdkFiles } from "./sdk.ts";
import { comment } from "./sdk-types.ts";
import { fakeCloud } from "./testing/fake-cloud.ts";

const files = sdkFiles(packageSchema([fakeCloud()], "1.0.0"));
const vm = files.get("fake/box.ts") ?? "";

test("one file per resource, one index per cloud, and shared files", (t) => {
  t.deepEqual(
    [...files.keys()].sort(),
    [
      ...["fake/box-lid.ts", "fake/box.ts", "fake/functions.ts", "fake/index.ts"],
      ...["index.ts", "provider-args.ts", "types.ts"],
    ].sort(),
  );
  for (const text of files.values()) {
    t.true(text.startsWith("// Generated from schema.json; do not edit."));
  }
});

const arguments_: Record<string, string> = {
  name: "name?: pulumi.Input<string> | undefined;",
  size: "size: pulumi.Input<string>;",
  count: "count?: pulumi.Input<number> | undefined;",
  keys: "keys?: pulumi.Input<pulumi.Input<string>[]> | undefined;",
  powerState: 'powerState?: pulumi.Input<"running" | "stopped"> | undefined;',
  level: "level?: pulumi.Input<1 | 2> | undefined;",
  either: "either?: pulumi.Input<string | pulumi.Input<string>[]> | undefined;",
  tags: "tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }> | undefined;",
  anything: "anything?: pulumi.Input<unknown> | undefined;",
  rules: "rules?: pulumi.Input<pulumi.Input<BoxRuleArgs>[]> | undefined;",
  disks: "disks?: pulumi.Input<{ [key: string]: pulumi.Input<BoxDiskArgs> }> | undefined;",
  "a nested list of literals": 'kinds?: pulumi.Input<pulumi.Input<"a" | "b">[]> | undefined;',
  timeouts: "timeouts?: pulumi.Input<TimeoutsArgs> | undefined;",
};
for (const [key, line] of Object.entries(arguments_)) {
  test(`the argument ${key} accepts inputs at every depth`, (t) => {
    t.true(vm.includes(`\n  ${line}\n`), line);
  });
}

const outputs: Record<string, string> = {
  name: "string",
  size: "string",
  count: "number | undefined",
  keys: "string[] | undefined",
  powerState: '"running" | "stopped" | undefined',
  either: "string | string[] | undefined",
  tags: "{ [key: string]: string } | undefined",
  rules: "BoxRule[] | undefined",
  ports: "BoxPort[] | undefined",
  ip: "string",
  failure: "string | undefined",
};
for (const [key, type] of Object.entries(outputs)) {
  test(`the output ${key} is plain, and undefined if it may be missing`, (t) => {
    const line = `  declare readonly ${key}: pulumi.Output<${type}>;`;
    t.true(vm.includes(`\n${line}\n`), line);
  });
}

test("every field has a comment", (t) => {
  for (const text of files.values()) {
    const lines = text.split("\n");
    const bare = lines.filter(
      (line, index) =>
        /^ {2}(declare readonly )?\w+\??: .*;$/.test(line) && !lines[index - 1]?.trimEnd().endsWith("*/"),
    );
    t.deepEqual(bare, []);
  }
});

test("a function has a form for values and one for outputs, and may be called without arguments", (t) => {
  const text = files.get("fake/functions.ts") ?? "";
  for (const line of [
    "export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {",
    "export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {",
    "  minVcpus?: number | undefined;",
    "  minVcpus?: pulumi.Input<number> | undefined;",
    "  plans: Plan[];",
    'import type { Plan } from "../types.js";',
    '  return invoke("fake:getPlans", args, opts);',
  ]) {
    t.true(text.includes(`${line}\n`), line);
  }
  t.regex(files.get("fake/index.ts") ?? "", /getPlans, getPlansOutput, type GetPlansArgs/);
});

test("a function that looks up a server requires arguments, and has the resource's types", (t) => {
  const text = files.get("fake/functions.ts") ?? "";
  t.true(
    text.includes("export function getBox(args: GetBoxArgs, opts: InvokeOptions = {}): Promise<GetBoxResult> {\n"),
  );
  t.true(text.includes('import type { BoxPort } from "./box.js";\n'));
});

test("a function with a secret in its result returns a secret output, and the others none", (t) => {
  const key = { type: z.string(), description: "Key.", secret: true } as const;
  const getKey = { name: "getKey", description: "The key.", inputs: {}, required: [], run: async () => ({}) };
  const secretive = packageSchema([{ ...fakeCloud(), functions: [{ ...getKey, outputs: { key } }] }], "1.0.0");
  const text = sdkFiles(secretive).get("fake/functions.ts") ?? "";
  for (const line of [
    'import { type InvokeOptions, invoke, invokeOutput, invokeSecretOutput } from "../invoke.js";',
    '  return invoke("fake:getKey", args, opts);',
    '  return invokeSecretOutput("fake:getKey", args, opts);',
    '  return invokeOutput("fake:getPlans", args, opts);',
  ]) {
    t.true(text.includes(`${line}\n`), line);
  }
  t.false(files.get("fake/functions.ts")?.includes("invokeSecretOutput"));
});

test("a type that only functions return is not an argument type", (t) => {
  t.regex(files.get("types.ts") ?? "", /export interface Plan \{/);
  t.notRegex(files.get("types.ts") ?? "", /PlanArgs/);
});

test("arguments may be omitted if nothing is required", (t) => {
  t.true(files.get("fake/box-lid.ts")?.includes("constructor(name: string, args?: BoxLidArgs,"));
  t.true(vm.includes("constructor(name: string, args: BoxArgs,"));
});

test("the shape names every property and the secret ones, both inputs and outputs", (t) => {
  t.regex(vm, /token: "fake:Box"/);
  t.regex(vm, /properties: \["name","size",.*"timeouts","ip","token","ports","failure"\]/);
  t.regex(vm, /secrets: \["secretNote","token"\]/);
});

test("a class's comment does not promise features that only the plugin has", (t) => {
  t.false(vm.includes("pulumi import"));
});

test("comments are wrapped between words, do not break code and cannot be ended by their text", (t) => {
  t.is(comment("Short."), "/** Short. */");
  t.is(comment("Ends */ here."), "/** Ends *\\/ here. */");
  const long = comment(`${"word ".repeat(20)}\`code that belongs together\` ${"word ".repeat(10)}`);
  t.true(long.split("\n").every((line) => line.length <= 120));
  t.true(long.includes("`code that belongs together`"));
  const block = `\`\`\`sh\n${"x ".repeat(80).trim()}\n\`\`\``;
  t.true(comment(block).includes("x ".repeat(80).trim()));
});
