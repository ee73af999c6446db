import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { blocks, root } from "./support/blocks.ts";

interface Section {
  number: string;
  /** Including its subsections. */
  text: string;
}

const HEADING = /^(#{2,}) (\d+(?:\.\d+)*)\.? .*$/gm;

/** The numbered sections of a page. */
function sectionsOf(page: string): Section[] {
  const headings = [...page.matchAll(HEADING)].map(({ index, 1: hashes = "", 2: number = "" }) => ({
    index,
    depth: hashes.length,
    number,
  }));
  return headings.map(({ index, depth, number }, position) => {
    const next = headings.slice(position + 1).find((heading) => heading.depth <= depth);
    return { number, text: page.slice(index, next?.index) };
  });
}

interface Citation {
  cloud: string;
  number: string;
}

/** The sections that a text cites: of the page that the line names, otherwise of `cloud`'s. */
function citationsIn(text: string, cloud: string): Citation[] {
  return text.split("\n").flatMap((line) => {
    const named = /docs\/api\/(\w+)\.md/.exec(line)?.[1] ?? cloud;
    return [...line.matchAll(/§ ?(\d+(?:\.\d+)*)/g)].map(([, number = ""]) => ({ cloud: named, number }));
  });
}

const sourcesIn = async (folder: string): Promise<string[]> =>
  (await readdir(join(root, folder), { recursive: true }))
    .map((path) => join(folder, path).replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"));

const clouds = (await readdir(join(root, "provider/src/clouds"), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const notes = new Map(
  await Promise.all(
    clouds.map(async (cloud) => {
      const page = await readFile(join(root, `docs/api/${cloud}.md`), "utf8");
      return [cloud, sectionsOf(page)] as const;
    }),
  ),
);

/** Of the cloud that CONTRIBUTING.md adds. */
const invented = new Map(
  (await blocks()).flatMap(({ notes: { at = "" }, text }) => {
    const cloud = /^docs\/api\/(\w+)\.md$/.exec(at)?.[1];
    return cloud === undefined ? [] : [[cloud, sectionsOf(text)] as const];
  }),
);
const allNotes = new Map([...notes, ...invented]);

const unresolved = (citations: readonly Citation[]): string[] =>
  citations
    .filter(({ cloud, number }) => !allNotes.get(cloud)?.some((section) => section.number === number))
    .map(({ cloud, number }) => `docs/api/${cloud}.md §${number}`);

test("every cited section of an API is in its notes", async (t) => {
  const files = (await Promise.all(["provider/src", "emulators/src", "test"].map(sourcesIn))).flat();
  let count = 0;
  for (const path of files.filter((each) => each !== "test/docs/api-notes.test.ts")) {
    const own = [...allNotes.keys()].find((cloud) => new RegExp(`/${cloud}(?=[/.-])`).test(path)) ?? "<cloud>";
    const citations = citationsIn(await readFile(join(root, path), "utf8"), own);
    t.deepEqual(unresolved(citations), [], path);
    count += citations.length;
  }
  t.true(count > 100);
  t.deepEqual(unresolved(citationsIn("// of no page (§1.1)\n// docs/api/ovh.md §1.1 and §99", "<cloud>")), [
    "docs/api/<cloud>.md §1.1",
    "docs/api/ovh.md §99",
  ]);
});

test("so is every section that the table of behaviors cites", async (t) => {
  const table = await readFile(join(root, "docs/support.md"), "utf8");
  const [, ...parts] = table.split(/^## /m);
  const citations = parts.flatMap((part) =>
    citationsIn(part, clouds.find((cloud) => part.toLowerCase().startsWith(cloud)) ?? "<cloud>"),
  );
  t.true(citations.length > 0);
  t.deepEqual(unresolved(citations), []);
});

test("every section of the notes names a public source", (t) => {
  for (const [cloud, sections] of notes) {
    const without = sections.filter(({ text }) => !/<https:\/\/[^>\s]+>/.test(text)).map(({ number }) => number);
    t.deepEqual(without, [], cloud);
    t.true(sections.length > 10, cloud);
  }
});
