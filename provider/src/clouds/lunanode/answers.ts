import { at } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";

/** Helpers for probes that read responses. */

export const isYes = (tree: Tree | undefined): boolean => at(tree, "success") === "yes";
