/**
 * Bundles the dynamic door: `node build.mjs` makes dist/dynamic.cjs; `node build.mjs <entry> <outfile>` bundles another
 * entry the same way, for tests. Everything is inside, as the file is required from a process that is not ours and
 * must not depend on what is installed there (got is ESM only besides). A module that is reached by `import()` alone,
 * such as a cloud with got behind it, is evaluated when it is first asked for.
 */
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [entry = join(here, "src/doors/dynamic/index.ts"), outfile = join(here, "dist/dynamic.cjs")] = process.argv
  .slice(2)
  .map((path) => resolve(path));

/** esbuild drops what is unused of a namespace (here: zod's 50 languages), but not of an object that holds one. */
const zodAsNamespace = {
  name: "zod-as-namespace",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]provider[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/^import \{ z \} from "zod";/m, 'import * as z from "zod";'),
      loader: "ts",
    }));
  },
};

await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: "linked",
  sourcesContent: false,
  legalComments: "none",
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: "warning",
  plugins: [zodAsNamespace],
});
