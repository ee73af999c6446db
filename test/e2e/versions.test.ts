import { execFile } from "node:child_process";
import { readFile, rm, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test from "ava";
import { vm } from "./support/lunanode.ts";
import { packAll } from "./support/packages.ts";
import { openTestStack } from "./support/stack.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const exec = promisify(execFile);

// The two ends of the range in sdk/package.json.
for (const version of ["3.216.0", "3.270.0"]) {
  test.serial(`the packages work with @pulumi/pulumi ${version}`, async (t) => {
    const { peerDependencies } = JSON.parse(await readFile(join(root, "sdk/package.json"), "utf8"));
    t.is(peerDependencies["@pulumi/pulumi"], ">=3.216.0 <4");
    const { stack, ids } = await openTestStack(t);
    // The whole package is loaded, as for users.
    delete stack.env.NODE_OPTIONS;
    await unlink(join(stack.folder, "node_modules"));
    const { sdk, provider } = await packAll();
    await writeFile(
      join(stack.folder, "package.json"),
      JSON.stringify({
        name: "e2e",
        private: true,
        dependencies: {
          "@indiecloud/provider": `file:${provider}`,
          "@indiecloud/pulumi": `file:${sdk}`,
          "@pulumi/pulumi": version,
        },
      }),
    );
    await exec("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], {
      cwd: stack.folder,
    });
    const installed = JSON.parse(
      await readFile(join(stack.folder, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
    );
    t.is(installed.version, version);
    const up = await stack.up(vm({ name: "one" }));
    t.is(up.code, 0, up.screen);
    const renamed = await stack.up(vm({ name: "two" }), ["--yes"]);
    t.is(renamed.code, 0, renamed.screen);
    t.is(ids("vm").length, 1);
    const command = join(stack.folder, "node_modules/.bin/indiecloud");
    const drift = await exec(command, ["drift"], { cwd: stack.folder, env: stack.env });
    t.is(drift.stdout, "Stack dev: no drift (1 resource checked)\n");
    const gone = await stack.destroy();
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(ids("vm"), []);
    await rm(join(stack.folder, "node_modules"), { recursive: true });
  });
}
