/**
 * `make mutants`, or `npx tsx tools/mutants/run.ts [cloud] [part of a name]`: removes each field that the clouds'
 * sources send, each step and each kept output, one at a time, and runs the rows of the contract suite that are about
 * inputs. A mutant that no row detects is reported by file, line and name, unless `equivalent.ts` says why none can.
 */
import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { equivalent } from "./equivalent.ts";
import { findMutants, type Mutant } from "./find.ts";
import type { Fate } from "./hunt.ts";
import { instrument } from "./instrument.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${root}provider/src/clouds`;
const bundle = `${root}node_modules/.cache/indiecloud/mutants.mjs`;

const cloudOf = ({ file }: Mutant): string => basename(dirname(file));
const keyOf = ({ file, name }: Mutant): string => `${relative(folder, file)} ${name}`;

const [wantedCloud, wantedName = ""] = process.argv.slice(2);
const { mutants, constants } = findMutants(folder);

await mkdir(dirname(bundle), { recursive: true });
await build({
  entryPoints: [fileURLToPath(new URL("hunt.ts", import.meta.url))],
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  logLevel: "error",
  plugins: [
    {
      name: "mutants",
      setup: ({ onLoad }) => {
        // It reads files next to it, which the bundle does not have.
        onLoad({ filter: /test\/models\/fixture\.ts$/ }, async ({ path }) => ({
          contents: (await readFile(path, "utf8")).replaceAll(
            "import.meta.url",
            JSON.stringify(pathToFileURL(path).href),
          ),
          loader: "ts",
        }));
        onLoad({ filter: /provider\/src\/clouds\/.*\.ts$/ }, async ({ path }) => ({
          contents: instrument(
            await readFile(path, "utf8"),
            mutants.filter(({ file }) => file === path),
            constants.filter(({ file }) => file === path),
          ),
          loader: "ts",
        }));
      },
    },
  ],
});
const { hunt }: typeof import("./hunt.ts") = await import(bundle);

const survivors: (Mutant & { rows: number })[] = [];
const excused = new Set<string>();
let count = 0;
const began = performance.now();
for (const cloud of [...new Set(mutants.map(cloudOf))].filter((name) => name === (wantedCloud ?? name))) {
  const own = mutants.filter((mutant) => cloudOf(mutant) === cloud && keyOf(mutant).includes(wantedName));
  const tell = ({ id, killed, rows }: Fate): void => {
    const mutant = mutants[id];
    count += 1;
    if (process.env.VERBOSE !== undefined) {
      console.log(`${mutant === undefined ? id : keyOf(mutant)}: ${killed ?? "SURVIVES"}`);
    }
    if (mutant === undefined || killed !== undefined) {
      return;
    }
    if (equivalent[keyOf(mutant)] === undefined) {
      survivors.push({ ...mutant, rows });
    } else {
      excused.add(keyOf(mutant));
    }
  };
  await hunt(
    cloud,
    own.map(({ id }) => id),
    tell,
  );
}

for (const { file, line, name, rows } of survivors) {
  const where = `${relative(root, file)}:${line}`;
  console.log(`${where}  ${name}  (${rows === 0 ? "no row runs it" : `${rows} rows run it, none fails`})`);
}
const known = mutants.filter((mutant) => cloudOf(mutant) === (wantedCloud ?? cloudOf(mutant))).map(keyOf);
const stale =
  wantedName === "" ? Object.keys(equivalent).filter((key) => known.includes(key) && !excused.has(key)) : [];
for (const key of stale) {
  console.log(`equivalent.ts excuses ${key}, but a row detects it`);
}
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`${count} mutants in ${seconds} s: ${survivors.length} survive, ${excused.size} are excused`);
process.exit(survivors.length + stale.length === 0 ? 0 : 1);
