import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import test from "ava";
import { publint } from "publint";
import { list } from "tar";
import { packBuilt } from "./support/packages.ts";

/** Intended findings of "are the types wrong": the entry, its resolution, the finding. */
const MEANT = {
  // Only Pulumi's provider process requires it, from Node.js, which reads the exports; programs do not import it.
  sdk: ["./dynamic node10: NoResolution"],
  // Has no types: only the entry above requires it.
  provider: [],
  // ESM only. Every Node.js that `engines` allows can import it, and resolves it through the exports.
  emulators: [". node10: NoResolution", ". node16-cjs: CJSResolvesToESM"],
};

for (const [name, meant] of Object.entries(MEANT)) {
  test(`the package ${name}/ contains what its package.json says, for every way of importing it`, async (t) => {
    const file = await packBuilt(name);
    const tarball = Uint8Array.from(await readFile(file));
    const licenses: string[] = [];
    await list({ file, onReadEntry: ({ path }) => void (/LICENSE/.test(path) && licenses.push(path)) });
    // Only the provider's bundles contain other people's code.
    const others = name === "provider" ? ["package/dist/THIRD_PARTY_LICENSES"] : [];
    t.deepEqual(licenses.sort(), ["package/LICENSE", ...others]);
    const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    t.deepEqual(messages, []);
    const checked = await checkPackage(createPackageFromTarballData(tarball));
    const problems = checked.types === false ? [] : checked.problems;
    const found = problems.map((problem) => {
      const where = "entrypoint" in problem ? `${problem.entrypoint} ${problem.resolutionKind}` : "everywhere";
      return `${where}: ${problem.kind}`;
    });
    t.deepEqual(found.sort(), meant);
  });
}

test("the command indiecloud starts without Pulumi's SDK, which takes half a second to load", async (t) => {
  const command = await readFile(new URL("../../sdk/dist/command/main.js", import.meta.url), "utf8");
  t.deepEqual(command.match(/^var .*require\("@pulumi\/.*$/gm) ?? [], []);
});
