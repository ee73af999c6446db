import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A package's folder: the last one below `node_modules`, with its scope. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const TEXT = /^(licen[cs]e|copying|notice)/i;

/**
 * The license texts of the packages in bundles, which must accompany every copy. `inputs`: paths of bundled files
 * relative to `root`, as in esbuild's metafiles. A package without a text is listed with its license and author. Throws
 * if a package has no license at all.
 */
export async function licenseTexts(root, inputs) {
  const folders = new Set(inputs.flatMap((path) => PACKAGE.exec(path.replaceAll("\\", "/"))?.[1] ?? []));
  const texts = new Map();
  for (const folder of folders) {
    const { name, version, license, author, homepage, repository } = JSON.parse(
      await readFile(join(root, folder, "package.json"), "utf8"),
    );
    const files = (await readdir(join(root, folder))).filter((file) => TEXT.test(file)).sort();
    if (typeof license !== "string") throw new Error(`${name} ${version} has no license`);
    const parts = await Promise.all(files.map((file) => readFile(join(root, folder, file), "utf8")));
    if (parts.length === 0) {
      const by = author?.name ?? author ?? "its contributors";
      parts.push(
        `Copyright (c) ${by}. The package has no license text of its own: ${homepage ?? repository?.url ?? repository}`,
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
