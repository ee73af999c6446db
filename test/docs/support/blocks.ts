import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A fenced code block of a page. */
export interface Block {
  /** `docs/ovh.md:42`, with the line at which the block starts. */
  where: string;
  page: string;
  language: string;
  /** Without the indentation of a surrounding list. */
  text: string;
  /** The HTML comment before it: `around`, `file`, `at`. See CONTRIBUTING.md. */
  notes: Readonly<Record<string, string>>;
}

export interface Page {
  /** Relative to the root, with slashes. */
  path: string;
  text: string;
}

/** Every page of the documentation. */
export async function pages(): Promise<Page[]> {
  const [own, ...deep] = await Promise.all([
    markdownIn(".", false),
    ...["docs", "examples", "sdk", "provider", "emulators", "bench", "tools"].map((folder) => markdownIn(folder, true)),
  ]);
  // The changelog describes past releases: it is not kept up to date.
  const paths = [...(own ?? []), ...deep.flat()].filter((path) => path !== "CHANGELOG.md");
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })));
}

async function markdownIn(folder: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort();
}

const FENCE = /^( *)(`{3,})([^\n`]*)\n([\s\S]*?)\n?^\1\2 *$/gm;
const NOTE = /<!--\s*(\w+):((?:(?!-->)[\s\S])*)-->\s*$/;

/** The blocks of a page, in order. */
export function blocksOf({ path, text }: Page): Block[] {
  return [...text.matchAll(FENCE)].map((match) => {
    const [, indent = "", , language = "", content = ""] = match;
    const before = text.slice(0, match.index);
    const [, key, value = ""] = NOTE.exec(before) ?? [];
    return {
      where: `${path}:${before.split("\n").length + 1}`,
      page: path,
      language: language.trim(),
      text: `${content.replaceAll(new RegExp(`^${indent}`, "gm"), "")}\n`,
      notes: key === undefined ? {} : { [key]: value.trim() },
    };
  });
}

export async function blocks(): Promise<Block[]> {
  return (await pages()).flatMap(blocksOf);
}

export const isTypeScript = ({ language }: Block): boolean => language === "ts" || language === "typescript";

/** The module that a TypeScript block is or belongs to. */
export function moduleOf({ text, notes: { around } }: Block): string {
  const HERE = "[block]";
  if (around === undefined) {
    return text;
  }
  return around.includes(HERE) ? around.replace(HERE, () => text) : `${around}\n${text}`;
}

/** The examples of the reference are generated and checked with the schema. */
export const isReference = ({ page }: Block): boolean => page.startsWith("docs/reference/");

/** Whether it runs on its own: a whole module that creates something. */
export const isProgram = (block: Block): boolean =>
  isTypeScript(block) &&
  !isReference(block) &&
  Object.keys(block.notes).length === 0 &&
  /from "@indiecloud\/pulumi"/.test(block.text) &&
  /\bnew [\w.]+\(/.test(block.text);
