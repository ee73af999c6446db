import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { cloudNames, loadCloud } from "../clouds/index.ts";
import { readExamples } from "./examples.ts";
import { referencePage } from "./reference.ts";
import { packageSchema } from "./schema.ts";
import { lintSchema } from "./schema-lint.ts";
import { sdkFiles } from "./sdk.ts";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const SDK = "sdk/src";
const REFERENCE = "docs/reference";
/** The beginning of every generated file except schema.json. */
const MARK = /^(\/\/ |# .*\n\n<!-- )Generated from /;
/** Every generated file by its path from the root, formatted like the repository. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const clouds = await Promise.all(cloudNames.map(loadCloud));
  const examples = await readExamples();
  const schema = packageSchema(clouds, await packageVersion(), examples);
  const issues = lintSchema(schema);
  if (issues.length > 0) {
    throw new Error(`schema.json would be wrong:\n${issues.join("\n")}`);
  }
  const files = [
    ["schema.json", JSON.stringify(schema, null, 2)] as const,
    ...clouds.map((cloud) => [`${REFERENCE}/${cloud.name}.md`, referencePage(cloud, schema, examples)] as const),
    ...[...sdkFiles(schema)].map(([path, text]) => [`${SDK}/${path}`, text] as const),
  ];
  return new Map(await Promise.all(files.map(async ([path, text]) => [path, await format(path, text)] as const)));
}

export interface Differences {
  /** Missing, or different from what would be generated. */
  changed: string[];
  /** Generated earlier, but not any more. */
  gone: string[];
}

/** The differences between generated files and the files below `root`. */
export async function differences(files: ReadonlyMap<string, string>, root: string): Promise<Differences> {
  const entries = await Promise.all(
    [SDK, REFERENCE].map((folder) =>
      readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []),
    ),
  );
  const others = entries
    .flat()
    .filter((entry) => entry.isFile() && /\.(ts|md)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !files.has(path));
  const differing = async (path: string, differs: (text: string | undefined) => boolean) =>
    differs(await readFile(join(root, path), "utf8").catch(() => undefined)) ? [path] : [];
  const changed = await Promise.all(
    [...files].map(([path, text]) => differing(path, (before) => before?.replaceAll("\r\n", "\n") !== text)),
  );
  const gone = await Promise.all(
    others.map((path) => differing(path, (before) => before !== undefined && MARK.test(before))),
  );
  return { changed: changed.flat(), gone: gone.flat() };
}

/** The version of the SDK's npm package; the schema, the packages and the plugin always have the same. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(join(ROOT, "sdk/package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/**
 * Runs the repository's own formatter, so that a generated file passes the same checks as any other. Markdown has no formatter.
 */
export async function format(path: string, text: string): Promise<string> {
  if (path.endsWith(".md")) {
    return text;
  }
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  return await new Promise((done, fail) => {
    const child = execFile(
      process.execPath,
      [biome, "check", "--write", "--stdin-file-path", path],
      { cwd: ROOT, maxBuffer: 1 << 26 },
      (error, stdout, stderr) =>
        error === null ? done(stdout) : fail(new Error(`biome ${path}: ${stderr}`, { cause: error })),
    );
    child.stdin?.end(text);
  });
}
