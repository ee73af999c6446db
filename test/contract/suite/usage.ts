import { readFileSync } from "node:fs";

/** The calls that each resource of a cloud sends, by token; and what functions and commands ask. */
export type Usage = Readonly<Record<string, readonly string[]>>;

export const BESIDE = "functions and commands";

export const usageFile = new URL("../../fixtures/usage.json", import.meta.url);

/** What was recorded by `make usage`. */
export const usageOf = (cloud: string): Usage => JSON.parse(readFileSync(usageFile, "utf8"))[cloud] ?? {};
