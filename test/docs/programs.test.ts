import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import ts from "typescript";
import { makeVm } from "../e2e/support/lunanode.ts";
import { bench } from "../e2e/support/stack.ts";
import { type Block, blocks, isProgram } from "./support/blocks.ts";

/** What a page leaves to the reader. */
const filled = (text: string): string =>
  text.replaceAll(
    "ssh-ed25519 AAAA…",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp",
  );

/** So that all programs fit into one stack: many pages call their server `web`. */
const apart = (text: string, prefix: string): string =>
  text.replaceAll(/(\bnew [\w.]+\(\s*")/g, (start) => `${start}${prefix}-`);

const compiled = ({ text }: Block, index: number): string =>
  ts.transpileModule(apart(filled(text), `p${index}`), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;

test.serial("every whole program of the documentation runs with the real engine, all in one stack", async (t) => {
  const programs = (await blocks()).filter(isProgram);
  t.true(programs.length >= 8, programs.map(({ where }) => where).join(", "));
  const { stack, emulators } = await bench(t, { timeScale: 300 });
  const before = emulators.objects().map(({ kind, id }) => `${kind} ${id}`);
  // The one that a page looks up.
  await makeVm(emulators, "legacy");
  const legacy = emulators.objects("lunanode").find(({ hostname }) => hostname === "legacy")?.id;

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
