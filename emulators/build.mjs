// Builds two files without dependencies, the command and the library, and the page that the command serves.
import { chmod, copyFile, rm } from "node:fs/promises";
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
await build({
  entryPoints: [here("page/main.ts"), here("page/page.css")],
  outdir: here("dist/page"),
  entryNames: "page",
  bundle: true,
  minify: true,
  target: ["chrome120", "firefox120", "safari17"],
  format: "esm",
  logLevel: "warning",
});
await copyFile(here("page/index.html"), here("dist/page/index.html"));
await chmod(here("dist/cli.js"), 0o755);
