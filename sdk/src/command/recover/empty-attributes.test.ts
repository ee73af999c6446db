import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import test from "ava";
import { emptyAttributes, removeAll } from "./empty-attributes.js";

test("empty files with attributes are found and removed, however the URL names the backend's directory", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-backend-"));
  t.teardown(() => rm(folder, { recursive: true }));
  const stacks = join(folder, ".pulumi/stacks/shop");
  await mkdir(stacks, { recursive: true });
  await writeFile(join(stacks, "dev.json"), "");
  await writeFile(join(stacks, "prod.json.attrs"), "{}");
  const empty = join(stacks, "dev.json.attrs");
  await writeFile(empty, "");
  const url = String(pathToFileURL(folder));
  for (const each of [url, `${url}?no_tmp_dir=true`, `file://./${relative(dirname(folder), folder)}`]) {
    t.deepEqual(await emptyAttributes(each, dirname(folder)), [empty]);
  }
  await removeAll([empty]);
  t.deepEqual((await readdir(stacks)).sort(), ["dev.json", "prod.json.attrs"]);
});

test("another backend, or a directory that is not there, has none", async (t) => {
  for (const url of ["https://api.pulumi.com/anna", "s3://states", "file:///nowhere/at/all", "file://~/nowhere"]) {
    t.deepEqual(await emptyAttributes(url, "."), []);
  }
});
