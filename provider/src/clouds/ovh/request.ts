import { quoted } from "../../engine/definition/secrecy.ts";
import type { Request } from "../../http/call.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const WITH_BODY: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

/** A call in the notation of OVHcloud's documentation: `GET /cloud/project/{serviceName}/instance`. */
export type Route = `${(typeof METHODS)[number]} /${string}`;

export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value | undefined };

/** Parameters named in braces fill the path; the others are the query, or the JSON body of POST, PUT and PATCH. */
export type Parameters = Readonly<Record<string, Value | undefined>>;

/** The unsigned request. Undefined parameters are omitted; without parameters there is no query and no body. */
export function requestTo(root: string, route: Route, parameters: Parameters): Request {
  const method = METHODS.find((each) => route.startsWith(`${each} `)) ?? "GET";
  const pattern = route.slice(method.length + 1);
  const inPath = new Set<string>();
  const path = pattern.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    inPath.add(name);
    const value = parameters[name];
    if (typeof value !== "string" || /^\.{0,2}$/.test(value)) {
      throw new Error(`OVHcloud ${route}: ${name} is ${quoted(value)}, which is not an ID.`);
    }
    // Address blocks contain a slash.
    return encodeURIComponent(value);
  });
  // v2 is beside v1, and answers in the version of its schemas that is asked for (§2.5).
  const isV2 = pattern.startsWith("/v2/");
  const base = isV2 ? root.replace(/\/(1\.0|v1)$/, "") : root;
  const rest = Object.entries(parameters).filter(([name, value]) => !inPath.has(name) && value !== undefined);
  const url = new URL(`${base}${path}`);
  const headers: Record<string, string> = {
    accept: "application/json",
    ...(isV2 ? { "x-schemas-version": "0.0" } : {}),
  };
  if (WITH_BODY.has(method)) {
    return rest.length === 0
      ? { method, url, headers }
      : {
          method,
          url,
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(Object.fromEntries(rest)),
        };
  }
  url.search = rest.map((pair) => pair.map((part) => encodeURIComponent(String(part))).join("=")).join("&");
  return { method, url, headers };
}
