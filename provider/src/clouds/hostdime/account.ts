import { randomUUID } from "node:crypto";
import type { ZodType } from "zod";
import type { Account, ClientDependencies, Setting, Settings } from "../../engine/definition/cloud.ts";
import { missingListMeaning, missingListSetting } from "../../engine/definition/missing-list.ts";
import { requestRateSetting } from "../../engine/definition/request-rate.ts";
import { quoted } from "../../engine/definition/secrecy.ts";
import type { ErrorMapping, Request, Response, Safety } from "../../http/call.ts";
import { Client } from "../../http/client.ts";
import { at, type MemberOptions, textAt } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import { CloudError } from "../../http/errors.ts";
import { trimEnd } from "../../http/text.ts";
import { enveloped, envelopeIn, listOf } from "./schemas.ts";
import { type Dialect, isAmbiguous, type Pairs, signature } from "./signature.ts";

/** PHP writes an empty list as `[]`, and nothing as null. */
const MISSING_LIST = {
  cloud: "hostdime",
  title: "HostDime",
  panel: "portal",
  emptyAnswer: "whose `response` is null",
} as const;

/** HostDime publishes no limit. */
const BUDGET = { perSecond: 5, burst: 20, concurrent: 4 };

export const settings = {
  publicKey: { description: "Public API key.", env: ["HOSTDIME_PUBLIC_KEY"], isCredential: true },
  privateKey: { description: "Private API key.", env: ["HOSTDIME_PRIVATE_KEY"], isCredential: true, secret: true },
  format: {
    description: "Response format: `json`, `xml` or `yml`. All three give the same values.",
    env: ["HOSTDIME_FORMAT"],
    default: "json",
  },
  createMethod: {
    description: "Name of the method that orders a VPS. HostDime documents none.",
    env: [],
    default: "vps.create",
  },
  cancelMethod: {
    description: "Name of the method that cancels an ordered VPS. HostDime documents none.",
    env: [],
    default: "vps.cancel",
  },
  ...missingListSetting(MISSING_LIST),
  endpoint: {
    description: "Base URL of the API, with or without the version.",
    form: "url",
    env: ["HOSTDIME_ENDPOINT"],
    default: "https://api.hostdime.com/v1/",
  },
  ...requestRateSetting("HOSTDIME", BUDGET.perSecond),
} as const satisfies Record<string, Setting>;

const DECODERS = { json: "json", xml: "xml", yml: "yaml" } as const;
type Format = keyof typeof DECODERS;
const isFormat = (text: string): text is Format => Object.hasOwn(DECODERS, text);

export interface Options {
  publicKey: string;
  privateKey: string;
  format: Format;
  createMethod: string;
  cancelMethod: string;
  /** What null in place of a list means. */
  missing?: MemberOptions["missing"];
}

/** What is undefined is left out. Never nested: no client agrees with another on how that is signed (§1.3). */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** One account at HostDime. */
export class HostDime {
  readonly createMethod: string;
  readonly cancelMethod: string;
  private readonly client: Client;
  private readonly base: string;
  private readonly options: Options;
  private dialect: Dialect = "php";
  /** Methods that were signed with values for which the two dialects differ. */
  private readonly inDoubt = new Set<string>();

  constructor(endpoint: string, options: Options, dependencies: ClientDependencies) {
    this.base = `${hostOf(endpoint)}/v1/`;
    this.options = options;
    this.createMethod = options.createMethod;
    this.cancelMethod = options.cancelMethod;
    this.client = new Client(
      {
        cloud: "HostDime",
        decode: DECODERS[options.format],
        budget: BUDGET,
        secrets: [options.privateKey],
        sign: (request, now) => this.sign(request, now),
        classify: (response) => this.classify(response),
        // Never back: calls that were refused side by side must all go on with the same, and who refuses both refuses the key.
        renew: () => {
          this.dialect = "js";
        },
      },
      dependencies,
    );
  }

  /** `method` as HostDime names it: `vps.get`. */
  call<T>(method: string, safety: Safety, parameters: Parameters, answer: ZodType<T>): Promise<T> {
    return this.client.send({
      name: method,
      safety,
      request: () => ({
        method: "POST",
        url: new URL(`${this.base}${method.replaceAll(".", "/")}.${this.options.format}`),
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(given(parameters)).toString(),
      }),
      answer: enveloped(answer, this.options.format === "xml"),
    });
  }

  /** A list of what the account or a service has. */
  list<T>(method: string, parameters: Parameters, row: ZodType<T>): Promise<T[]> {
    return this.call(method, "read", parameters, listOf(row, this.options.missing));
  }

  private sign(request: Request, now: number): Request {
    const { publicKey, privateKey, format } = this.options;
    const parameters: Pairs = [...new URLSearchParams(request.body)];
    const [timestamp, unique] = [Math.floor(now / 1000), randomUUID()];
    const path = request.url.pathname.slice(new URL(this.base).pathname.length);
    const method = path.slice(0, -format.length - 1).replaceAll("/", ".");
    if (isAmbiguous(parameters)) {
      this.inDoubt.add(method);
    }
    const hash = signature({ timestamp, unique, privateKey, method, parameters }, this.dialect);
    const form = new URLSearchParams([
      ...parameters.map(([name, value]): [string, string] => [name, value]),
      ["api_key", publicKey],
      ["api_timestamp", String(timestamp)],
      ["api_unique", unique],
      ["api_hash", hash],
    ]);
    return { ...request, body: form.toString() };
  }

