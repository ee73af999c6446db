import type { CloudRequest, Inspection } from "../core/cloud.ts";
import type { Actions } from "./actions/action.ts";
import { authenticate, type Rules } from "./authentication.ts";
import type { ErrorCode } from "./errors.ts";
import { type Pair, parsePairs, utf8 } from "./form.ts";
import { shownParameters } from "./parameters.ts";

export interface GigeNetInspection extends Inspection {
  readonly pairs: readonly Pair[];
  /** Owner ID of the account with a valid signature, or why the call is rejected before it is processed. */
  readonly owner?: string;
  readonly refusal?: ErrorCode;
}

/** The whole API is at one path (docs/api/gigenet.md §1). */
export function isApi({ method, path }: CloudRequest): boolean {
  return path === "/" && (method === "GET" || method === "POST");
}

/** Names the call and checks its signature. */
export function inspect(request: CloudRequest, actions: Actions, rules: Rules): GigeNetInspection {
  const unreadable = { operation: "?", kind: "read", signature: "none", parameters: {}, pairs: [] } as const;
  if (!isApi(request)) return { ...unreadable, note: "not GET or POST of /" };
  const sent = pairsOf(request);
  if (!sent) return { ...unreadable, note: "a percent escape is broken", refusal: "MalformedQueryString" };
  const pairs = [...sent.query, ...sent.form];
  const operation = operationOf(pairs);
  const kind = Object.hasOwn(actions, operation) ? (actions[operation]?.kind ?? "read") : "read";
  const seen = { operation, kind, pairs, parameters: shownParameters(pairs) };
  const verdict = authenticate({ ...request, ...sent }, rules);
  if (verdict.ok) return { ...seen, signature: "ok", owner: verdict.owner };
  const signature = verdict.code === "MissingAuthenticationToken" ? "none" : "bad";
  return { ...seen, signature, note: verdict.note, refusal: verdict.code };
}

/** Parameters come in the query or a form body, or in both; PHP reads no other bodies (docs/api/gigenet.md §1). */
function pairsOf({ url, path, headers, body }: CloudRequest): { query: Pair[]; form: Pair[] } | undefined {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
  const query = parsePairs(url.slice(path.length + 1));
  const form = parsePairs(isForm ? body.toString("latin1") : "");
  return query && form && { query, form };
}

function operationOf(pairs: readonly Pair[]): string {
  const named = utf8(pairs.findLast(({ name }) => name === "Action")?.value ?? "");
  return /^[A-Za-z]{1,64}$/.test(named) ? named : "?";
}
