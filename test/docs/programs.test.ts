import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { load } from "js-yaml";
import ts from "typescript";
import { createVm } from "../e2e/support/lunanode.ts";
import { openYamlStack, type YamlProgram } from "../e2e/support/plugin.ts";
import { openTestStack } from "../e2e/support/stack.ts";
import { type Block, blocks, isProgram, isReference } from "./support/blocks.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp";

/** Makes names unique, so that all programs fit into one stack: many pages call their server `web`. */
const apart = (text: string, prefix: string): string =>
  text.replaceAll(/(\bnew [\w.]+\(\s*")/g, (start) => `${start}${prefix}-`);

/** Fills in what a page leaves to the reader. */
const filled = (text: string): string => text.replaceAll("ssh-ed25519 AAAA…", KEY);

const compiled = ({ text }: Block, index: number): string =>
  ts.transpileModule(apart(filled(text), `p${index}`), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;

test.serial("every whole program of the documentation runs with the real engine, all in one stack", async (t) => {
  const programs = (await blocks()).filter(isProgram);
  t.true(programs.length >= 8, programs.map(({ where }) => where).join(", "));
  const { stack, emulators } = await openTestStack(t, { timeScale: 300 });
  const before = emulators.objects().map(({ kind, id }) => `${kind} ${id}`);
  // The VM that a page looks up.
  const legacy = await createVm(emulators, "legacy");

  await Promise.all([
    writeFile(join(stack.folder, "package.json"), '{ "name": "e2e", "private": true, "type": "module" }'),
    ...programs.map((block, index) => writeFile(join(stack.folder, `p${index}.js`), compiled(block, index))),
    writeFile(
      join(stack.folder, "index.js"),
      programs.map((_, index) => `export * as p${index} from "./p${index}.js";\n`).join(""),
    ),
  ]);
  t.is((await stack.run(["config", "set", "--secret", "registrationToken", "t0ken"])).code, 0);

  const up = await stack.up(undefined, ["--skip-preview", "--parallel", "30"]);
  t.is(up.code, 0, up.screen);
  const { screen } = await stack.run(["stack", "output", "--json"]);
  const outputs: Record<string, { ip?: string }> = JSON.parse(screen.slice(screen.indexOf("{")));
  for (const [index, { where, text }] of programs.entries()) {
    if (/^export const (\{ )?ip\b/m.test(text)) {
      t.regex(outputs[`p${index}`]?.ip ?? "", /^\d+\.\d+\.\d+\.\d+$/, where);
    }
  }
  const again = await stack.up(undefined, ["--skip-preview", "--expect-no-changes"]);
  t.is(again.code, 0, again.screen);
  const gone = await stack.run(["destroy", "--yes", "--skip-preview", "--parallel", "30"]);
  t.is(gone.code, 0, gone.screen);
  const left = emulators
    .objects()
    .filter(({ phase, status, id }) => id !== legacy && phase !== "deleted" && status !== "TERMT")
    .map(({ kind, id }) => `${kind} ${id}`);
  t.deepEqual(
    left.filter((object) => !before.includes(object) && /^(vm|instance|server|vps|vpc|sshKey|loginKey) /.test(object)),
    [],
  );
});

/** A YAML program with unique names of resources and variables. */
function yamlApart({ variables = {}, resources = {}, outputs = {} }: YamlProgram, prefix: string): YamlProgram {
  const renamed = [...Object.keys(variables), ...Object.keys(resources)].reduce(
    (text, name) => text.replaceAll(`\${${name}`, `\${${prefix}-${name}`),
    JSON.stringify({ variables, resources, outputs }),
  );
  const sections: Record<string, Record<string, unknown>> = JSON.parse(renamed);
  return Object.fromEntries(
    Object.entries(sections).map(([section, members]) => [
      section,
      Object.fromEntries(Object.entries(members).map(([name, member]) => [`${prefix}-${name}`, member])),
    ]),
  );
}

test.serial(
  "every YAML program of the documentation runs with the plugin, found in the way the page describes",
  async (t) => {
    const programs = (await blocks())
      .filter((block) => block.language === "yaml" && !isReference(block) && /^resources:/m.test(block.text))
      .map((block, index) => {
        const program: YamlProgram & { plugins?: { providers: { path: string }[] } } = Object(load(filled(block.text)));
        return { ...yamlApart(program, `p${index}`), path: program.plugins?.providers[0]?.path };
      });
    t.true(programs.length >= 3);
    const path = programs.find((program) => program.path !== undefined)?.path;
    const { stack, emulators, write } = await openYamlStack(t, { clouds: ["lunanode"], timeScale: 300, path });
    await write({
      variables: Object.assign({}, ...programs.map(({ variables }) => variables)),
      resources: Object.assign({}, ...programs.map(({ resources }) => resources)),
      outputs: Object.assign({}, ...programs.map(({ outputs }) => outputs)),
    });
    const up = await stack.up(undefined, ["--skip-preview", "--parallel", "10"]);
    t.is(up.code, 0, up.screen);
    const { screen } = await stack.run(["stack", "output", "--json"]);
    const outputs = Object.entries(JSON.parse(screen.slice(screen.indexOf("{"))));
    const ips = outputs.filter(([name]) => name.endsWith("-ip")).map(([, ip]) => ip);
    t.true(ips.length >= 3);
    t.true(
      ips.every((ip) => /^\d+\.\d+\.\d+\.\d+$/.test(String(ip))),
      screen,
    );
    const gone = await stack.run(["destroy", "--yes", "--skip-preview", "--parallel", "10"]);
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(
      emulators.objects("lunanode").filter(({ kind }) => kind === "vm"),
      [],
    );
  },
);
