import { readFileSync } from "node:fs";

/** The calls of each resource of a cloud, by token, and the additional calls of functions and commands. */
export type Usage = Readonly<Record<string, readonly string[]>>;

export const BESIDE = "functions and commands";

/** Whether something is to be recorded: everything, or what is named by its cloud (`naver`) or its token (`naver:Vpc`). */
export const isAsked = (only: readonly string[], token: string): boolean =>
  only.length === 0 || only.some((each) => token === each || token.startsWith(`${each}:`));

export const usageFile = new URL("../../fixtures/usage.json", import.meta.url);

/** The file that `make usage` writes. */
export const usageOf = (cloud: string): Usage => JSON.parse(readFileSync(usageFile, "utf8"))[cloud] ?? {};
