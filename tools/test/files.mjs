// The test files of a run: which ones share a process, and in which order they start.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Tests next to the sources, which need neither the Pulumi CLI nor a whole life cycle in an emulator. */
export const isUnit = (file) => /^(provider|emulators|sdk)\/src\//.test(file);

export function testFiles() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.test.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.trim().split("\n");
}

/** Uses that affect the whole process, or that ava tracks by file: such a file gets its own process. */
const ALONE = [
  /process\.(env|chdir|on|once|kill|exit|stdout|stderr|argv)|globalThis\.|node:child_process|console\./,
  /\bt\.(snapshot|context)\b|test\.(before|after)/,
  // It would declare its tests after those of the others have started.
  /^(const|for|await)\b.*\bawait\b/m,
];

/** Starting a process costs more than most unit tests, so files that can share one do, twelve at a time. */
export function groupsOf(files) {
  const shared = files.filter(isUnit).filter((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return !ALONE.some((pattern) => pattern.test(text));
  });
  const count = Math.ceil(shared.length / 12);
  const size = Math.ceil(shared.length / count);
  return Array.from({ length: count }, (_, index) => ({
    name: `unit-${index + 1}`,
    files: shared.slice(index * size, (index + 1) * size),
  }));
}

/** `provider › src › http › budget`, as in ava. */
export const titleOf = (file) =>
  file
    .replace(/\.test\.ts$/, "")
    .split("/")
    .join(" › ");
