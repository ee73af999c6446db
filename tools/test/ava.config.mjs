// As in package.json, but for the compiled tests: nothing is compiled at run time.
import { readFileSync } from "node:fs";
import { lastTimes } from "./times.mjs";

const { ava } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/**
 * Longest files first, so that no long one runs alone at the end: by the times of the last run, or by the kind of file.
 */
const times = lastTimes();
const GUESSES = [
  [/\.contract\.test\.ts$|\/damage\.test/, 120],
  [/\/test\/(soak|acceptance)\/|\/e2e\/(examples|consumers|automation|errors)|\/canaries\.test/, 60],
  [/\/groups\/(contract|e2e)-/, 40],
  [/\/test\/(e2e|docs)\//, 30],
  [/\/test\//, 20],
];
const guess = (file) => GUESSES.find(([pattern]) => pattern.test(file))?.[1] ?? 5;
const expected = (file) => times.find(([name]) => file.endsWith(`/${name}`))?.[1] ?? guess(file);

// biome-ignore lint/style/noDefaultExport: ava reads the default export.
export default {
  ...ava,
  extensions: { ...ava.extensions, js: true },
  files: [...ava.files, "build/tests/groups/*.test.js"],
  nodeArguments: [
    "--import",
    new URL("register.mjs", import.meta.url).href,
    "--enable-source-maps",
    // Emulated requests leave much garbage: with room for it, the contract files take a seventh less CPU time.
    "--max-semi-space-size=64",
  ],
  sortTestFiles: (one, other) => expected(other) - expected(one),
};
