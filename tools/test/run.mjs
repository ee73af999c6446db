// Compiles and runs the tests, and ends with the line that counts them. Without arguments: those of `make test`; with
// --unit: those next to the sources; with --rest or --fleet: the others; otherwise the arguments are passed to ava.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bundleTests } from "./bundle.mjs";
import { groupsOf, isUnit, setOf, testFiles } from "./files.mjs";
import { checkedByModels } from "./models.mjs";
import { childrenSeconds, keepTimes, slowest } from "./times.mjs";

const given = process.argv.slice(2);
/** A whole set of tests; undefined: some files. */
const set = given.length === 0 ? "main" : ["unit", "rest", "fleet"].find((each) => given.includes(`--${each}`));
const isInRun = (file) => (set === undefined ? setOf(file) !== "fleet" : setOf(file) === set);
const all = testFiles();
const files = all.filter(set === "unit" ? isUnit : isInRun);
const groups = set === "main" || set === "unit" ? groupsOf(files) : [];
const grouped = new Set(groups.flatMap((group) => group.files));
const single = files.filter((file) => !grouped.has(file));
await bundleTests(single, groups);

// Two more files at once than there are cores: tests of the CLI wait for half of their time.
const config = fileURLToPath(new URL(set === "fleet" ? "ava.fleet.config.mjs" : "ava.config.mjs", import.meta.url));
const chosen =
  set === undefined ? given : [...single, ...groups.map(({ name }) => `build/tests/groups/${name}.test.js`)];
const args = ["--config", config, `--concurrency=${availableParallelism() + 2}`, ...chosen];
const ava = fileURLToPath(new URL("../../node_modules/ava/entrypoints/cli.mjs", import.meta.url));
const child = spawn(process.execPath, [ava, ...args], { stdio: ["inherit", "pipe", "inherit"] });

let screen = "";
createInterface({ input: child.stdout }).on("line", (line) => {
  if (line.startsWith("Using configuration from ")) return;
  // Titles of a group's members include their own file's name.
  const shown = `${line.replace(/build › tests › groups › (unit|contract|e2e)-\d+ › /, "")}\n`;
  process.stdout.write(shown);
  screen += shown;
});
child.on("close", (code) => {
  const lines = (pattern) => screen.match(pattern)?.length ?? 0;
  const passed = lines(/^ +✔ /gm);
  // ava lists each failed test once as it happens; a file that crashes has its own line.
  const failed = lines(/^ +✘ /gm);
  // A run that exits with an error but without a failed test (a crash, no tests at all) is a failure too.
  const broken = code !== 0 || passed === 0;
  const skipped = lines(/^ +- \[skip\] /gm);
  report();
  reportModels();
  if (set === "main") {
    process.stdout.write(`\nLeft to make test-rest: ${all.filter((file) => setOf(file) === "rest").length} files.\n`);
  }
  if (set !== undefined && !broken) keepTimes();
  reportFailures();
  const closing = `${passed} passed, ${failed === 0 && broken ? 1 : failed} failed`;
  process.stdout.write(`\n${closing}${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  process.exitCode = broken ? code || 1 : 0;
});

/** How much of the traffic between provider and emulators was checked against the vendors' models (`test/models`). */
function reportModels() {
  const checked = checkedByModels();
  if (checked.length > 0) {
    const lines = checked.map(
      ([cloud, { answers, requests }]) => `  ${cloud}: ${answers} answers, ${requests} requests`,
    );
    process.stdout.write(`\nChecked against the vendors' models:\n${lines.join("\n")}\n`);
  }
}

/** The failed tests once more, each with the start of its error and the lines of the test: a CI keeps a log's end. */
function reportFailures() {
  // ava separates them by empty lines, and has the whole block between two dividers.
  const failures = screen
    .split(/^ {2}─\n/m)
    .slice(1, -1)
    .flatMap((block) => block.split("\n\n\n"));
  for (const failure of failures.slice(0, 5)) {
    const text = failure.split("\n").filter((line) => line.trim() !== "");
    const places = text.slice(8).filter((line) => /^ +at .*\.test\.ts:\d+/.test(line));
    const lines = [...text.slice(0, 8), ...places].map((line) => line.slice(0, 200));
    process.stdout.write(`\nFailed:\n${lines.join("\n")}\n`);
  }
}

/** The cost of the run. */
function report() {
  const number = (value) => value.toFixed(1).padStart(7);
  const costly = slowest(10).map(({ file, seconds, cpu }) => `${number(cpu)} s of ${number(seconds)} s  ${file}`);
  const cpu = childrenSeconds();
  process.stdout.write(`\nThe slowest files (CPU time of elapsed time):\n${costly.join("\n")}\n`);
  if (cpu !== undefined) {
    process.stdout.write(`CPU time: ${Math.round(cpu)} s of ${Math.round(performance.now() / 1000)} s\n`);
  }
}
