import { parse } from "lossless-json";
import { guarded, type Tree, toTree } from "./tree.ts";

/**
 * Decodes JSON; numbers keep the digits that were sent, booleans become `true` and `false`.
 * Throws `DecodeError`, also where one object has a key twice with different values.
 */
export function decodeJson(text: string): Tree {
  return guarded("JSON", text, (checked) => toTree(parse(checked, null, (digits) => digits)));
}
