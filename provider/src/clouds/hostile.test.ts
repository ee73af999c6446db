import { createContext, runInContext } from "node:vm";
import test from "ava";
import fc from "fast-check";
import type { ClientConfig, ErrorMapping, Response } from "../http/call.ts";
import { describeBody } from "../http/debug.ts";
import { accepted } from "../http/decode/schemas.ts";
import type { Tree } from "../http/decode/tree.ts";
import { parseResponse } from "../http/parse-response.ts";
import { Redactor } from "../http/redact.ts";
import { classify as gigenet } from "./gigenet/errors.ts";
import { classify as hostdime } from "./hostdime/errors.ts";
import { classify as lunanode } from "./lunanode/account.ts";
import { classify as naver } from "./naver/errors.ts";
import { classify as ovh } from "./ovh/errors.ts";

interface Case {
  name: string;
  classify(response: Response): ErrorMapping | undefined;
  /** The cloud's error with this text, decoded. */
  error(words: string): Tree;
}
const CASES: readonly Case[] = [
  { name: "LunaNode", classify: lunanode, error: (words) => ({ success: "no", error: words }) },
  {
    ...{ name: "HostDime", classify: hostdime },
    error: (words) => ({ response: { error: { code: "0", message: words } } }),
  },
  {
    ...{ name: "GigeNET", classify: gigenet },
    error: (words) => ({ Response: { Errors: { Error: { Code: words, Message: words } }, RequestID: words } }),
  },
  {
    ...{ name: "NAVER Cloud", classify: naver },
    error: (words) => ({ responseError: { returnCode: words, returnMessage: words } }),
  },
  { name: "OVHcloud", classify: ovh, error: (words) => ({ class: words, message: words }) },
];

const SIZE = 200_000;
/** Milliseconds. Quadratic code takes minutes; correct code takes hundredths of a second. */
const LIMIT = 10_000;
const secret = "c6d1f7a05e9b4823c6d1f7a05e9b4823";
const redactor = new Redactor([secret]).with([`#!/bin/sh\necho ${secret}\n`]);

/** Runs the function. Throws if it exceeds the limit, even in the middle of a regular expression. */
function inTime<T>(run: () => T): T {
  const context = createContext({ run, result: undefined });
  runInContext("result = run()", context, { timeout: LIMIT });
  return context.result;
}

const UNITS =
  '<|</|<a |<a>|<a b=\'|<!--|<![CDATA[|&|&lt;|&#|>|"|\'|\\|\\"|a=|a: |=|:| |\n|\t|\r\n|[|{|[[|{"a":|- |? |-|0|1.|%|%2|-----BEGIN A PRIVATE KEY-----|-----END |password=|secret: "|token=\'|a|\u001b[|\u202e|\ud800|unique |used |method |not found|plan |unavailable|address |already |in use|invalid |while it is in vm_state |limit |no valid |Insufficient|LimitExceeded|1 additional ip|c6d1f7a0|YzZkMWY3'.split(
    "|",
  );
const repeated = (unit: string) => unit.repeat(Math.ceil(SIZE / unit.length));
const units = fc.array(fc.constantFrom(...UNITS), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(""));

/** Each unit repeated by itself, and some combined. */
function forUnits(check: (unit: string) => void): void {
  for (const unit of UNITS) check(unit);
  fc.assert(fc.property(units, check), { numRuns: 20 });
}

const request = { method: "GET" as const, url: new URL("https://x"), headers: {} };

for (const format of ["json", "xml", "yaml"] as const) {
  test(`checking and showing an answer in ${format.toUpperCase()} takes linear time`, (t) => {
    const config: ClientConfig = {
      ...{ cloud: "X", decode: format, secrets: [], sign: (request) => request, classify: () => undefined },
      budget: { perSecond: 1, burst: 1, concurrent: 1 },
    };
    const operation = { name: "create", safety: "create", answer: accepted, request: () => request } as const;
    const context = { redactor: () => redactor, now: 0, signedAt: 0, host: "x" };
    forUnits((unit) => {
      const text = repeated(unit);
      for (const body of [text, format === "xml" ? `<r>${text}</r>` : JSON.stringify({ note: text })]) {
        inTime(() => parseResponse(config, operation, { status: 400, headers: {}, body, bytes: body.length }, context));
        inTime(() => describeBody(format, body, redactor));
      }
    });
    t.pass();
  });
}

for (const { name, classify, error } of CASES) {
  test(`${name}: classifying an error takes linear time, whatever its text`, (t) => {
    const operation = { name: "vm/get", safety: "create" } as const;
    forUnits((unit) => {
      const tree = error(repeated(unit));
      const mapping = inTime(() => classify({ status: 400, headers: {}, tree, call: operation, skew: undefined }));
      t.true((mapping?.words ?? "").length <= 10_000);
    });
  });
}
