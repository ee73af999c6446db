import { appendFileSync } from "node:fs";

type Kind = "answers" | "requests";

/** Where each test process writes what it has checked; `tools/test/run.mjs` adds it up. */
const log = new URL("../../build/tests/models.log", import.meta.url);

const counts = new Map<string, number>();

export function count(cloud: string, kind: Kind): void {
  if (counts.size === 0) process.once("exit", note);
  const key = `${cloud} ${kind}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function note(): void {
  const lines = [...counts].map(([key, number]) => `${key} ${number}\n`);
  try {
    appendFileSync(log, lines.join(""));
  } catch {
    // The folder does not exist if a single file is run by hand; then nobody adds it up.
  }
}
