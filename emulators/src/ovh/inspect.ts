import type { CloudRequest, Inspection } from "../core/cloud.ts";
import type { OvhCloudState } from "./cloud-state.ts";
import { type Authentication, authenticate } from "./identity.ts";
import { isObject } from "./routes/fields.ts";
import { type Match, match } from "./routes/router.ts";
import { tokenPath } from "./token-endpoint.ts";
import { validationPath } from "./validation-page.ts";

export interface OvhInspection extends Inspection {
  /** Undefined for an unknown path, and for the two paths outside the API proper. */
  readonly match: Match | undefined;
  /** Path without `/1.0` or `/v1`, as in access rules; with `/v2`. */
  readonly rulePath: string;
  readonly authentication: Authentication;
}

/** Names the call and identifies its caller. */
export function inspect(cloudState: OvhCloudState, request: CloudRequest): OvhInspection {
  // v2 is a branch of its own, whose paths keep their prefix (docs/api/ovh.md §1.5).
  const [, v1, v2] = /^\/(?:1\.0|v1)(\/(?!v2\/).*)$|^(\/v2\/.*)$/.exec(request.path) ?? [];
  const rulePath = v1 ?? v2 ?? "";
  const found = match(request.method, rulePath);
  const outside = [tokenPath, validationPath].includes(request.path);
  const name = outside ? `${request.method} ${request.path}` : (found?.name ?? "?");
  const authentication: Authentication = outside
    ? { outcome: "anonymous" }
    : authenticate(cloudState, request, cloudState.wallSeconds());
  return {
    operation: name,
    // A token is not an object of the cloud: issuing one does not count as the last write, before which a stale list is
    // read.
    kind: request.method === "GET" || request.path === tokenPath ? "read" : "write",
    ...{ ...verdict(authentication), parameters: parameters(request, found), match: found, rulePath, authentication },
  };
}

function verdict(authentication: Authentication): Pick<Inspection, "signature" | "note"> {
  if (authentication.outcome === "ok") return { signature: "ok" };
  if (authentication.outcome === "anonymous") return { signature: "none" };
  const { signature, note } = authentication;
  return { signature, note };
}

/** Names whose values appear in the log only as their length. */
const secret = /secret|password|token|userdata|privatekey/i;

/** Path, query and body as texts; a body that is not a JSON object is omitted. */
function parameters(request: CloudRequest, found: Match | undefined): Record<string, string> {
  const form = request.path === tokenPath ? [...new URLSearchParams(request.body.toString("utf8"))] : [];
  const all = [...Object.entries(found?.params ?? {}), ...request.query, ...form, ...Object.entries(bodyOf(request))];
  return Object.fromEntries(all.map(([name, value]) => [name, displayed(name, value)]));
}

function displayed(name: string, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value, (key, one) => (secret.test(key) ? "…" : one));
  return secret.test(name) ? `(${text.length} characters)` : text;
}

function bodyOf(request: CloudRequest): Readonly<Record<string, unknown>> {
  return parseObject(request.body) ?? {};
}

/** A JSON object; undefined for anything else. */
export function parseObject(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  // Most requests have no body, and an error is costly.
  if (bytes.length === 0) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
