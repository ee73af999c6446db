import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test from "ava";
import { exists, keyedFolder } from "../tools/cache.ts";
import { testsThatNeed } from "./support/needs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const ACTIONLINT = "1.7.12";
const run = promisify(execFile);

/** The workflows of this repository, and the one in an example for users to copy. */
const folders = [".github/workflows", "examples/drift-check-ci/.github/workflows"];

const testWithActionlint = await testsThatNeed("actionlint", async () => {
  const folder = await keyedFolder("tools", `actionlint-${ACTIONLINT}`, (made) =>
    run("go", ["install", `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`], {
      cwd: made,
      env: { ...process.env, GOBIN: made, GOFLAGS: "-buildvcs=false" },
    }),
  );
  return join(folder, process.platform === "win32" ? "actionlint.exe" : "actionlint");
});

testWithActionlint("actionlint finds nothing in the workflows", async (t, actionlint) => {
  for (const folder of folders) {
    const files = (await readdir(join(root, folder))).map((name) => join(root, folder, name));
    const said = await run(actionlint, ["-no-color", "-shellcheck=", ...files]).then(
      ({ stdout }) => stdout,
      ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
    );
    t.is(said, "", folder);
  }
});

test("what the community files link or run exists", async (t) => {
  const { repository } = JSON.parse(await readFile(join(root, "sdk/package.json"), "utf8"));
  const home = String(repository.url).replace(/^git\+|\.git$/g, "");
  const makefile = await readFile(join(root, "Makefile"), "utf8");
  const names = await readdir(join(root, ".github"), { recursive: true, withFileTypes: true });
  for (const file of names.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    const text = await readFile(path, "utf8");
    for (const [, link = ""] of text.matchAll(/\]\(([^)#]+)\)/g)) {
      t.true(link.startsWith(`${home}/`) || (await exists(join(dirname(path), link))), `${path}: ${link}`);
    }
    for (const [url] of text.matchAll(/https:\/\/github\.com\/[^\s)"]*/g)) {
      t.true(url.startsWith(`${home}/`), `${path}: ${url}`);
    }
    for (const [, line = ""] of text.matchAll(/\bmake ([a-z][a-z -]*)/g)) {
      t.true(makefile.includes(`\n${line.split(" ")[0]}:`), `${path}: make ${line}`);
    }
  }
});
