/**
 * Bundles the adapters: `node build.mjs` builds dist/dynamic.cjs, and dist/plugin.cjs with its launchers and its
 * schema, so that Pulumi finds a plugin in dist. `node build.mjs <entry> <outfile>` bundles another entry in the same
 * way, for tests. Bundles contain everything, because the file is required by a process that is not ours and must not
 * depend on what is installed there (got is also ESM only). A module that is only imported by `import()`, such as a
 * cloud with got behind it, is evaluated when it is first needed.
 */
import { chmod, copyFile, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licenseTexts } from "../tools/licenses.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const { version } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));

/** esbuild removes unused members of a namespace (here: zod's 50 languages), but not of an object that contains one. */
const zodAsNamespace = {
  name: "zod-as-namespace",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]provider[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(
        /^import \{ (?:type ZodType, )?z \} from "zod";/m,
        'import * as z from "zod"; import type { ZodType } from "zod";',
      ),
      loader: "ts",
    }));
  },
};

/** Only the command `indiecloud verify` loads a cloud's assumptions, and it comes with the bundle of dynamic resources. */
const withoutAssumptions = {
  name: "without-assumptions",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]clouds[\\/]\w+[\\/]assumptions\.ts$/ }, () => ({
      contents: "export const verification = undefined;",
    }));
  },
};

/** What only runs with the setting `indiecloud:budget` need, which is not in the bundles that every run loads. */
const BUDGET_SERVER = "budget-server.cjs";
const budgetServerApart = {
  name: "budget-server-apart",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/budget-server\.cjs$/ }, ({ path }) => ({ path, external: true }));
    // Not import(), because Node.js 20 warns of that in a script that the launcher compiles.
    onLoad({ filter: /[\\/]budget-server[\\/]open\.ts$/ }, () => ({
      contents: `export const openServer = (address) => require("./${BUDGET_SERVER}").openServer(address);`,
    }));
  },
};
const budgetServer = (folder) =>
  bundle(join(here, "src/adapters/budget-server/open.ts"), join(folder, BUDGET_SERVER), [zodAsNamespace]);

const bundle = (entry, outfile, plugins) =>
  build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // An addon, of which pg's own protocol is independent.
    external: ["pg-native"],
    define: { INDIECLOUD_VERSION: JSON.stringify(version) },
    sourcemap: "linked",
    sourcesContent: false,
    // One file next to the bundle has the licenses of everything in it.
    legalComments: "none",
    metafile: true,
    absWorkingDir: root,
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: "warning",
    plugins,
  });

const [entry, outfile] = process.argv.slice(2).map((path) => resolve(path));
if (entry !== undefined && outfile !== undefined) {
  await Promise.all([bundle(entry, outfile, [budgetServerApart, zodAsNamespace]), budgetServer(dirname(outfile))]);
} else {
  const dist = join(here, "dist");
  const bundles = await Promise.all([
    budgetServer(dist),
    ...[
      ["dynamic", [budgetServerApart, zodAsNamespace]],
      ["plugin", [withoutAssumptions, budgetServerApart, zodAsNamespace]],
    ].map(([adapter, plugins]) =>
      bundle(join(here, "src/adapters", adapter, "index.ts"), join(dist, `${adapter}.cjs`), plugins),
    ),
  ]);
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  await writeFile(join(dist, "THIRD_PARTY_LICENSES"), await licenseTexts(root, inputs));
  await copyFile(join(root, "schema.json"), join(dist, "schema.json"));
  for (const name of ["pulumi-resource-indiecloud", "pulumi-resource-indiecloud.cmd"]) {
    await copyFile(join(here, "launchers", name), join(dist, name));
    await chmod(join(dist, name), 0o755);
  }
}
