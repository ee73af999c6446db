import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test from "ava";
import { keyedFolder } from "../../tools/cache.ts";
import { vm } from "./support/lunanode.ts";
import { placeFlat } from "./support/packages.ts";
import { openTestStack } from "./support/stack.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const exec = promisify(execFile);

/** Fills a folder of modules with the packages as published, next to a release of Pulumi's, which npm installs once. */
async function installWith(modules: string, version: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(root, "sdk/package.json"), "utf8"));
  const { "@indiecloud/provider": _, ...others } = dependencies;
  const manifest = JSON.stringify({ private: true, dependencies: { ...others, "@pulumi/pulumi": version } });
  const key = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  const installed = await keyedFolder("pulumi-releases", key, async (folder) => {
    await writeFile(join(folder, "package.json"), manifest);
    await exec("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], { cwd: folder });
  });
  await placeFlat(modules, join(installed, "node_modules"));
}

// The two ends of the range in sdk/package.json.
for (const [version, isOldest] of [
  ["3.216.0", true],
  ["3.270.0", false],
] as const) {
  test.serial(`the packages work with @pulumi/pulumi ${version}`, async (t) => {
    const { peerDependencies, bin } = JSON.parse(await readFile(join(root, "sdk/package.json"), "utf8"));
    t.is(peerDependencies["@pulumi/pulumi"], ">=3.216.0 <4");
    const { stack, ids } = await openTestStack(t);
    // The whole package is loaded, as for users.
    delete stack.env.NODE_OPTIONS;
    const modules = join(stack.folder, "node_modules");
    await unlink(modules);
    await installWith(modules, version);
    const installed = JSON.parse(await readFile(join(modules, "@pulumi/pulumi/package.json"), "utf8"));
    t.is(installed.version, version);
    const up = await stack.up(vm({ name: "one" }));
    t.is(up.code, 0, up.screen);
    if (isOldest) {
      const renamed = await stack.up(vm({ name: "two" }), ["--yes"]);
      t.is(renamed.code, 0, renamed.screen);
      t.is(ids("vm").length, 1);
    } else {
      const command = join(modules, "@indiecloud/pulumi", bin.indiecloud);
      const drift = await exec(process.execPath, [command, "drift"], { cwd: stack.folder, env: stack.env });
      t.is(drift.stdout, "Stack dev: no drift (1 resource checked)\n");
    }
    const gone = await stack.destroy();
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(ids("vm"), []);
  });
}
