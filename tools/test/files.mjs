// The test files of a run: which of them share a process, and in what order they start.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Beside the sources: what needs no Pulumi CLI and no emulator of a whole life. */
export const isUnit = (file) => /^(provider|emulators|sdk)\/src\//.test(file);

export function testFiles() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.test.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.trim().split("\n");
}

/** What belongs to a process as a whole, and what ava keeps by file: such a file has a process of its own. */
const ALONE = [
  /process\.(env|chdir|on|once|kill|exit|stdout|stderr|argv)|globalThis\.|node:child_process|console\./,
  /\bt\.(snapshot|context)\b|test\.(before|after)/,
  // It would declare its tests when those of the others have begun.
  /^(const|for|await)\b.*\bawait\b/m,
];

/** Starting a process costs more than most unit tests: files that can share one do, twelve at a time. */
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

/** `provider › src › http › budget`, as ava has it. */
export const titleOf = (file) =>
  file
    .replace(/\.test\.ts$/, "")
    .split("/")
    .join(" › ");
