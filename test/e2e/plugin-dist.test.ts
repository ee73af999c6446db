import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test from "ava";
import { installPlugin, openYamlStack } from "./support/plugin.ts";
import { PLUGIN } from "./support/stack.ts";

/* The archive from `make dist`, installed as a user would. */

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

test("the archive is installed by the CLI, and a program finds the plugin by its name", async (t) => {
  const { stack, write, ids } = await openYamlStack(t, { clouds: ["lunanode"], path: undefined });
  const installed = await installPlugin(stack);
  t.is(installed.code, 0, installed.screen);
  const [name = "", sum = ""] = (await readdir(stack.folder))
    .filter((file) => file.startsWith("pulumi-resource"))
    .sort();
  t.is(name, "pulumi-resource-indiecloud-v0.1.0.tar.gz");
  const checksum = createHash("sha256")
    .update(await readFile(join(stack.folder, name)))
    .digest("hex");
  t.is(await readFile(join(stack.folder, sum), "utf8"), `${checksum}  ${name}\n`);
  const folder = join(stack.folder, "home/plugins/resource-indiecloud-v0.1.0");
  t.true((await readdir(folder)).includes("pulumi-resource-indiecloud"));
  await write({
    resources: {
      key: {
        type: "indiecloud:lunanode:SshKey",
        properties: { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me" },
      },
    },
  });
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  t.is(ids("sshKey").length, 1);
});

for (const [what, source] of [
  ["its name, once it is installed", "indiecloud@0.1.0"],
  ["the path of its executable", join(PLUGIN, "pulumi-resource-indiecloud")],
] as const) {
  test(`pulumi package add accepts the plugin by ${what}`, async (t) => {
    const { stack } = await openYamlStack(t, { clouds: ["lunanode"], path: undefined });
    if (source.includes("@")) await installPlugin(stack);
    const added = await stack.run(["package", "add", source]);
    t.is(added.code, 0, added.screen);
    t.regex(await readFile(join(stack.folder, "Pulumi.yaml"), "utf8"), /indiecloud@0\.1\.0/);
  });
}

test("the same build gives the same bytes", async (t) => {
  const { stack } = await openYamlStack(t, { clouds: ["lunanode"] });
  const sums: string[] = [];
  for (const part of ["a", "b"]) {
    const folder = join(stack.folder, part);
    await run(process.execPath, ["--import=tsx", "tools/dist.ts", folder], { cwd: root });
    sums.push(await readFile(join(folder, "pulumi-resource-indiecloud-v0.1.0.tar.gz.sha256"), "utf8"));
  }
  t.is(sums[0], sums[1]);
});
