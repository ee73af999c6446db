/**
 * Compiles the package: dist, and dist/plugin with the same classes for the plugin, which are copies of the compiled
 * files with another base class. So switching changes one import line of a program, and no resource is written twice.
 * The command is one bundled file, because it shares source with the provider.
 */
import { execFile } from "node:child_process";
import { chmod, cp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const plugin = join(dist, "plugin");
/** What is not copied: the other adapter, what needs no adapter, and the copies themselves. */
const OWN = /^(automation$|autonaming\.|dynamic\.|ovh-credential|cost-types|plugin$|through-plugin$)/;

await rm(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
await promisify(execFile)(process.execPath, [tsc, "-p", here]).catch((error) => {
  console.error(error.stdout);
  process.exit(1);
});
await cp(dist, `${dist}.copy`, { recursive: true, filter: (path) => !OWN.test(relative(dist, path)) });
await cp(`${dist}.copy`, plugin, { recursive: true });
await rm(`${dist}.copy`, { recursive: true });
for (const name of ["resource.js", "provider.js", "invoke.js"]) {
  await cp(join(dist, "through-plugin", name), join(plugin, name));
}
await rm(join(dist, "through-plugin"), { recursive: true });
const command = join(dist, "command/main.js");
await build({
  entryPoints: [join(here, "src/command/main.ts")],
  outfile: command,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
});
await chmod(command, 0o755);
