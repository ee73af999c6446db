import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { differences } from "./files.ts";

const MARK = "// Generated from schema.json; do not edit.\n";
const PAGE = "# Fake\n\n<!-- Generated from the definitions. -->\n";
const files = new Map([
  ["schema.json", "{}\n"],
  ["sdk/src/fake/box.ts", `${MARK}box\n`],
  ["docs/reference/fake.md", `${PAGE}box\n`],
]);

test("missing, edited and no longer generated files differ; hand-written files do not", async (t) => {
  const root = await mkdtemp(join(tmpdir(), "indiecloud-files-"));
  t.teardown(() => rm(root, { recursive: true }));
  t.deepEqual(await differences(files, root), { changed: [...files.keys()], gone: [] });

  await mkdir(join(root, "sdk/src/fake"), { recursive: true });
  await mkdir(join(root, "docs/reference"), { recursive: true });
  await writeFile(join(root, "docs/reference/fake.md"), `${PAGE}box\n`);
  await writeFile(join(root, "docs/reference/by-hand.md"), "# By hand\n");
  await writeFile(join(root, "schema.json"), "{}\r\n");
  await writeFile(join(root, "sdk/src/fake/box.ts"), `${MARK}box\n`);
  await writeFile(join(root, "sdk/src/resource.ts"), "by hand\n");
  t.deepEqual(await differences(files, root), { changed: [], gone: [] });

  await writeFile(join(root, "sdk/src/fake/box.ts"), `${MARK}edited\n`);
  await writeFile(join(root, "sdk/src/fake/lid.ts"), `${MARK}lid\n`);
  await writeFile(join(root, "docs/reference/old.md"), PAGE);
  t.deepEqual(await differences(files, root), {
    changed: ["sdk/src/fake/box.ts"],
    gone: ["sdk/src/fake/lid.ts", "docs/reference/old.md"],
  });
});
