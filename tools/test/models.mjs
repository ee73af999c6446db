// How much was checked against the vendors' models: each test process writes its counts to a file
// (test/models/counts.ts).
import { readFileSync } from "node:fs";

const log = new URL("../../build/tests/models.log", import.meta.url);

/** `[cloud, {answers, requests}]`, sorted by cloud. */
export function checkedByModels() {
  const sums = new Map();
  const lines = readFileSync(log, { encoding: "utf8", flag: "a+" }).split("\n").filter(Boolean);
  for (const line of lines) {
    const [cloud, kind, count] = line.split(" ");
    const known = sums.get(cloud) ?? { answers: 0, requests: 0 };
    sums.set(cloud, { ...known, [kind]: known[kind] + Number(count) });
  }
  return [...sums].sort(([a], [b]) => a.localeCompare(b));
}
