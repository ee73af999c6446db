import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { load } from "js-yaml";
import { z } from "zod";
import { cloudNames, loadCloud } from "../clouds/index.ts";
import type { ResourceDefinition } from "../engine/definition/definition.ts";
import { shapeFailures } from "../engine/definition/shape.ts";
import { resourcesOf } from "../engine/plan/plan-choice.ts";
import { EXAMPLE_LANGUAGES, type Example, exampleSection, readExamples, withTypeScriptOnly } from "./examples.ts";
import { ROOT } from "./files.ts";
import { PACKAGE, type PackageSpec } from "./spec.ts";

const examples = await readExamples();
const schema: PackageSpec = JSON.parse(await readFile(join(ROOT, "schema.json"), "utf8"));
const clouds = await Promise.all(cloudNames.map(loadCloud));
const definitions = new Map(clouds.flatMap((cloud) => resourcesOf(cloud).map((each) => [each.token, each] as const)));

test("every resource and every function has an example in every language", (t) => {
  for (const [token, { description = "" }] of Object.entries({ ...schema.resources, ...schema.functions })) {
    t.true(description.includes("\n\n## Example Usage\n"), token);
    for (const language of EXAMPLE_LANGUAGES) {
      t.regex(description, new RegExp(`\n\`\`\`${language}\n[^\`]`), token);
    }
    t.regex(examples.get(token)?.programs.yaml ?? "", new RegExp(` ${token}\n`), token);
  }
});

const programType = z.object({
  resources: z
    .record(z.string(), z.object({ type: z.string(), properties: z.record(z.string(), z.unknown()).default({}) }))
    .default({}),
});

/** Whether the program leaves it to another resource. */
const isKnown = (value: unknown): boolean => !JSON.stringify(value).includes("${");

function failures(definition: ResourceDefinition, properties: Readonly<Record<string, unknown>>): string[] {
  const known = Object.fromEntries(Object.entries(properties).filter(([, value]) => isKnown(value)));
  const shapes = Object.entries(known).flatMap(([key, value]) => {
    const field = definition.inputs[key];
    return field === undefined ? [] : shapeFailures(key, field, value);
  });
  const missing = Object.entries(definition.inputs).filter(
    ([key, { required }]) => required && properties[key] === undefined,
  );
  return [
    ...missing.map(([key]) => `${key} is missing`),
    ...[...shapes, ...(definition.validate?.(known, (key) => properties[key] !== undefined, true) ?? [])].map(
      ({ property, reason }) => `${property}: ${reason}`,
    ),
  ];
}

test("every example passes the checks of a preview that ask no cloud", (t) => {
  for (const [token, { programs }] of examples) {
    for (const [name, { type, properties }] of Object.entries(programType.parse(load(programs.yaml)).resources)) {
      const definition = definitions.get(type.slice(PACKAGE.length + 1));
      t.deepEqual(
        definition === undefined ? ["no such resource"] : failures(definition, properties),
        [],
        `${token}: ${name}`,
      );
    }
  }
});

test("a section has its sentence and a block a language; a doc comment only that in TypeScript", (t) => {
  const programs = { typescript: "t\n", python: "p\n", csharp: "c\n", go: "g\n", java: "j\n", yaml: "y\n" };
  const example: Example = { hash: "", about: "Two servers.", programs };
  const text = exampleSection(example).join("\n\n");
  t.true(
    text.startsWith(
      "## Example Usage\n\nTwo servers.\n\n<!--Start PulumiCodeChooser -->\n```typescript\nt\n```\n```python\n",
    ),
  );
  t.true(text.endsWith("```yaml\ny\n```\n<!--End PulumiCodeChooser -->"));
  t.is(withTypeScriptOnly(`${text}\n\nMore.`), "## Example Usage\n\nTwo servers.\n\n```typescript\nt\n```\n\nMore.");
});
