import { readFile } from "node:fs/promises";
import test from "ava";
import { VALUES } from "./value-descriptions.ts";

test("every value of an enumeration says what it means, and no description is left over", async (t) => {
  const { types }: { types: Record<string, { enum?: { value: string | number; description?: string }[] }> } =
    JSON.parse(await readFile(new URL("../../../schema.json", import.meta.url), "utf8"));
  const enumerations = Object.entries(types).flatMap(([token, { enum: values }]) =>
    values === undefined ? [] : [[token.replace("indiecloud:", ""), values] as const],
  );
  t.true(enumerations.length > 50);
  const silent = enumerations.flatMap(([name, values]) =>
    values.flatMap(({ value, description }) => (description === undefined ? [`${name} ${value}`] : [])),
  );
  t.deepEqual(silent, []);
  const known = new Set(enumerations.map(([name]) => name));
  t.deepEqual(
    Object.keys(VALUES).filter((name) => !known.has(name)),
    [],
  );
});
