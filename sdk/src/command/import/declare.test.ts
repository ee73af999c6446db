import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import yaml from "js-yaml";
import { type Declaration, yamlOf } from "./code.js";
import { declare, writeDeclarations } from "./declare.js";

const vm = (name: string) => ({ token: "lunanode:Vm", name, inputs: { name }, secrets: [] });
const script = (name: string) => ({ token: "naver:InitScript", name, inputs: { content: "x" }, secrets: ["content"] });

test("what is imported later is added to the file, with the imports it needs", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-declare-"));
  t.teardown(() => rm(folder, { recursive: true }));
  const program = { entry: join(folder, "index.ts"), modules: "import" } as const;
  const { file } = await declare(program, "imported-lunanode", "plugin", [vm("web")]);
  t.deepEqual(await declare(program, "imported-lunanode", "plugin", [vm("db")]), { file });
  t.is(file, join(folder, "imported-lunanode.ts"));
  await declare(program, "imported-lunanode", "plugin", [script("setup")]);
  await declare(program, "imported-lunanode", "plugin", [script("again")]);
  const text = await readFile(file, "utf8");
  t.deepEqual(text.match(/^(import|const|export const) .*(;| = )/gm), [
    'import * as indiecloud from "@indiecloud/pulumi/plugin";',
    "export const web = ",
    "export const db = ",
    'import * as pulumi from "@pulumi/pulumi";',
    "const config = new pulumi.Config();",
    "export const setup = ",
    "export const again = ",
  ]);
});

test("each import with an explicit provider gets a function of its own", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-declare-"));
  t.teardown(() => rm(folder, { recursive: true }));
  const program = { entry: join(folder, "index.mjs"), modules: "import" } as const;
  const { file, call } = await declare(program, "imported", "dynamic", [vm("web")], "my-eu");
  t.is(call, "declareLunanodeMyEu");
  t.is((await declare(program, "imported", "dynamic", [vm("db")], "my-eu")).call, "declareLunanodeMyEu2");
  const text = await readFile(file, "utf8");
  t.deepEqual(text.match(/^(import|export) .*/gm), [
    'import * as indiecloud from "@indiecloud/pulumi";',
    "export const declareLunanodeMyEu = (myEu) => {",
    "export const declareLunanodeMyEu2 = (myEu) => {",
  ]);
});

test("what Pulumi generates for another language is written to a file of that language", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-declare-"));
  t.teardown(() => rm(folder, { recursive: true }));
  t.is(await writeDeclarations(folder, "imported-ovh", "python", "import x\n"), join(folder, "imported-ovh.py"));
  t.is(await writeDeclarations(folder, "mine.txt", "yaml", "a: 1\n"), join(folder, "mine.txt"));
  t.is(await readFile(join(folder, "imported-ovh.py"), "utf8"), "import x\n");
});

test("in YAML, what is imported later is added to its sections, whatever else the file has", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-declare-"));
  t.teardown(() => rm(folder, { recursive: true }));
  const add = (...declarations: Declaration[]) =>
    writeDeclarations(folder, "imported-lunanode", "yaml", yamlOf(declarations, true));
  await add(vm("web"));
  const file = await add(script("setup"));
  await writeFile(file, `# mine\n${await readFile(file, "utf8")}outputs:\n  ip: here\n`);
  await add(script("again"), vm("db"));
  const text = await readFile(file, "utf8");
  const written = yaml.load(text) as Record<string, object>;
  t.deepEqual(Object.keys(written.resources ?? {}), ["web", "setup", "again", "db"]);
  t.is(Object.keys(written.config ?? {}).length, 2);
  t.regex(text, /^# mine\n[\s\S]*outputs:\n {2}ip: here/);
});
