import { createHmac } from "node:crypto";
import { decode } from "html-entities";
import { type ZodType, z } from "zod";
import type { Account, ClientDependencies, Setting, Settings } from "../../engine/definition/cloud.ts";
import { missingListMeaning, missingListSetting } from "../../engine/definition/missing-list.ts";
import { requestRateSetting } from "../../engine/definition/request-rate.ts";
import { Batches } from "../../http/batch.ts";
import type { ErrorMapping, Request, Response, Safety } from "../../http/call.ts";
import { Client } from "../../http/client.ts";
import { indexed, listUnder, type MemberOptions, textAt } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import { trimEnd } from "../../http/text.ts";
import { enveloped, type FloatingRow } from "./schemas.ts";

const MISSING_LIST = {
  cloud: "lunanode",
  title: "LunaNode",
  panel: "panel",
  emptyAnswer: "without its list, such as `vms`,",
} as const;

/** LunaNode does not publish a rate limit. */
const BUDGET = { perSecond: 5, burst: 20, concurrent: 6 };

export const settings = {
  apiId: { description: "API ID, 16 characters.", env: ["LUNANODE_API_ID"], isCredential: true },
  apiKey: { description: "API key, 128 characters.", env: ["LUNANODE_API_KEY"], isCredential: true, secret: true },
  endpoint: {
    description: "Base URL; the API is at `/api` below it.",
    form: "url",
    env: ["LUNANODE_ENDPOINT"],
    default: "https://dynamic.lunanode.com",
  },
  ...missingListSetting(MISSING_LIST),
  ...requestRateSetting("LUNANODE", BUDGET.perSecond),
} as const satisfies Record<string, Setting>;

export interface Credentials {
  apiId: string;
  apiKey: string;
}

/** Parameters of a call. Lists are sent comma-separated. Undefined ones are omitted, because LunaNode treats "" as a value. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** HMAC-SHA512 over `handler|req|nonce` with the whole key. `req` must be exactly the text that is sent. */
export function signature(handler: string, req: string, nonce: string, apiKey: string): string {
  return createHmac("sha512", apiKey).update(`${handler}|${req}|${nonce}`).digest("hex");
}

/** The flat JSON object that LunaNode expects; every value is text. */
export function requestText(parameters: Parameters, { apiId, apiKey }: Credentials): string {
  const flat = Object.entries(parameters).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, typeof value === "string" ? value : value.join(",")] as const],
  );
  return JSON.stringify({ ...Object.fromEntries(flat), api_id: apiId, api_partialkey: apiKey.slice(0, 64) });
}

/** A LunaNode account. */
export class LunaNode {
  /** Lists of addresses for several of them. */
  readonly addresses: Batches<FloatingRow[]>;
  private readonly client: Client;
  private readonly base: string;
  private readonly credentials: Credentials;
  private readonly missing: MemberOptions["missing"];
  private lastNonce = 0;
  private increasing = false;

  constructor(
    base: string,
    credentials: Credentials,
    dependencies: ClientDependencies,
    missing?: MemberOptions["missing"],
  ) {
    this.base = `${trimEnd(base, "/")}/api`;
    this.credentials = credentials;
    this.missing = missing;
    this.addresses = new Batches(dependencies.clock);
    this.client = new Client(
      {
        cloud: "LunaNode",
        decode: "json",
        budget: BUDGET,
        secrets: [credentials.apiKey],
        sign: (request, now) => this.sign(request, now),
        classify,
        // According to one client's author, nonces must increase. Ours do once LunaNode has rejected one.
        renew: () => {
          this.increasing = true;
        },
      },
      dependencies,
    );
  }

  /** `name` is the call as LunaNode names it: `vm/create`. */
  call<T>(name: string, safety: Safety, parameters: Parameters, answer: ZodType<T>): Promise<T> {
    return this.client.send({
      name,
      safety,
      request: () => ({
        method: "POST",
        url: new URL(`${this.base}/${name}/`),
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: requestText(parameters, this.credentials),
      }),
      answer: enveloped(answer),
    });
  }

  /** Lists all objects of a kind. `member` is the response member that holds the rows. */
  list<T>(
    name: string,
    parameters: Parameters,
    member: string,
    row: ZodType<T>,
    options: Pick<MemberOptions, "keyedBy"> = {},
  ): Promise<T[]> {
    return this.call(name, "read", parameters, listUnder(member, row, { ...options, missing: this.missing }));
  }

  /** Lists rows that are under numeric keys next to `success`. */
  rows<T>(name: string, parameters: Parameters, row: ZodType<T>): Promise<T[]> {
    return this.call(name, "read", parameters, indexed(row, { beside: "success", missing: this.missing }));
  }

