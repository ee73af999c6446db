import type { Tree } from "./decode/tree.ts";
import { textAt } from "./decode/wire.ts";

const PLACES: readonly (readonly string[])[] = [
  ["error", "message"],
  ["Error", "Message"],
  ["error_description"],
  ["message"],
  ["Message"],
  ["error"],
  ["detail"],
  ["title"],
];

/** What a document that is not the cloud's own says to a person, such as a gateway's `{"message": "…"}`. */
export function messageIn(tree: Tree | undefined): string | undefined {
  for (const place of PLACES) {
    const text = textAt(tree, ...place);
    if (text !== undefined) {
      return text.slice(0, 200);
    }
  }
  return undefined;
}
