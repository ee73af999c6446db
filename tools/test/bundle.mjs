// All test files compiled at once, with what they share in common chunks: loading one of them then compiles nothing.
import { execFileSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const folder = join(root, "build", "tests");

/** It imports code that it has just written, which must meet the same modules of the provider as the test itself. */
const notCompiled = ["test/docs/new-cloud.test.ts"];

/** Code goes on to find files beside its source, not beside the bundle. */
const sourceUrls = {
  name: "source-urls",
  setup(compiler) {
    compiler.onLoad({ filter: /\.m?[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
        .replaceAll("__dirname", JSON.stringify(dirname(path)));
      return { contents, loader: path.endsWith("ts") ? "ts" : "js" };
    });
  },
};

export async function bundleTests() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.test.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: listed
      .trim()
      .split("\n")
      .filter((file) => !notCompiled.includes(file)),
    outbase: root,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    sourcesContent: false,
    logLevel: "error",
    plugins: [sourceUrls],
  });
}
