import { randomUUID } from "node:crypto";
import type { ZodType } from "zod";
import type { Account, ClientDependencies, Setting, Settings } from "../../engine/definition/cloud.ts";
import { missingListMeaning, missingListSetting } from "../../engine/definition/missing-list.ts";
import { requestRateSetting } from "../../engine/definition/request-rate.ts";
import { quoted } from "../../engine/definition/secrecy.ts";
import type { ErrorMapping, Request, Response, Safety } from "../../http/call.ts";
import { Client } from "../../http/client.ts";
import type { MemberOptions } from "../../http/decode/schemas.ts";
import { trimEnd } from "../../http/text.ts";
import { CLOCK, classify } from "./errors.ts";
import { enveloped, listOf } from "./schemas.ts";
import { type Dialect, isAmbiguous, type Pairs, signature } from "./signature.ts";

/** PHP writes an empty list as `[]`, and a missing value as null. */
const MISSING_LIST = {
  cloud: "hostdime",
  title: "HostDime",
  panel: "portal",
  emptyAnswer: "whose `response` is null",
} as const;

/** HostDime does not publish a rate limit. */
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
  /** What null means in place of a list. */
  missing?: MemberOptions["missing"];
}

/** Undefined parameters are omitted. Never nested, because clients disagree on how nested values are signed (§1.3). */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A HostDime account. */
export class HostDime {
  readonly createMethod: string;
  readonly cancelMethod: string;
  private readonly client: Client;
  private readonly base: string;
  private readonly options: Options;
  private dialect: Dialect = "php";
  /** Methods that were called with values for which the two dialects differ. */
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
        // Never switches back: calls refused in parallel must all use the same one. If both are refused, the key is wrong.
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

  /** Lists objects of the account or of a service. */
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
    // The server may write JSON in the other dialect of HostDime's clients.
    const isHash = mapping?.kind === "auth" && !CLOCK.test(mapping.words);
    return isHash && this.inDoubt.has(response.call.name) ? { ...mapping, retryOnce: { after: 0 } } : mapping;
  }
}

/** The URL before the version. The same for every spelling, because the state identifies the account by it. */
const hostOf = (endpoint: string): string => trimEnd(endpoint, "/").replace(/\/v1$/, "");

const given = (parameters: Parameters): [string, string][] =>
  Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (value !== undefined && /\p{Surrogate}/u.test(value)) {
      throw new Error(`HostDime: ${name} contains half a surrogate pair, which cannot be signed. Correct it.`);
    }
    return value === undefined ? [] : [[name, value]];
  });

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
