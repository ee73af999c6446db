import type { ErrorMapping, Response } from "../../http/call.ts";
import { at, textAt } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import { CloudError } from "../../http/errors.ts";
import { envelopeIn } from "./schemas.ts";

/** Classifies HostDime's errors. */

const PORTAL = "https://core.hostdime.com";

const authStep = (skew: number | undefined): string =>
  `Check that both API keys belong together and still exist in the portal (${PORTAL}/apikeys/), and that this machine's clock is right${skew === undefined || Math.abs(skew) < 30 ? "" : `: it is ${Math.round(Math.abs(skew))} s ${skew > 0 ? "behind" : "ahead of"} HostDime's`}.`;

const UNKNOWN_METHOD =
  /(unknown|invalid|no such|undefined) (api )?(method|call|action)|method .{0,200}?(not found|not exist)/i;
/** HostDime's errors about a wrong clock. */
export const CLOCK = /timestamp|expired|clock/i;

type Sense = Pick<ErrorMapping, "kind" | "nextStep" | "effect">;

const NO_SUCH_CALL: Sense = {
  kind: "invalid",
  nextStep: `HostDime's API may not offer this call to your account. Order a VPS in the portal (${PORTAL}) and adopt it with cuid: "<API ID>"; cancel one there too.`,
};
/** A server error: the effect of the call is unknown. */
const TROUBLE: Sense = { kind: "unavailable", effect: "unknown" };

/** HostDime documents neither codes nor texts, so these patterns are guesses. A text that matches none counts as a refusal. */
const ERRORS: readonly (readonly [words: RegExp, Sense])[] = [
  [UNKNOWN_METHOD, NO_SUCH_CALL],
  // The client never reuses `api_unique`, so the request was duplicated on the way and may have taken effect (§5.3).
  [
    /\bapi_unique|\bunique\b.{0,200}?\bused\b|duplicate request|replay/i,
    {
      kind: "conflict",
      effect: "unknown",
      nextStep: "A proxy or other software between this machine and HostDime seems to send requests twice.",
    },
  ],
  [CLOCK, { kind: "auth" }],
  [/hash|signature|api.?key|authenti|credential/i, { kind: "auth" }],
  [/too many requests|rate.?limit|throttl/i, { kind: "throttled" }],
  [
    /limit (reached|exceeded)|quota|maximum number|balance|payment|unpaid|billing/i,
    { kind: "quota", nextStep: `Cancel what you do not need, or ask HostDime's support; see the portal (${PORTAL}).` },
  ],
  [
    /capacity|out of stock|sold out|\b(plan|stock|location)\b.{0,200}?(unavailable|not available)/i,
    { kind: "capacity", nextStep: "Choose another plan, or run pulumi up again later." },
  ],
  [/(service|temporarily|currently) unavailable|maintenance|internal (server )?error|try again later/i, TROUBLE],
  [/not found|no such|there is no|does not exist|unknown (vps|server|service|cuid|address|ip)/i, { kind: "notFound" }],
  [
    /\balready\b|\bbusy\b|in progress|\bis (stopped|\w*suspend\w*|pending|cancelled)|not (active|available)/i,
    {
      kind: "conflict",
      nextStep: `HostDime does not allow this in the service's current state; see the portal (${PORTAL}), then try again.`,
    },
  ],
];

/** Our interpretation of codes, used only if the text matches none of the above. */
const CODES: Readonly<Record<string, Sense>> = {
  401: { kind: "auth" },
  404: { kind: "notFound" },
  405: NO_SUCH_CALL,
  408: { kind: "auth" },
  409: { kind: "conflict", effect: "unknown" },
  429: { kind: "throttled" },
  500: TROUBLE,
};

/** HTTP statuses have their usual meaning. It is not known whether HostDime sets them for its errors. */
const byStatus = (status: number): Sense | undefined =>
  status === 429 ? { kind: "throttled" } : status >= 500 ? TROUBLE : undefined;

/** The envelope decides, whatever the HTTP status. */
export function classify({
  tree,
  call,
  skew,
  status,
}: Pick<Response, "tree" | "call" | "skew" | "status">): ErrorMapping | undefined {
  const envelope = envelopeIn(tree);
  const error = at(envelope, "error");
  if (isNone(error)) {
    return undefined;
  }
  const words = textAt(envelope, "error", "message") ?? textAt(envelope, "error") ?? "HostDime gave no reason";
  const code = textAt(envelope, "error", "code");
  const sense = ERRORS.find(([pattern]) => pattern.test(words))?.[1] ??
    CODES[code ?? ""] ??
    byStatus(status) ?? { kind: "invalid" };
  // HostDime's own errors are maps. A plain text may come from a gateway, which does not know the effect of the call.
  const mapping: ErrorMapping = { words, code, effect: isMap(error) ? "none" : "unknown", ...sense };
  if (mapping.kind === "auth") {
    return { ...mapping, nextStep: authStep(skew) };
  }
  // It is not known how HostDime refuses a VPS that does not exist; the list decides.
  return call.name.endsWith(".get") && mapping.kind === "invalid" ? { ...mapping, kind: "notFound" } : mapping;
}

/** `null`, an empty value, `false` and an empty list all mean that there is no error (§5.1). */
const isNone = (error: Tree | undefined): boolean =>
  error === undefined ||
  error === null ||
  (isMap(error) || Array.isArray(error)
    ? Object.keys(error).length === 0
    : ["", "false"].includes(String(error).trim()));

/** Whether HostDime does not have the call: by its error, or by a 404 without an error code. */
export const isUnknownMethod = (error: unknown): boolean =>
  error instanceof CloudError &&
  (error.code === "405" || UNKNOWN_METHOD.test(error.words) || (error.httpStatus === 404 && error.code === undefined));
