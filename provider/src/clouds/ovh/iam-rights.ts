import type { Rights } from "../../engine/definition/cloud.ts";
import { list, optional, record, text } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { resourceCalls } from "./iam-calls.ts";

/** What credentials may call, compared with what resources call (§1.8). */

interface Rule {
  method: string;
  path: string;
}

const details = record({ method: text, allowedRoutes: optional(list(record({ method: text, path: text }))) });

/** The calls that resources of these types send, such as `POST /domain/zone/{zoneName}/refresh`. */
export function callsOf(tokens: readonly string[]): string[] {
  const calls = new Set<string>();
  let isWanted = false;
  for (const line of resourceCalls.split("\n")) {
    if (!line.startsWith(" ")) {
      isWanted = tokens.includes(line);
    } else if (isWanted) {
      calls.add(line.trim().split(" ").slice(0, 2).join(" "));
    }
  }
  return [...calls].sort();
}

/** Whether a pattern of a rule covers a path with parameters in braces. A literal of the rule may be any parameter's value. */
function covers(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...others] = pattern;
  if (first === undefined || path.length === 0) {
    return first === undefined && path.length === 0;
  }
  if (first === "*") {
    // An asterisk also matches slashes.
    return path.some((_, index) => covers(others, path.slice(index + 1)));
  }
  const [segment = "", ...rest] = path;
  const isParameter = segment.startsWith("{");
  const isSame = new RegExp(`^${first.split("*").map(escaped).join(".*")}$`).test(segment);
  return (isParameter || isSame) && covers(others, rest);
}

const escaped = (literal: string): string => literal.replace(/[.+?^${}()|[\]\\]/g, "\\$&");

export const isCovered = (rules: readonly Rule[], call: string, project: string): boolean => {
  const [method, path = ""] = call.split(" ");
  const known = path.replace("/cloud/project/{serviceName}", `/cloud/project/${project}`);
  return rules.some((rule) => rule.method === method && covers(rule.path.split("/"), known.split("/")));
};

/** Whether these credentials may send everything that resources of these types send. */
export async function checkRights(api: Ovh, tokens: readonly string[]): Promise<Rights> {
  const calls = callsOf(tokens);
  try {
    const { method, allowedRoutes } = await api.call("GET /auth/details", "read", {}, details);
    if (method !== "account") {
      return {
        are: "unknown",
        why: "they come from IAM policies, which this call does not show; docs/ovh.md lists the actions that each resource needs",
      };
    }
    const missing =
      allowedRoutes === undefined ? [] : calls.filter((call) => !isCovered(allowedRoutes, call, api.project));
    return missing.length === 0
      ? { are: "granted", calls: calls.length }
      : {
          are: "missing",
          calls: missing,
          nextStep: "Create a consumer key that may send them: docs/ovh.md has a link that fills in the rights.",
        };
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "auth")) {
      throw error;
    }
    return { are: "unknown", why: "these credentials may not call GET /auth/details, which shows them" };
  }
}
