import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What each room must not import: a part of a file's path inside the repository, or a package. */
const FORBIDDEN: readonly (readonly [room: string, ...targets: RegExp[]])[] = [
  ["provider/src/engine", /^provider\/src\/(clouds|adapters|schema)/, /^@pulumi/, /^emulators/],
  ["provider/src/http", /^provider\/src\/(engine|clouds|adapters|schema)/, /^@pulumi/, /^emulators/],
  ["provider/src/clouds", /^provider\/src\/(adapters|schema)/, /^@pulumi/, /^node:timers/, /^emulators/],
  ["emulators/src", /^provider/, /^@indiecloud\/(provider|pulumi)/, /^@pulumi/],
  ["sdk/src", /^provider/, /^emulators/],
];

const isSource = (name: string) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("testing");

async function sources(room: string): Promise<string[]> {
  const names = await readdir(join(root, room), { recursive: true });
  return names.filter(isSource).map((name) => join(room, name));
}

async function imports(file: string): Promise<string[]> {
  const text = await readFile(join(root, file), "utf8");
  const found = [...text.matchAll(/(?:from|import\()\s*["']([^"']+)["']/g)].map(([, target = ""]) => target);
  return found.map((target) =>
    target.startsWith(".") ? relative(root, resolve(root, dirname(file), target)) : target,
  );
}

for (const [room, ...targets] of FORBIDDEN) {
  test(`${room} imports nothing against the arrows`, async (t) => {
    const files = await sources(room);
    t.true(files.length > 0);
    for (const file of files) {
      for (const target of await imports(file)) {
        t.false(
          targets.some((forbidden) => forbidden.test(target)),
          `${file} imports ${target}`,
        );
      }
    }
  });
}

test("a cloud imports no other cloud, and knows no clock", async (t) => {
  for (const file of await sources("provider/src/clouds")) {
    const [, cloud] = /^provider\/src\/clouds\/([^/]+)\//.exec(file) ?? [];
    if (cloud === undefined) {
      continue;
    }
    for (const target of await imports(file)) {
      const [, other] = /^provider\/src\/clouds\/([^/]+)/.exec(target) ?? [];
      t.true(other === undefined || other === cloud, `${file} imports ${target}`);
    }
    const text = await readFile(join(root, file), "utf8");
    t.notRegex(text, /\b(setTimeout|setInterval|Date\.now|new Date\(\))/, `${file} has a clock of its own`);
  }
});
