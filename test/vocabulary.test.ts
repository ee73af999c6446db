import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import ts from "typescript";

/* One concept, one word (docs/glossary.md): the names from before the glossary must not come back. */

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Names that must not be declared, by folder. */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  "": "door doors Door openDoor desk Desk openDesk Core Cores Surroundings surroundings book Book bookOf filledIn Op opOf BaseOp want prior live Live told proved unclear crowded singly Patience takeOver nameless likeness Creates doubtful untold Stray strays belongings Belongings generations lookFor catalogue catalogues Offer offer Wire wire Pass Lacking asBefore unread UnreadError bench Bench world World OvhWorld NaverWorld GigeNetWorld LunaNodeWorld HostDimeWorld BOX meddle mortal",
  "provider/src/": "Verdict verdict judge passes sight Sight look Look channel ways buy bring Opened Tools",
  "sdk/src/": "remedy questions lacking",
  "test/": "Stage remedy",
};

const FILES =
  "door.ts doors.ts desk.ts desk-types.ts cores.ts core.ts book.ts run.ts op.ts patience.ts look.ts left.ts strays.ts existing.ts creates.ts wire.ts judge.ts sent.ts passes.ts server-ask.ts server-work.ts server-place.ts problems.ts catalogues.ts catalogue.ts lacking.ts survivors.ts belongings.ts stage.ts world.ts";

const tracked = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).trim().split("\n");

/**
 * What a file declares: variables, parameters, functions, types and their members, and the keys of objects, which JSON
 * output uses too.
 */
function declaredIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (
      (ts.isVariableDeclaration(node) ||
        ts.isParameter(node) ||
        ts.isBindingElement(node) ||
        ts.isFunctionDeclaration(node) ||
        ts.isClassElement(node) ||
        ts.isTypeElement(node) ||
        ts.isPropertyAssignment(node) ||
        ts.isShorthandPropertyAssignment(node) ||
        ts.isClassDeclaration(node) ||
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node)) &&
      node.name !== undefined &&
      (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) || ts.isStringLiteral(node.name))
    ) {
      names.add(node.name.text.replace(/^#/, ""));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

test("no declared name is one of the old vocabulary", async (t) => {
  const files = tracked.filter((file) => /\.m?ts$/.test(file) && !/^(examples|bench)\/|\/templates\//.test(file));
  const banned = Object.entries(IDENTIFIERS).map(([folder, names]) => [folder, new Set(names.split(" "))] as const);
  const hits = await Promise.all(
    files.map(async (file) => {
      const names = declaredIn(
        ts.createSourceFile(file, await readFile(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest),
      );
      return banned.flatMap(([folder, old]) =>
        file.startsWith(folder) ? [...names].filter((name) => old.has(name)).map((name) => `${file}: ${name}`) : [],
      );
    }),
  );
  t.deepEqual(hits.flat(), []);
});

test("no file has a name of the old vocabulary", (t) => {
  const old = new Set(FILES.split(" "));
  // "run" is allowed for runs of programs and commands, as in Pulumi.
  const allowed = new Set([
    "bench/run.ts",
    "sdk/src/command/import/run.ts",
    "tools/mutants/run.ts",
    "tools/model-mutants/run.ts",
    "tools/conformance/run.ts",
  ]);
  t.deepEqual(
    tracked.filter((file) => old.has(basename(file)) && !allowed.has(file)),
    [],
  );
});
