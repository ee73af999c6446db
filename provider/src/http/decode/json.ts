import { parse } from "lossless-json";
import { parseGuarded, type Tree, toTree } from "./tree.ts";

/**
 * Decodes JSON. Numbers keep their digits, booleans become `true` and `false`. Throws `DecodeError`, also if an object has a
 * key twice with different values.
 */
export function decodeJson(text: string): Tree {
  return parseGuarded("JSON", text, (checked) => toTree(parse(checked, null, (digits) => digits)));
}