  private classify(response: Response): ErrorMapping | undefined {
    const mapping = classify(response);
    // Perhaps the server writes JSON as the other half of HostDime's clients do.
    const isHash = mapping?.kind === "auth" && !CLOCK.test(mapping.words);
    return isHash && this.inDoubt.has(response.call.name) ? { ...mapping, retryOnce: { after: 0 } } : mapping;
  }
}

/** What stands before the version. The same for every spelling, as the state tells accounts apart by it. */
const hostOf = (endpoint: string): string => trimEnd(endpoint, "/").replace(/\/v1$/, "");

const given = (parameters: Parameters): [string, string][] =>
  Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (value !== undefined && /\p{Surrogate}/u.test(value)) {
      throw new Error(`HostDime: ${name} contains half a surrogate pair, which cannot be signed. Correct it.`);
    }
    return value === undefined ? [] : [[name, value]];
  });

const PORTAL = "https://core.hostdime.com";

const authStep = (skew: number | undefined): string =>
  `Check that both API keys belong together and still exist in the portal (${PORTAL}/apikeys/), and that this machine's clock is right${skew === undefined || Math.abs(skew) < 30 ? "" : `: it is ${Math.round(Math.abs(skew))} s ${skew > 0 ? "behind" : "ahead of"} HostDime's`}.`;

const UNKNOWN_METHOD =
  /(unknown|invalid|no such|undefined) (api )?(method|call|action)|method .{0,200}?(not found|not exist)/i;
const CLOCK = /timestamp|expired|clock/i;

type Sense = Pick<ErrorMapping, "kind" | "nextStep" | "effect">;

const NO_SUCH_CALL: Sense = {
  kind: "invalid",
  nextStep: `HostDime's API may not offer this call to your account. Order a VPS in the portal (${PORTAL}) and adopt it with cuid: "<API ID>"; cancel one there too.`,
};
/** The server's own trouble: what a call came to is then open. */
const TROUBLE: Sense = { kind: "unavailable", effect: "unknown" };

/** HostDime publishes neither codes nor words: these go by their sense, and what none of them knows is a refusal. */
const ERRORS: readonly (readonly [words: RegExp, Sense])[] = [
  [UNKNOWN_METHOD, NO_SUCH_CALL],
  // Ours is never sent twice; so it was doubled on the way, and the first copy may have been carried out (§5.3).
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

/** By our reading of them, and only where the words say nothing. */
const CODES: Readonly<Record<string, Sense>> = {
  401: { kind: "auth" },
  404: { kind: "notFound" },
  405: NO_SUCH_CALL,
  408: { kind: "auth" },
  409: { kind: "conflict", effect: "unknown" },
  429: { kind: "throttled" },
  500: TROUBLE,
};

/** Statuses below the envelope mean what they say; whether HostDime sets them for its errors is not known. */
const byStatus = (status: number): Sense | undefined =>
  status === 429 ? { kind: "throttled" } : status >= 500 ? TROUBLE : undefined;

/** The envelope is the verdict, whatever the HTTP status. */
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
  // HostDime's own errors are maps. A bare text may be a gateway's, which does not know what became of the call.
  const mapping: ErrorMapping = { words, code, effect: isMap(error) ? "none" : "unknown", ...sense };
  if (mapping.kind === "auth") {
    return { ...mapping, nextStep: authStep(skew) };
  }
  // How a VPS that is not there is refused is not known; the list has the last word on it.
  return call.name.endsWith(".get") && mapping.kind === "invalid" ? { ...mapping, kind: "notFound" } : mapping;
}

/** `null`, nothing, `false` and an empty list all mean that there is no error (§5.1). */
const isNone = (error: Tree | undefined): boolean =>
  error === undefined ||
  error === null ||
  (isMap(error) || Array.isArray(error)
    ? Object.keys(error).length === 0
    : ["", "false"].includes(String(error).trim()));

/** Whether HostDime has no such call: in its own words, or by a 404 for the path without any. */
export const isUnknownMethod = (error: unknown): boolean =>
  error instanceof CloudError &&
  (error.code === "405" || UNKNOWN_METHOD.test(error.words) || (error.httpStatus === 404 && error.code === undefined));

export function openAccount(from: Settings, dependencies: ClientDependencies): Account<HostDime> {
  const { publicKey = "", privateKey = "", format = "", endpoint = "", createMethod = "", cancelMethod = "" } = from;
  if (!isFormat(format)) {
    throw new Error(`HostDime: format is ${quoted(format)} and must be json, xml or yml.`);
  }
  if (`${publicKey}${privateKey}`.includes(":")) {
    throw new Error("HostDime credentials: a key cannot contain a colon. Copy both again from the portal.");
  }
  for (const method of [createMethod, cancelMethod]) {
    if (!/^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(method)) {
      throw new Error(`HostDime: ${quoted(method)} is not a method name such as vps.create.`);
    }
  }
  const missing = missingListMeaning(MISSING_LIST, from);
  const options = { publicKey, privateKey, format, createMethod, cancelMethod, missing };
  return { api: new HostDime(endpoint, options, dependencies), endpoint: hostOf(endpoint), identity: publicKey };
}
