import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { projectFolder } from "../accounts.js";
import { Failure } from "../failure.js";

/** A program that Node.js runs. */
export interface Program {
  /** Path of the file that is run first. */
  entry: string;
  /** How it loads others. */
  modules: "import" | "require";
  /** What others are loaded with: an ES module names the file, compiled. */
  isEsm: boolean;
}

/** In the order in which Node.js looks for them: JavaScript goes before what it was compiled from. */
const ENTRIES = ["index.js", "index.ts", "index.mjs", "index.mts", "index.cjs"];

/** The name and the language of the project, and the path of its program: a file or a folder. */
export async function projectOf(
  folder: string,
): Promise<{ name: string; runtime: string; root: string; main: string }> {
  const root = projectFolder(folder);
  if (root === undefined) {
    throw new Failure("There is no Pulumi project here: no Pulumi.yaml in this folder or above it.");
  }
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  const { name, runtime, main = "." } = await (await LocalWorkspace.create({ workDir: root })).projectSettings();
  return { name, runtime: (typeof runtime === "object" ? runtime.name : runtime) ?? "", root, main: join(root, main) };
}

/** The program at a path, of a file or a folder; undefined where its first file is none of the usual ones. */
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

/** The line by which a program loads a file beside its entry. */
export function loadingLine({ entry, modules, isEsm }: Program, file: string): string {
  const path = `./${relative(dirname(entry), file).replaceAll("\\", "/")}`;
  const bare = path.replace(/\.[cm]?[jt]s$/, "");
  const named = isEsm ? path.replace(/ts$/, "js") : bare;
  return modules === "import" ? `import "${named}";` : `require("${named}");`;
}

/** Makes a program load a file; nothing where it does so already. */
export async function load(program: Program, file: string): Promise<void> {
  const line = loadingLine(program, file);
  const text = await readFile(program.entry, "utf8");
  if (text.split("\n").some((each) => each.trim() === line)) {
    return;
  }
  // Imports may stand anywhere; at the end nothing that must come first is put behind it.
  await writeFile(program.entry, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`);
}
