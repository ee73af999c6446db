import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { archive, type Entry } from "./tar.ts";

/**
 * Writes what `pulumi plugin install resource indiecloud <version> --file <archive>` takes, and its checksum. It is one
 * archive for every system: the plugin is JavaScript. The same build gives the same bytes.
 *
 *     npx tsx tools/dist.ts [folder]
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const built = join(root, "provider/dist");
const FILES = ["plugin.cjs", "schema.json", "pulumi-resource-indiecloud", "pulumi-resource-indiecloud.cmd"];

const entryOf = async (path: string, name: string): Promise<Entry> => ({
  name,
  content: await readFile(path),
  isExecutable: ((await stat(path)).mode & 0o100) !== 0,
});

async function main(folder: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, "provider/package.json"), "utf8"));
  const entries = await Promise.all([
    ...FILES.map((name) => entryOf(join(built, name), name)),
    entryOf(join(root, "LICENSE"), "LICENSE"),
  ]);
  const name = `pulumi-resource-indiecloud-v${version}.tar.gz`;
  const bytes = gzipSync(archive(entries), { level: 9 });
  const checksum = createHash("sha256").update(bytes).digest("hex");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes);
  // As `sha256sum --check` reads it.
  await writeFile(join(folder, `${name}.sha256`), `${checksum}  ${name}\n`);
  console.log(join(folder, name));
}

await main(process.argv[2] ?? join(root, "dist"));
