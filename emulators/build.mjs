// Builds two files without dependencies: the command and the library.
import { chmod, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here("dist"), { recursive: true, force: true });
await build({
  entryPoints: [here("src/cli.ts"), here("src/index.ts")],
  outdir: here("dist"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  splitting: true,
  sourcemap: true,
  logLevel: "warning",
});
await chmod(here("dist/cli.js"), 0o755);
