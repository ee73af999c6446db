import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import ts from "typescript";
import { makeVm } from "../e2e/support/lunanode.ts";
import { bench } from "../e2e/support/stack.ts";
import { type Block, blocks, isProgram } from "./support/blocks.ts";

const SAMPLE_ID = "81ebdd9e-178f-49a4-816b-a1fc46fc5869";
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp";

/** So that all programs fit into one stack: many pages call their server `web`. */
const apart = (text: string, prefix: string): string =>
  text.replaceAll(/(\bnew [\w.]+\(\s*")/g, (start) => `${start}${prefix}-`);

/** With what the page leaves to the reader: a key, and the id of a server that exists. */
const compiled = ({ text }: Block, index: number, existing: string): string =>
  ts.transpileModule(apart(text.replaceAll("ssh-ed25519 AAAA…", KEY).replaceAll(SAMPLE_ID, existing), `p${index}`), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;

test.serial("every whole program of the documentation runs with the real engine, all in one stack", async (t) => {
  const programs = (await blocks()).filter(isProgram);
  t.true(programs.length >= 8, programs.map(({ where }) => where).join(", "));
  const { stack, emulators } = await bench(t, { timeScale: 300 });
  const before = emulators.objects().map(({ kind, id }) => `${kind} ${id}`);
  // One that a page looks up, and one that a page takes over.
  const [legacy, existing = ""] = await Promise.all(["legacy", "existing"].map((name) => makeVm(emulators, name)));

  await Promise.all([
    writeFile(join(stack.folder, "package.json"), '{ "name": "e2e", "private": true, "type": "module" }'),
    ...programs.map((block, index) => writeFile(join(stack.folder, `p${index}.js`), compiled(block, index, existing))),
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
