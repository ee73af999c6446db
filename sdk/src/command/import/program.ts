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

/** The line with which a program loads a file next to its entry. */
export function loadingLine({ entry, modules, isEsm }: Program, file: string): string {
  const path = `./${relative(dirname(entry), file).replaceAll("\\", "/")}`;
  const bare = path.replace(/\.[cm]?[jt]s$/, "");
  const named = isEsm ? path.replace(/ts$/, "js") : bare;
  return modules === "import" ? `import "${named}";` : `require("${named}");`;
}

/** Makes a program load a file. Does nothing if it already does. */
export async function load(program: Program, file: string): Promise<void> {
  const line = loadingLine(program, file);
  const text = await readFile(program.entry, "utf8");
  if (text.split("\n").some((each) => each.trim() === line)) {
    return;
  }
  // Imports may appear anywhere; at the end, the line displaces nothing that must come first.
  await writeFile(program.entry, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`);
}
