import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { makeSdk } from "../tools/sdks/make.ts";

/*
 * What makeSdk does with the answers of a CLI's language host. A script stands in for the host; test/e2e uses the real
 * one.
 */

const onPosix = process.platform === "win32" ? test.serial.skip : test.serial;

/** Generates a Python SDK with this script as `pulumi`; $out is the folder that it was given. */
async function withPulumi(t: ExecutionContext, script: string): Promise<{ sdks: string; make(): Promise<void> }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "indiecloud-make-sdk-")));
  const bin = join(folder, "bin");
  await mkdir(bin);
  for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
    await writeFile(
      join(bin, name),
      `#!/bin/sh\nwhile [ "$1" != --out ]; do shift; done\nout="$2"\nmkdir "$out/python"\n${script}\n`,
    );
    await chmod(join(bin, name), 0o755);
  }
  const { PATH } = process.env;
  process.env.PATH = [bin, PATH].join(delimiter);
  t.teardown(async () => {
    process.env.PATH = PATH;
    await rm(folder, { recursive: true, force: true });
  });
  const sdks = join(folder, "sdks");
  await mkdir(join(sdks, "python"), { recursive: true });
  await writeFile(join(sdks, "python/old"), "");
  return { sdks, make: () => makeSdk("python", join(folder, "schema.json"), join(sdks, "python")) };
}

onPosix(
  "what the CLI generates replaces the previous content, with the README where the package's metadata expects it",
  async (t) => {
    const { sdks, make } = await withPulumi(
      t,
      'mkdir "$out/python/pulumi_indiecloud"; echo made > "$out/python/pulumi_indiecloud/README.md"',
    );
    await make();
    t.deepEqual(await readdir(sdks), ["python"]);
    t.deepEqual((await readdir(join(sdks, "python"))).sort(), ["README.md", "pulumi_indiecloud"]);
    t.is(await readFile(join(sdks, "python/README.md"), "utf8"), "made\n");
  },
);

for (const stream of [1, 2]) {
  onPosix(`a warning on ${stream === 1 ? "standard output" : "standard error"} is a failure`, async (t) => {
    const { sdks, make } = await withPulumi(t, `echo "warning: odd name" >&${stream}`);
    await t.throwsAsync(make(), { message: /Generating the SDK for python printed a warning:\nwarning: odd name/ });
    t.deepEqual(await readdir(sdks), ["python"]);
    t.deepEqual(await readdir(join(sdks, "python")), ["old"]);
  });
}

onPosix("what the CLI rejects is reported, and nothing else is tried", async (t) => {
  const { sdks, make } = await withPulumi(t, 'echo "error: schema is wrong" >&2; exit 1');
  await t.throwsAsync(make(), { message: /schema is wrong/ });
  t.deepEqual(await readdir(join(sdks, "python")), ["old"]);
});
