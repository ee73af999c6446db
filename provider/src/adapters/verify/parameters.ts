import type { Request } from "../../http/call.ts";
import { decodeJson } from "../../http/decode/json.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";

/**
 * Parameters of a call by name: those in its path (if the call's name has them in braces), its query and its body.
 */
export function parametersOf(call: string, { url, headers, body = "" }: Request): Tree {
  const isForm = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  const inBody = json(body) ?? (isForm ? Object.fromEntries(new URLSearchParams(body)) : {});
  return { ...inPath(call, url.pathname), ...Object.fromEntries(url.searchParams), ...inBody };
}

function json(body: string): Readonly<Record<string, Tree>> | undefined {
  if (!body.startsWith("{")) {
    return undefined;
  }
  try {
    const tree = decodeJson(body);
    return isMap(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** `GET /cloud/project/{serviceName}/instance` shows which part of the path is which parameter. */
function inPath(call: string, pathname: string): Record<string, string> {
  const template = call.split("/").reverse();
  const parts = pathname.split("/").reverse();
  return Object.fromEntries(
    template.flatMap((name, index) => {
      const [, parameter] = /^\{(\w+)\}$/.exec(name) ?? [];
      return parameter === undefined ? [] : [[parameter, decodeURIComponent(parts[index] ?? "")]];
    }),
  );
}
