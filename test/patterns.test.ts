import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { analyse } from "scslre";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Files whose patterns match no text from a cloud, only Pulumi's output and that of `ps`. */
const TRUSTED: readonly string[] = [
  "sdk/src/command/recover/locks.ts",
  "sdk/src/command/recover/leftover-processes.ts",
];

interface Pattern {
  file: string;
  line: number;
  text: string;
}

async function patternsIn(file: string): Promise<Pattern[]> {
  const source = ts.createSourceFile(file, await readFile(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ file, line: line + 1, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether matching a text of one repeated character takes more than linear time. */
function isSuperlinear(text: string): boolean {
  const [, source = "", flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  return analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } }).reports.length > 0;
}

test("the check detects a quadratic pattern, and accepts a linear one", (t) => {
  for (const slow of ["/<[^>]*>/g", "/\\/+$/", "/^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$/", "/^(a+)+$/"])
    t.true(isSuperlinear(slow), slow);
  for (const fast of ["/<[^<>]*>/g", "/^\\w+$/", "/(\\d+)(ms|s)/gy"]) t.false(isSuperlinear(fast), fast);
});

for (const room of ["provider/src", "sdk/src", "emulators/src"]) {
  test(`every pattern in ${room} takes linear time`, async (t) => {
    const names = (await readdir(join(ROOT, room), { recursive: true })).filter(
      (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
    );
    const files = names.map((name) => join(room, name)).filter((file) => !TRUSTED.includes(file));
    const patterns = (await Promise.all(files.map(patternsIn))).flat();
    t.true(patterns.length > 20);
    t.deepEqual(
      patterns.filter(({ text }) => isSuperlinear(text)),
      [],
    );
  });
}
