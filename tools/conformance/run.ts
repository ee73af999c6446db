import { readFile } from "node:fs/promises";
import type { VerifyReport } from "../../provider/src/adapters/query-types.ts";
import { replay } from "./replay.ts";

/** `make conformance RECORDING=report.json` compares the emulator with the cloud in a report of `indiecloud verify`. */

const [file] = process.argv.slice(2);
if (file === undefined || file === "") {
  console.error("usage: make conformance RECORDING=<indiecloud-verify-….json>");
  process.exitCode = 2;
} else {
  const report: VerifyReport = JSON.parse(await readFile(file, "utf8"));
  const differences = await replay(report);
  for (const { call, says } of differences) {
    console.log(`${call}: ${says}`);
  }
  console.log(`${differences.length} ${differences.length === 1 ? "difference" : "differences"}.`);
  if (differences.length > 0) {
    process.exitCode = 1;
  }
}
