import { readFile } from "node:fs/promises";
import test from "ava";
import { list } from "tar";
import { findingsOf } from "../../tools/release/package-findings.ts";
import { packBuilt } from "./support/packages.ts";

for (const name of ["sdk", "provider", "emulators", "npx"]) {
  test(`the package ${name}/ contains what its package.json says, for every way of importing it`, async (t) => {
    const file = await packBuilt(name);
    const licenses: string[] = [];
    await list({ file, onReadEntry: ({ path }) => void (/LICENSE/.test(path) && licenses.push(path)) });
    // Only the provider's bundles contain other people's code.
    const others = name === "provider" ? ["package/dist/THIRD_PARTY_LICENSES"] : [];
    t.deepEqual(licenses.sort(), ["package/LICENSE", ...others]);
    t.deepEqual(await findingsOf(file), []);
  });
}

test("the command indiecloud starts without Pulumi's SDK, which takes half a second to load", async (t) => {
  const command = await readFile(new URL("../../sdk/dist/command/main.js", import.meta.url), "utf8");
  t.deepEqual(command.match(/^var .*require\("@pulumi\/.*$/gm) ?? [], []);
});
