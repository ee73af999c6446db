import { type Evidence, itemsOf } from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import { envelopeIn } from "./schemas.ts";

/** What the answers that a probe looks at say. */

export const isGood = (tree: Tree | undefined): boolean =>
  at(envelopeIn(tree), "response") !== undefined && at(envelopeIn(tree), "error", "message") === undefined;

/** The answers of a call that are no errors: what stands in `response`. */
export const responses = (evidence: Evidence, call: string): Tree[] =>
  evidence.of(call).flatMap(({ tree }) => {
    const response = at(envelopeIn(tree), "response");
    return response === undefined || !isGood(tree) ? [] : [response];
  });

export const rowsOf = (evidence: Evidence, ...calls: readonly string[]): Tree[] =>
  calls.flatMap((call) => responses(evidence, call).flatMap(itemsOf));
