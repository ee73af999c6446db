// The test files of a run: which ones share a process, and in which order they start.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Tests next to the sources, which need neither the Pulumi CLI nor a whole life cycle in an emulator. */
export const isUnit = (file) => /^(provider|emulators|sdk)\/src\//.test(file);

/** Needs a Temporal server, which is built in five minutes: `make test-fleet` runs it, not `make test`. */
const isFleet = (file) => file.startsWith("test/fleet/");

/** What a change rarely breaks and takes long: `make test-rest` runs it, not `make test`. */
const REST = [
  // Whole examples, and whole accounts imported.
  /^test\/e2e\/(examples|python-example|team-postgres|import-site|command-import)/,
  // What is built from the packages, and what they are built on.
  /^test\/e2e\/(consumers|sdks|versions|executable)/,
  // Random draws.
  /^test\/(soak|contract\/damage)\/|^test\/contract\/canaries\./,
  // What only real servers, a real browser and other clients show.
  /^test\/(browser|clients)\/|^test\/contract\/(shared-budget|budget-servers)\./,
  // The tools for accounts at the real clouds: `make acceptance`, `indiecloud verify`, `make conformance`.
  /^test\/(acceptance|assumptions)\/|^test\/e2e\/command-verify\./,
];

/** @returns {"main" | "rest" | "fleet"} */
export const setOf = (file) => (isFleet(file) ? "fleet" : REST.some((pattern) => pattern.test(file)) ? "rest" : "main");

export function testFiles() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.test.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  // An example's tests are for another runner.
  return listed
    .trim()
    .split("\n")
    .filter((file) => !file.startsWith("examples/"));
}

/** Uses that affect the whole process, or that ava tracks by file: such a file gets its own process. */
const ALONE = [
  /process\.(env|chdir|on|once|kill|exit|stdout|stderr|argv)|globalThis\.|node:child_process|console\./,
  /\bt\.(snapshot|context)\b|test\.(before|after)/,
  // It would declare its tests after those of the others have started.
  /^(const|for|await)\b.*\bawait\b/m,
];

/** They would make a group end last, read states before they declare tests, or have snapshots, which ava keeps by file. */
const isAlone = (file) =>
  /\.contract\.test\.ts$|\/(damage|canaries|acceptance|new-cloud)\.test\.ts$/.test(file) ||
  /\/e2e\/(automation|command-import|errors|examples|executable|import-site)/.test(file) ||
  /^test\/(soak|docs|contract\/states)\//.test(file);

const isEndToEnd = (file) => file.startsWith("test/e2e/");

/** Starting a process costs more than most of these files, so those that can share one do. */
export function groupsOf(files) {
  const others = files.filter((file) => !isUnit(file) && !isAlone(file));
  return [
    ...grouped("unit", 12, files.filter(isUnit)),
    ...grouped(
      "contract",
      8,
      others.filter((file) => !isEndToEnd(file)),
    ),
    // They wait for other processes half of the time, and one after another here.
    ...grouped("e2e", 3, others.filter(isEndToEnd)),
  ];
}

function grouped(kind, most, files) {
  const shared = files.filter((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return !ALONE.some((pattern) => pattern.test(text));
  });
  const count = Math.ceil(shared.length / most);
  const size = Math.ceil(shared.length / count);
  return Array.from({ length: count }, (_, index) => ({
    name: `${kind}-${index + 1}`,
    files: shared.slice(index * size, (index + 1) * size),
  }));
}

/** `provider › src › http › budget`, as in ava. */
export const titleOf = (file) =>
  file
    .replace(/\.test\.ts$/, "")
    .split("/")
    .join(" › ");
