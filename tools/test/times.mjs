// How long each test file took: its own process writes it down, the run that started it reads it.
import { appendFileSync, readFileSync } from "node:fs";

const log = new URL("../../build/tests/times.log", import.meta.url);

export function noteTime(file) {
  process.once("exit", () => appendFileSync(log, `${file} ${(performance.now() / 1000).toFixed(1)}\n`));
}

/** The slowest files first, with their seconds. */
export function slowest(count) {
  const lines = readFileSync(log, { encoding: "utf8", flag: "a+" }).split("\n").filter(Boolean);
  const times = lines.map((line) => line.split(" ")).map(([file, seconds]) => ({ file, seconds: Number(seconds) }));
  return times.sort((a, b) => b.seconds - a.seconds).slice(0, count);
}

/** Processor seconds of all processes that this one has started and that have ended; undefined where the system does not tell. */
export function childrenSeconds() {
  try {
    const [, fields] = readFileSync("/proc/self/stat", "utf8").split(") ");
    const [user, system] = fields.split(" ").slice(13, 15).map(Number);
    return (user + system) / 100;
  } catch {
    return undefined;
  }
}
