import type { Request } from "./call.ts";
import { decodeJson } from "./decode/json.ts";
import type { Tree } from "./decode/tree.ts";
import { isSecretName } from "./redact.ts";

/** Shorter lines cannot be distinguished from ordinary text. */
const SHORTEST = 8;

/**
 * The values that a request sends in fields with a secret name, such as a server's user data, because an error may repeat them
 * anywhere. Each is included whole and line by line, the longest first.
 */
export function requestSecrets({ url, headers, body = "" }: Request): string[] {
  const isForm = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  const pairs = [...url.searchParams, ...(isForm ? new URLSearchParams(body) : [])];
  const values = pairs.flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
  const texts = [...values, ...(isForm ? [] : secretLeaves(treeOf(body), false))];
  const pieces = texts.flatMap((text) => [text, ...text.split("\n")]).map((text) => text.trim());
  return [...new Set(pieces)].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
}

function treeOf(body: string): Tree {
  try {
    return decodeJson(body);
  } catch {
    return null;
  }
}

function secretLeaves(tree: Tree, path: boolean): string[] {
  if (tree === null || typeof tree === "string") {
    return tree !== null && path ? [tree] : [];
  }
  return Array.isArray(tree)
    ? tree.flatMap((each) => secretLeaves(each, path))
    : Object.entries(tree).flatMap(([name, each]) => secretLeaves(each, path || isSecretName(name)));
}
