import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { load, loadingLine, programAt } from "./program.js";

async function folderWith(t: ExecutionContext, files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-program-"));
  t.teardown(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "src"));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
  }
  return folder;
}

const CASES: readonly [title: string, files: Record<string, string>, main: string, line: string | undefined][] = [
  ["TypeScript", { "index.ts": "" }, ".", 'import "./imported";'],
  ["TypeScript as ES modules", { "index.ts": "", "package.json": '{"type":"module"}' }, ".", 'import "./imported.js";'],
  ["JavaScript", { "index.js": "" }, ".", 'require("./imported");'],
  ["ES modules", { "index.mjs": "" }, ".", 'import "./imported.mjs";'],
  [
    "the manifest's main",
    { "src/app.ts": "", "index.js": "", "package.json": '{"main":"src/app.ts"}' },
    ".",
    'import "./imported";',
  ],
  ["the project's main", { "src/app.js": "", "index.ts": "" }, "src/app.js", 'require("./imported");'],
  ["what Node.js would take", { "index.js": "", "index.ts": "" }, ".", 'require("./imported");'],
  ["nothing that is known", { "main.coffee": "" }, ".", undefined],
];

for (const [title, files, main, line] of CASES) {
  test(`a program loads a file next to its entry, as if written by hand: ${title}`, async (t) => {
    const folder = await folderWith(t, files);
    const program = await programAt(join(folder, main));
    const extension = program?.entry.match(/\.[^.]+$/)?.[0] ?? "";
    const file = join(program?.entry ?? "", "..", `imported${extension}`);
    t.is(program && loadingLine(program, file), line);
  });
}

test("the line is added once, on a line of its own", async (t) => {
  const folder = await folderWith(t, { "index.ts": "export const a = 1;" });
  const program = await programAt(folder);
  t.truthy(program);
  if (program !== undefined) {
    await load(program, join(folder, "imported.ts"));
    await load(program, join(folder, "imported.ts"));
  }
  t.is(await readFile(join(folder, "index.ts"), "utf8"), 'export const a = 1;\nimport "./imported";\n');
});
