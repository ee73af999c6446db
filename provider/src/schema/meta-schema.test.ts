import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import test from "ava";
import { ROOT } from "./files.ts";
import { packageSchema } from "./schema.ts";
import { lintSchema } from "./schema-lint.ts";
import type { PackageSpec } from "./spec.ts";
import { fakeCloud } from "./testing/fake-cloud.ts";

/**
 * Pulumi's own meta-schema of a package schema. It is part of the Go module that tools/pulumi builds the CLI from; if the CLI
 * was installed in another way, only `pulumi schema check` in test/e2e checks the schema.
 */
function metaSchema(): object | undefined {
  try {
    const goMod = readFileSync(join(ROOT, "tools/pulumi/cli/go.mod"), "utf8");
    const version = /pulumi\/pkg\/v3 (v\S+)/.exec(goMod)?.[1] ?? "";
    const cache = execFileSync("go", ["env", "GOMODCACHE"], { encoding: "utf8" }).trim();
    const path = join(cache, `github.com/pulumi/pulumi/pkg/v3@${version}/codegen/schema/pulumi.json`);
    const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const meta = metaSchema();
const testWithMeta = meta === undefined ? test.skip : test;
const errorsOf = (schema: unknown) => {
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(meta ?? {});
  return validate(schema)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

const readSchema = (): PackageSpec => JSON.parse(readFileSync(join(ROOT, "schema.json"), "utf8"));
const fake = packageSchema([fakeCloud()], "1.0.0");

testWithMeta("schema.json is a Pulumi package schema", (t) => {
  t.deepEqual(errorsOf(readSchema()), []);
});

testWithMeta("a schema with every kind of field is a Pulumi package schema", (t) => {
  t.deepEqual(errorsOf(fake), []);
});

testWithMeta("the meta-schema rejects an invalid schema", (t) => {
  t.not(errorsOf({ ...fake, version: "one" }).length, 0);
  t.not(errorsOf({ ...fake, resources: { Vm: {} } }).length, 0);
});

test("schema.json has no dangling references, reserved names or undocumented fields", (t) => {
  t.deepEqual(lintSchema(readSchema()), []);
});
