import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { create } from "tar";

/**
 * Writes the archive for `pulumi plugin install resource indiecloud <version> --file <archive>`, and its checksum. One
 * archive works on every system, because the plugin is JavaScript. The same build produces the same bytes.
 *     npx tsx tools/dist.ts [folder]
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const FILES = [
  "LICENSE",
  ...[
    "plugin.cjs",
    "budget-server.cjs",
    "THIRD_PARTY_LICENSES",
    "schema.json",
    "pulumi-resource-indiecloud",
    "pulumi-resource-indiecloud.cmd",
  ].map((name) => `provider/dist/${name}`),
];

async function main(folder: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, "provider/package.json"), "utf8"));
  const name = `pulumi-resource-indiecloud-v${version}.tar.gz`;
  await mkdir(folder, { recursive: true });
  const gathered = await mkdtemp(join(tmpdir(), "indiecloud-dist-"));
  try {
    for (const file of FILES) {
      await copyFile(join(root, file), join(gathered, basename(file)));
    }
    // Nothing specific to this machine or time.
    const options = { cwd: gathered, gzip: { level: 9 }, portable: true, mtime: new Date(0) };
    await create(
      { ...options, file: join(folder, name) },
      FILES.map((file) => basename(file)),
    );
  } finally {
    await rm(gathered, { recursive: true, force: true });
  }
  const checksum = createHash("sha256")
    .update(await readFile(join(folder, name)))
    .digest("hex");
  // In the format of `sha256sum --check`.
  await writeFile(join(folder, `${name}.sha256`), `${checksum}  ${name}\n`);
  console.log(join(folder, name));
}

await main(process.argv[2] ?? join(root, "dist"));
