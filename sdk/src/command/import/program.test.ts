import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { addToProgram, callingLines, loadingLine, programAt, providerVariable } from "./program.js";

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
    const line = loadingLine(program, join(folder, "imported.ts"));
    await addToProgram(program, line);
    await addToProgram(program, line);
  }
  t.is(await readFile(join(folder, "index.ts"), "utf8"), 'export const a = 1;\nimport "./imported";\n');
});

test("a program calls a function of a file with its explicit provider", async (t) => {
  const folder = await folderWith(t, { "index.ts": "", "index.js": "" });
  const javascript = await programAt(folder);
  const typescript = await programAt(join(folder, "index.ts"));
  t.truthy(javascript && typescript);
  if (javascript === undefined || typescript === undefined) return;
  t.is(
    callingLines(javascript, join(folder, "imported.js"), "declareEu", "eu"),
    'require("./imported").declareEu(eu);',
  );
  const lines = 'import { declareEu } from "./imported";\ndeclareEu(eu);';
  t.is(callingLines(typescript, join(folder, "imported.ts"), "declareEu", "eu"), lines);
  await addToProgram(typescript, lines);
  await addToProgram(typescript, lines);
  t.is(await readFile(join(folder, "index.ts"), "utf8"), `${lines}\n`);
});

test("the variable of an explicit provider is found if it can be used at the end of the program", (t) => {
  const of = (text: string, provider = "eu") => providerVariable(text, provider);
  t.is(of('const eu = new indiecloud.Provider("eu", {});'), "eu");
  t.is(of("let a = 1;\nexport const europe: indiecloud.Provider = new Provider(\n  `my.eu`, {", "my.eu"), "europe");
  t.is(of('const eu = new indiecloud.Provider("myxeu", {', "my.eu"), undefined);
  t.is(of('function f() {\n  const eu = new indiecloud.Provider("eu", {});\n}'), undefined);
  t.is(of('const eu = new aws.Provider("eu-west", {});'), undefined);
});
