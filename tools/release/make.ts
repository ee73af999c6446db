import { execFile } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sha256 } from "./archive.ts";
import { checkRelease } from "./check.ts";
import { executableArchive, javascriptArchive, version } from "./plugin-archives.ts";
import { writeSbom } from "./sbom.ts";
import { targets } from "./targets.ts";

/**
 * Builds what a release holds, and checks it: npx tsx tools/release/make.ts [folder]
 *
 * - the npm packages, as npm publishes them
 * - the plugin in JavaScript, and as an executable for each system
 * - SHA256SUMS, in the format of `sha256sum --check`
 * - what is in them, as CycloneDX
 */
const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, "dist"));

/** In order of dependence: each names the exact version of those before it. */
const PACKAGES = ["emulators", "provider", "sdk", "npx"];

const step = (text: string) => process.stderr.write(`${text}\n`);

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const name of PACKAGES) {
  step(`npm package ${name}/`);
  await run("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: join(root, name),
    shell: process.platform === "win32",
  });
}
step("plugin in JavaScript");
await javascriptArchive(folder);
for (const target of targets) {
  step(`executable for ${target.name}`);
  await executableArchive(folder, target);
}
await writeSbom(join(folder, `indiecloud-v${await version()}.cdx.json`));
const files = (await readdir(folder)).sort();
const sums = await Promise.all(files.map(async (file) => `${await sha256(join(folder, file))}  ${file}\n`));
await writeFile(join(folder, "SHA256SUMS"), sums.join(""));
await checkRelease(folder, step);
step(`${files.length} files and SHA256SUMS in ${folder}`);
