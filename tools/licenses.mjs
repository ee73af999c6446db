import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A package's folder: the last one below `node_modules`, with its scope. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const TEXT = /^(licen[cs]e|copying|notice)/i;

/**
 * The licence texts of the packages in bundles, which their licences ask to go with every copy. `inputs`: paths of bundled
 * files relative to `root`, as esbuild's metafiles name them. A package that comes without a text is named with its licence
 * and author; throws if it has no licence at all.
 */
export async function licenseTexts(root, inputs) {
  const folders = new Set(inputs.flatMap((path) => PACKAGE.exec(path.replaceAll("\\", "/"))?.[1] ?? []));
  const texts = new Map();
  for (const folder of folders) {
    const { name, version, license, author, homepage, repository } = JSON.parse(
      await readFile(join(root, folder, "package.json"), "utf8"),
    );
    const files = (await readdir(join(root, folder))).filter((file) => TEXT.test(file)).sort();
    if (typeof license !== "string") throw new Error(`${name} ${version} has no licence`);
    const parts = await Promise.all(files.map((file) => readFile(join(root, folder, file), "utf8")));
    if (parts.length === 0) {
      const by = author?.name ?? author ?? "its contributors";
      parts.push(
        `Copyright (c) ${by}. The package has no licence text of its own: ${homepage ?? repository?.url ?? repository}`,
      );
    }
    texts.set(
      `${name} ${version}`,
      `${name} ${version} (${license})\n\n${parts.map((part) => part.trim()).join("\n\n")}\n`,
    );
  }
  const rule = `\n${"-".repeat(80)}\n\n`;
  return [...texts.keys()]
    .sort()
    .map((key) => texts.get(key))
    .join(rule);
}
