import { at } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";

/** What the answers that a probe looks at say. */

export const isYes = (tree: Tree | undefined): boolean => at(tree, "success") === "yes";
