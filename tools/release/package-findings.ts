import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";

/** Intended findings of "are the types wrong" by package: the entry, its resolution, the finding. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  // Only Pulumi's provider process requires it, from Node.js, which reads the exports; programs do not import it.
  "@indiecloud/pulumi": ["./dynamic node10: NoResolution"],
  // ESM only. Every Node.js that `engines` allows can import it, and resolves it through the exports.
  "@indiecloud/emulators": [". node10: NoResolution", ". node16-cjs: CJSResolvesToESM"],
};

/** What publint and "are the types wrong" find in an npm tarball, or expect and do not find; empty is right. */
export async function findingsOf(tarball: string): Promise<string[]> {
  const bytes = Uint8Array.from(await readFile(tarball));
  const { messages } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const contents = createPackageFromTarballData(bytes);
  const checked = await checkPackage(contents);
  const problems = checked.types === false ? [] : checked.problems;
  const found = problems.map((problem) => {
    const where = "entrypoint" in problem ? `${problem.entrypoint} ${problem.resolutionKind}` : "everywhere";
    return `${where}: ${problem.kind}`;
  });
  const meant = MEANT[contents.packageName] ?? [];
  return [
    ...messages.map((message) => JSON.stringify(message)),
    ...found.filter((finding) => !meant.includes(finding)),
    ...meant.filter((finding) => !found.includes(finding)).map((finding) => `no longer found: ${finding}`),
  ];
}
