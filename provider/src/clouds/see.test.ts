import { readFile } from "node:fs/promises";
import test from "ava";
import { cloudNames, loadCloud } from "./index.ts";

for (const name of cloudNames) {
  test(`${name}: each resource links a page of the vendor that is a source of the API notes`, async (t) => {
    const notes = await readFile(new URL(`../../../docs/api/${name}.md`, import.meta.url), "utf8");
    for (const { token, see = "none" } of (await loadCloud(name)).resources) {
      t.true(notes.includes(`<${see}>`), `${token}: ${see}`);
    }
  });
}