  /** Lists rows if the response is not documented: they are under `member`, or under numeric keys as in `rows`. */
  listOrRows<T>(name: string, parameters: Parameters, member: string, row: ZodType<T>): Promise<T[]> {
    const underMember = (tree: Tree): Tree => {
      const isNumbered =
        isMap(tree) && !Object.hasOwn(tree, member) && Object.keys(tree).some((key) => /^\d+$/.test(key));
      const { success, ...rows } = isMap(tree) ? tree : {};
      return isNumbered ? { success: success ?? null, [member]: rows } : tree;
    };
    const answer = z.preprocess(underMember, listUnder(member, row, { missing: this.missing }));
    return this.call(name, "read", parameters, answer);
  }

  private sign(request: Request, now: number): Request {
    const seconds = Math.floor(now / 1000);
    const next = this.increasing ? Math.max(seconds, this.lastNonce + 1) : seconds;
    this.lastNonce = Math.max(next, this.lastNonce);
    const nonce = String(next);
    const req = request.body ?? "";
    const handler = request.url.pathname.slice(new URL(this.base).pathname.length + 1);
    const form = new URLSearchParams({
      req,
      signature: signature(handler, req, nonce, this.credentials.apiKey),
      nonce,
    });
    return { ...request, body: form.toString() };
  }
}

const AUTH_STEP =
  "Check that the API ID and key belong together and still exist in the panel, that this machine's clock is right, and that the key allows this IP address and this call.";

/** LunaNode's errors are texts that may be reworded at any time. A text that matches none of these still counts as a refusal. */
const ERRORS: readonly (readonly [RegExp, Pick<ErrorMapping, "kind" | "nextStep" | "retryOnce">])[] = [
  [/authentication failure|bad nonce/i, { kind: "auth", nextStep: AUTH_STEP, retryOnce: { after: 1 } }],
  [/restricted|may not|not permitted|permission|not allowed|access denied/i, { kind: "auth", nextStep: AUTH_STEP }],
  [/rate.?limit|too many requests|too quickly|throttl/i, { kind: "throttled" }],
  [
    /credit|insufficient funds|\bbalance\b|payment|billing/i,
    { kind: "quota", nextStep: "Add credit to the account in LunaNode's panel, then run pulumi up again." },
  ],
  [
    /quota|limit (reached|exceeded)|exceed|maximum number/i,
    { kind: "quota", nextStep: "Delete what you do not need, or ask LunaNode's support for a higher limit." },
  ],
  [
    /out of stock|capacity|no valid host|sold out|not enough (resources|space)|unavailable in/i,
    { kind: "capacity", nextStep: "Choose another region or plan, or run pulumi up again later." },
  ],
  [/^invalid (vm|volume|image)( id)?$|no such|not found|does not exist/i, { kind: "notFound" }],
  [
    /already exists|already taken|duplicate/i,
    { kind: "invalid", nextStep: "Choose another name, or adopt the existing object." },
  ],
  [
    /must be (stopped|offline|online)|while it is in (vm|task)_state|in use|busy|already|another (task|operation)|pending|locked/i,
    { kind: "conflict" },
  ],
];

/** Only `success` decides; the HTTP status does not matter. An error without `success` is not from LunaNode. */
export function classify({ tree }: Pick<Response, "tree">): ErrorMapping | undefined {
  if (textAt(tree, "success") !== "no") {
    return undefined;
  }
  const words = errorText(textAt(tree, "error") ?? "LunaNode gave no reason");
  const known = ERRORS.find(([pattern]) => pattern.test(words))?.[1] ?? { kind: "invalid" };
  return { words, effect: "none", ...known };
}

/** Error texts may be HTML-escaped, or JSON from the OpenStack behind LunaNode. */
function errorText(error: string): string {
  const text = decode(error).replace(/<[^<>]*>/g, "");
  try {
    return messageIn(JSON.parse(text)) ?? text;
  } catch {
    return text;
  }
}

function messageIn(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  if ("message" in value && typeof value.message === "string") {
    return value.message;
  }
  return Object.values(value)
    .map(messageIn)
    .find((message) => message !== undefined);
}

/** Opens an account. Reports credentials of the wrong length before sending anything, as LunaNode's own clients do. */
export function openAccount(given: Settings, dependencies: ClientDependencies): Account<LunaNode> {
  const { apiId = "", apiKey = "", endpoint = "" } = given;
  if (apiId.length !== 16 || apiKey.length !== 128) {
    const [key, length, wanted] = apiId.length === 16 ? ["apiKey", apiKey.length, 128] : ["apiId", apiId.length, 16];
    throw new Error(
      `LunaNode credentials: ${key} has ${length} characters but must have ${wanted}. Copy it again from API in LunaNode's panel.`,
    );
  }
  const api = new LunaNode(endpoint, { apiId, apiKey }, dependencies, missingListMeaning(MISSING_LIST, given));
  return { api, endpoint, identity: apiId };
}
