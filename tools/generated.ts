import { readFile, writeFile } from "node:fs/promises";

/** What `make generate` writes, and what `make generate-check` (`--check`) compares. */

const at = (path: string): URL => new URL(`../${path}`, import.meta.url);

/** A file of the repository; empty if there is none. */
export const readPage = (path: string): Promise<string> => readFile(at(path), "utf8").catch(() => "");

/** The page with this content between two of its lines. */
export async function withSection(
  path: string,
  [begin, end]: readonly [string, string],
  content: string,
): Promise<string> {
  const page = await readPage(path);
  const [before = "", rest] = page.split(`${begin}\n`);
  const after = rest?.split(`${end}\n`)[1];
  if (after === undefined) {
    throw new Error(`${path} does not have the line ${begin} or ${end}`);
  }
  return `${before}${begin}\n\n${content}\n\n${end}\n${after}`;
}

/** Writes a generated file or, with `--check`, fails if the committed one differs. */
export async function writeOrCheck(path: string, text: string): Promise<void> {
  if (!process.argv.includes("--check")) {
    await writeFile(at(path), text);
  } else if ((await readPage(path)) !== text) {
    console.error(`${path} is not what make generate writes. Run make generate and commit it.`);
    process.exitCode = 1;
  }
}
