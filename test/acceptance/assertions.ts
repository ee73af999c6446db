import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../provider/src/engine/definition/values.ts";
import type { Assertions } from "../contract/suite/contract-harness.ts";

/** Describes a difference. Only names the keys of objects, because a server's outputs may contain a password. */
function difference(actual: unknown, expected: unknown): string {
  if (isRecord(actual) && isRecord(expected)) {
    const keys = [...new Set([...Object.keys(actual), ...Object.keys(expected)])];
    return `${keys.filter((key) => !isDeepStrictEqual(actual[key], expected[key])).join(", ")} differ`;
  }
  return `${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
}

const fail = (what: string, message: string | undefined): never =>
  assert.fail(message === undefined || message === "" ? what : `${message}: ${what}`);

const check = (holds: boolean, what: () => string, message?: string): void => {
  if (!holds) {
    fail(what(), message);
  }
};

/** Assertions for rows that run outside ava. */
export const assertions: Assertions = {
  is: (actual, expected, message) => check(Object.is(actual, expected), () => difference(actual, expected), message),
  not: (actual, expected, message) =>
    check(!Object.is(actual, expected), () => `${JSON.stringify(actual)} again`, message),
  true: (actual, message) => check(actual === true, () => `${JSON.stringify(actual)} instead of true`, message),
  false: (actual, message) => check(actual === false, () => `${JSON.stringify(actual)} instead of false`, message),
  truthy: (actual, message) => check(Boolean(actual), () => `${JSON.stringify(actual)}`, message),
  deepEqual: (actual, expected, message) =>
    // Copies do not have the prototypes of the encodings.
    check(
      isDeepStrictEqual(structuredClone(actual), structuredClone(expected)),
      () => difference(actual, expected),
      message,
    ),
  regex: (text, pattern, message) =>
    check(pattern.test(text), () => `${JSON.stringify(text)} does not match ${String(pattern)}`, message),
  notThrowsAsync: async (run, message) => {
    try {
      await run;
    } catch (error) {
      fail(`failed with ${error instanceof Error ? error.message : String(error)}`, message);
    }
  },
  fail: (message) => fail("failed", message),
};
