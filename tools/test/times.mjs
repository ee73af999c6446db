// The cost of each test file: its process writes it to a file, which the run reads.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const log = new URL("../../build/tests/times.log", import.meta.url);
/** Each file's times in its last full run, which determine the order of the next. */
const kept = fileURLToPath(new URL("../../node_modules/.cache/tests/times.log", import.meta.url));

/** At the end of a test file's process: wall-clock seconds and CPU seconds, including children. */
export function noteTime(file) {
  process.once("exit", () => {
    const { user, system } = process.cpuUsage();
    const cpu = (user + system) / 1e6 + (childrenSeconds() ?? 0);
    const entry = { file, seconds: performance.now() / 1000, cpu };
    appendFileSync(log, `${JSON.stringify(entry)}\n`);
  });
}

const read = (path) =>
  existsSync(path)
    ? readFileSync(path, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/** The most expensive files first. */
export const slowest = (count) =>
  read(log)
    .sort((one, other) => other.cpu - one.cpu)
    .slice(0, count);

/** What ava runs: a group's own file, whatever its members were. */
const pathOf = ({ file }) => file.replace(/^((?:unit|contract|e2e)-\d+):.*/, "build/tests/groups/$1.test.js");

export function keepTimes() {
  const entries = new Map([...read(kept), ...read(log)].map((entry) => [pathOf(entry), entry]));
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, [...entries.values()].map((entry) => `${JSON.stringify(entry)}\n`).join(""));
}

/** Pairs of file name and seconds. */
export const lastTimes = () => read(kept).map((entry) => [pathOf(entry), entry.seconds]);

/** CPU seconds of all ended child processes; undefined if the system does not report them. */
export function childrenSeconds() {
  try {
    const [, fields] = readFileSync("/proc/self/stat", "utf8").split(") ");
    const [user, system] = fields.split(" ").slice(13, 15).map(Number);
    return (user + system) / 100;
  } catch {
    return undefined;
  }
}
