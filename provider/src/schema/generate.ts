import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { differences, generatedFiles, ROOT } from "./files.ts";

/**
 * Writes schema.json, the generated part of the SDK, and docs/reference.
 *
 *     npx tsx provider/src/schema/generate.ts [--check]
 *
 * With `--check` it writes nothing, lists what differs and exits with 1.
 */
async function main(check: boolean): Promise<void> {
  const files = await generatedFiles();
  const { changed, gone } = await differences(files, ROOT);
  if (check) {
    const differing = [...changed, ...gone.map((path) => `${path} (no longer generated)`)];
    if (differing.length > 0) {
      console.error(
        `Not as generated:\n${differing.map((path) => `  ${path}\n`).join("")}Run npx tsx provider/src/schema/generate.ts.`,
      );
      process.exitCode = 1;
    }
    return;
  }
  for (const path of changed) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), files.get(path) ?? "");
    console.log(`wrote ${path}`);
  }
  for (const path of gone) {
    await rm(join(ROOT, path));
    console.log(`removed ${path}`);
  }
}

const [argument, ...more] = process.argv.slice(2);
if (more.length > 0 || (argument !== undefined && argument !== "--check")) {
  console.error("usage: npx tsx provider/src/schema/generate.ts [--check]");
  process.exitCode = 2;
} else {
  await main(argument === "--check");
}
