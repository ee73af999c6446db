import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { z } from "zod";
import { ROOT } from "./files.ts";
import { GO_PACKAGE, NPM_PACKAGE, OWNER, REPOSITORY } from "./repository.ts";

const packageType = z.object({
  name: z.string(),
  homepage: z.string(),
  bugs: z.string(),
  repository: z.object({ url: z.string() }),
});

for (const folder of ["sdk", "provider", "emulators"]) {
  test(`${folder}/package.json names the repository and the owner`, async (t) => {
    const { name, homepage, bugs, repository } = packageType.parse(
      JSON.parse(await readFile(join(ROOT, folder, "package.json"), "utf8")),
    );
    t.is(name, folder === "sdk" ? NPM_PACKAGE : `@${OWNER}/${folder}`);
    t.deepEqual(
      [homepage, bugs, repository.url],
      [`https://${REPOSITORY}#readme`, `https://${REPOSITORY}/issues`, `git+https://${REPOSITORY}.git`],
    );
  });
}

test("the Go SDK's module is the folder of its package in the repository", async (t) => {
  const [first] = (await readFile(join(ROOT, "tools/sdks/go/go.mod"), "utf8")).split("\n");
  t.is(`${first}/indiecloud`, `module ${GO_PACKAGE}`);
});

test("the entry for the Registry's list names the repository and the schema", async (t) => {
  const entry: unknown = JSON.parse(await readFile(join(ROOT, "docs/registry/package-list-entry.json"), "utf8"));
  t.deepEqual(entry, { repoSlug: REPOSITORY.replace("github.com/", ""), schemaFile: "schema.json" });
});
