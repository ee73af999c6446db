import type { Evidence, RecordedExchange } from "../../engine/definition/evidence.ts";
import { at, textAt } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";

/** Helpers for probes that read responses. */

export const rootOf = ({ call, tree }: Pick<RecordedExchange, "call" | "tree">): Tree | undefined =>
  at(tree, `${call}Response`);

export const rows = (evidence: Evidence, call: string, member: string): Tree[] =>
  evidence.items(call, `${call}Response`, member, "item");

export const addresses = (evidence: Evidence): Tree[] =>
  rows(evidence, "DescribeAddresses", "addressesSet").filter((row) => textAt(row, "instanceId") !== undefined);
