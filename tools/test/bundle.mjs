// Compiles all test files at once, with shared code in common chunks, so that loading one of them compiles nothing.
import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root, titleOf } from "./files.mjs";

export const folder = join(root, "build", "tests");

/** It imports code that it has just written, which must use the same modules of the provider as the test itself. */
const notCompiled = ["test/new-cloud/new-cloud.test.ts"];

/** What a test starts in processes of its own. */
const SCRIPTS = ["test/acceptance/main.ts"];

/** Code can still find files next to its source instead of the bundle. */
const sourceUrls = {
  name: "source-urls",
  setup(compiler) {
    compiler.onLoad({ filter: /\.m?[jt]s$/, namespace: "file" }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
        .replaceAll("__dirname", JSON.stringify(dirname(path)));
      return { contents, loader: path.endsWith("ts") ? "ts" : "js" };
    });
  },
};

/**
 * A file for each group, which imports its members; they get a `test` that prefixes titles with the name of their file.
 */
const groupFiles = (groups) => ({
  name: "group-files",
  setup(compiler) {
    const members = new Map(groups.flatMap(({ files }) => files.map((file) => [join(root, file), file])));
    const own = (name) => JSON.stringify(new URL(name, import.meta.url).href);
    compiler.onResolve({ filter: /^group:/ }, ({ path }) => ({ path, namespace: "group" }));
    compiler.onLoad({ filter: /./, namespace: "group" }, ({ path }) => {
      const { name, files } = groups.find((group) => path === `group:${group.name}`);
      const imports = files.map((file) => `import ${JSON.stringify(join(root, file))};`);
      const shown = `${name}: ${files.length} files from ${files[0]} on`;
      const times = `import { noteTime } from ${own("times.mjs")}; noteTime(${JSON.stringify(shown)});`;
      return { contents: [times, ...imports].join("\n"), resolveDir: root };
    });
    compiler.onResolve({ filter: /^ava$/ }, ({ importer, namespace }) =>
      namespace === "file" && members.has(importer) ? { path: importer, namespace: "titled" } : undefined,
    );
    compiler.onLoad({ filter: /./, namespace: "titled" }, ({ path }) => ({
      contents: `import ava from "ava"; import { titled } from ${own("titled.mjs")};
export default titled(ava, ${JSON.stringify(titleOf(members.get(path)))});`,
      resolveDir: root,
    }));
    compiler.onResolve({ filter: /^file:/ }, ({ path }) => ({ path, external: true }));
  },
});

/** Bundles single files and groups. */
export async function bundleTests(files, groups) {
  await rm(folder, { recursive: true, force: true });
  const alone = files.filter((file) => !notCompiled.includes(file));
  await build({
    absWorkingDir: root,
    entryPoints: [
      ...[...alone, ...SCRIPTS].map((file) => ({ in: join(root, file), out: file.replace(/\.ts$/, "") })),
      ...groups.map(({ name }) => ({ in: `group:${name}`, out: `groups/${name}.test` })),
    ],
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
    plugins: [groupFiles(groups), sourceUrls],
  });
}
