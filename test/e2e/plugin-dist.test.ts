import { mkdir, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import test from "ava";
import { sha256 } from "../../tools/release/archive.ts";
import { javascriptArchive } from "../../tools/release/plugin-archives.ts";
import { installPlugin, openYamlStack } from "./support/plugin.ts";
import { PLUGIN } from "./support/stack.ts";

/* The archive of the plugin in JavaScript, installed as a user would. */

test("the archive is installed by the CLI, and a program finds the plugin by its name", async (t) => {
  const { stack, write, ids } = await openYamlStack(t, { clouds: ["lunanode"], path: undefined });
  const installed = await installPlugin(stack);
  t.is(installed.code, 0, installed.screen);
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

test("the same build gives the same bytes, under the name of the version", async (t) => {
  const { stack } = await openYamlStack(t, { clouds: ["lunanode"] });
  const sums: string[] = [];
  for (const part of ["a", "b"]) {
    const folder = join(stack.folder, part);
    await mkdir(folder);
    const archive = await javascriptArchive(folder);
    t.is(basename(archive), "pulumi-resource-indiecloud-v0.1.0.tar.gz");
    sums.push(await sha256(archive));
  }
  t.is(sums[0], sums[1]);
});
