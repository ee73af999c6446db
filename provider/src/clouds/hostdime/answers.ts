import { type Evidence, itemsOf } from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import { envelopeIn } from "./schemas.ts";

/** Helpers for probes that read responses. */

export const isGood = (tree: Tree | undefined): boolean =>
  at(envelopeIn(tree), "response") !== undefined && at(envelopeIn(tree), "error", "message") === undefined;

/** The content of `response` in a call's successful responses. */
export const responses = (evidence: Evidence, call: string): Tree[] =>
  evidence.of(call).flatMap(({ tree }) => {
    const response = at(envelopeIn(tree), "response");
    return response === undefined || !isGood(tree) ? [] : [response];
  });

export const rowsOf = (evidence: Evidence, ...calls: readonly string[]): Tree[] =>
  calls.flatMap((call) => responses(evidence, call).flatMap(itemsOf));
