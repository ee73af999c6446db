import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";

/** A program that runs on Node.js. */
export interface Program {
  /** Path of the file that runs first. */
  entry: string;
  /** How it loads other files. */
  modules: "import" | "require";
  /** How imports are written: an ES module imports the compiled file by its name. */
  isEsm: boolean;
}

/** In the order in which Node.js looks for them: JavaScript before the TypeScript it was compiled from. */
const ENTRIES = ["index.js", "index.ts", "index.mjs", "index.mts", "index.cjs"];

/** The program at a path, which may be a file or a folder; undefined if its entry is not one of the usual files. */
export async function programAt(main: string): Promise<Program | undefined> {
  const isFolder = (await stat(main).catch(() => undefined))?.isDirectory() === true;
  const folder = isFolder ? main : dirname(main);
  const manifest: { main?: string; type?: string } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8").catch(() => "{}"),
  );
  const candidates = isFolder
    ? [...(manifest.main === undefined ? [] : [manifest.main]), ...ENTRIES]
    : [basename(main)];
  const entry = candidates.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (entry === undefined || !/\.[cm]?[jt]s$/.test(entry)) {
    return undefined;
  }
  const isEsm = /\.m[jt]s$/.test(entry) || (manifest.type === "module" && !/\.c[jt]s$/.test(entry));
  return { entry, isEsm, modules: isEsm || /\.[cm]?ts$/.test(entry) ? "import" : "require" };
}

/** The path by which a program loads a file next to its entry. */
function pathTo({ entry, modules, isEsm }: Program, file: string): string {
  const path = `./${relative(dirname(entry), file).replaceAll("\\", "/")}`;
  const bare = path.replace(/\.[cm]?[jt]s$/, "");
  const named = isEsm ? path.replace(/ts$/, "js") : bare;
  return modules === "import" ? named : bare;
}

/** The line with which a program loads a file next to its entry. */
export const loadingLine = (program: Program, file: string): string =>
  program.modules === "import" ? `import "${pathTo(program, file)}";` : `require("${pathTo(program, file)}");`;

/** The lines with which a program calls a function of a file next to its entry. */
export const callingLines = (program: Program, file: string, name: string, argument: string): string =>
  program.modules === "import"
    ? `import { ${name} } from "${pathTo(program, file)}";\n${name}(${argument});`
    : `require("${pathTo(program, file)}").${name}(${argument});`;

/**
 * The variable that holds an explicit provider, if the file declares it outside of any block, as in
 * `const eu = new indiecloud.Provider("eu", …)`.
 */
export function providerVariable(text: string, provider: string): string | undefined {
  const name = provider.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const declared = `^(?:export )?(?:const|let|var) (\\w+)(?:: [\\w.]+)? = new (?:\\w+\\.)?Provider\\(\\s*(["'\`])${name}\\2`;
  return new RegExp(declared, "m").exec(text)?.[1];
}

/** Adds lines to a program's main file. Does nothing if it already has them. */
export async function addToProgram({ entry }: Program, lines: string): Promise<void> {
  const text = await readFile(entry, "utf8");
  const has = new Set(text.split("\n").map((each) => each.trim()));
  if (lines.split("\n").every((line) => has.has(line))) {
    return;
  }
  // Imports may appear anywhere; at the end, the lines displace nothing that must come first.
  await writeFile(entry, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${lines}\n`);
}
