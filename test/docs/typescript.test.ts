import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import ts from "typescript";
import { readExamples } from "../../provider/src/schema/examples.ts";
import { type Block, blocks, isTypeScript, moduleOf, root } from "./support/blocks.ts";

/** Compiler options for the documentation's programs, as the pages tell the reader to set them. */
const PROGRAM: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ["node"],
};

/** Compiles files that are not on disk, all at once; returns the problems by file. */
function check(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): string[] {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile: read, getSourceFile, directoryExists } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.directoryExists = (path) =>
    directoryExists?.(path) === true || [...files.keys()].some((file) => file.startsWith(`${path}/`));
  host.readFile = (path) => files.get(path) ?? read(path);
  host.getSourceFile = (path, version, ...more) => {
    const text = files.get(path);
    return text === undefined ? getSourceFile(path, version, ...more) : ts.createSourceFile(path, text, version, true);
  };
  host.getCurrentDirectory = () => root;
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** A file name that shows where the block is. The README's project is CommonJS; a script for Node.js is an ES module. */
const fileOf = ({ where, text }: Block): string =>
  join(root, `docs-${where.replaceAll(/[^\w]+/g, "-")}.${/from "@indiecloud\/pulumi"/.test(text) ? "cts" : "mts"}`);

const all = (await blocks()).filter(isTypeScript);

test("every TypeScript block and example compiles as a user would write it; a mistake would be found", async (t) => {
  const own = all.filter(({ notes }) => Object.keys(notes).every((note) => note === "around"));
  t.true(own.length > 10);
  const examples = [...(await readExamples())].map(
    ([token, { programs }]) => [join(root, `example-${token.replaceAll(":", "-")}.ts`), programs.typescript] as const,
  );
  const wrong = 'import { lunanode } from "@indiecloud/pulumi";\nnew lunanode.Vm("web", { plam: "m.1" });\n';
  const files = new Map([...own.map((block) => [fileOf(block), moduleOf(block)] as const), ...examples]);
  const problems = check(files.set(join(root, "wrong.ts"), wrong), PROGRAM);
  t.deepEqual(
    problems.filter((problem) => !problem.includes("wrong.ts:2")),
    [],
  );
  t.regex(problems.join("\n"), /wrong\.ts:2: .*plam/s);
});

test("the files of a new cloud compile as part of the provider", (t) => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const files = all.flatMap(({ notes: { at }, text }) => (at === undefined ? [] : [[join(root, at), text] as const]));
  t.is(files.length, 3);
  t.deepEqual(check(new Map(files), options), []);
});

test("every example compiles with its own settings", async (t) => {
  const folders = (await readdir(join(root, "examples"))).map((name) => join(root, "examples", name));
  // One with a lockfile has packages that are not installed here: `make test-fleet` compiles it.
  const projects = folders.filter(
    (folder) => existsSync(join(folder, "tsconfig.json")) && !existsSync(join(folder, "package-lock.json")),
  );
  t.true(projects.length > 10);
  // All at once, if they have the same options: most of the time goes into the packages' types.
  const alike = new Map<string, { options: ts.CompilerOptions; files: Map<string, string> }>();
  for (const folder of projects) {
    const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    const same = JSON.stringify({ ...options, configFilePath: undefined });
    const group = alike.get(same) ?? { options, files: new Map<string, string>() };
    for (const file of fileNames) group.files.set(file, await readFile(file, "utf8"));
    alike.set(same, group);
  }
  for (const { options, files } of alike.values()) {
    t.deepEqual(check(files, options), []);
  }
});

for (const { where, text, notes } of all) {
  const { file } = notes;
  if (file !== undefined) {
    test(`${where} is ${file}`, async (t) => {
      t.is(text, await readFile(join(root, file), "utf8"));
    });
  }
}
