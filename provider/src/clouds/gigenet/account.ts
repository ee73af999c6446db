import type { ZodType } from "zod";
import type { Account, ClientDependencies, Setting, Settings } from "../../engine/definition/cloud.ts";
import { missingListMeaning, missingListSetting } from "../../engine/definition/missing-list.ts";
import { requestRateSetting } from "../../engine/definition/request-rate.ts";
import type { ErrorMapping, Request, Response, Safety } from "../../http/call.ts";
import { Client } from "../../http/client.ts";
import { at, listUnder, type MemberOptions, textAt } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import { trimEnd } from "../../http/text.ts";
import { answerTo } from "./schemas.ts";
import { authorization, basicTime } from "./signature.ts";

/** EC2 includes empty lists. */
const MISSING_LIST = {
  cloud: "gigenet",
  title: "GigeNET",
  panel: "dashboard",
  emptyAnswer: "without its list, such as `reservationSet`,",
} as const;

/** GigeNET does not publish a rate limit. */
const BUDGET = { perSecond: 5, burst: 20, concurrent: 4 };

export const settings = {
  apiKey: { description: "API Key (the access key ID).", env: ["GIGENET_API_KEY"], isCredential: true },
  apiHash: {
    description: "API Hash (the secret of the API Key).",
    env: ["GIGENET_API_HASH"],
    isCredential: true,
    secret: true,
  },
  zone: {
    description: "Default zone of instances.",
    env: ["GIGENET_ZONE"],
    catalog: "zones",
    default: "ord1",
  },
  endpoint: {
    description: "Base URL of the API.",
    form: "url",
    env: ["GIGENET_ENDPOINT"],
    default: "https://api.thegcloud.com",
  },
  ...missingListSetting(MISSING_LIST),
  ...requestRateSetting("GIGENET", BUDGET.perSecond),
} as const satisfies Record<string, Setting>;

/** One API serves all zones. GigeNET's own samples sign for this region and service. */
const SIGNED_FOR = { region: "ord1", service: "ec2" };
const VERSION = "2016-11-15";

export interface Options {
  apiKey: string;
  apiHash: string;
  zone: string;
  /** What a response without its list means. */
  missing?: MemberOptions["missing"];
}

/** Undefined parameters are omitted. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A list in the form of EC2's query API: `InstanceId.1`, or with a member `Tag.1.Key`. */
export const numbered = (name: string, values: readonly string[], member?: string): Record<string, string> =>
  Object.fromEntries(
    values.map((value, index) => [[name, index + 1, ...(member === undefined ? [] : [member])].join("."), value]),
  );

/** A GigeNET account. */
export class GigeNet {
  /** The default zone. */
  readonly zone: string;
  private readonly client: Client;
  private readonly base: string;
  private readonly options: Options;

  constructor(base: string, options: Options, dependencies: ClientDependencies) {
    this.base = `${trimEnd(base, "/")}/`;
    this.options = options;
    this.zone = options.zone;
    this.client = new Client(
      {
        cloud: "GigeNET",
        decode: "xml",
        budget: BUDGET,
        secrets: [options.apiHash],
        sign: (request, now) => this.sign(request, now),
        classify,
      },
      dependencies,
    );
  }

  /** `action` as GigeNET names it: `DescribeInstances`. `answer` parses the content of the root element. */
  call<T>(action: string, safety: Safety, parameters: Parameters, answer: ZodType<T>): Promise<T> {
    return this.client.send({
      name: action,
      safety,
      request: () => ({
        method: "POST",
        url: new URL(this.base),
        headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
        body: new URLSearchParams(given({ Action: action, Version: VERSION, ...parameters })).toString(),
      }),
      answer: answerTo(action, answer),
    });
  }

  /** Lists all objects of a kind. `member` is the response member that holds the items. */
  list<T>(action: string, parameters: Parameters, member: string, item: ZodType<T>): Promise<T[]> {
    const { missing } = this.options;
    return this.call(action, "read", parameters, listUnder(member, item, { in: "item", missing }));
  }

  private sign(request: Request, now: number): Request {
    const dated = { ...request, headers: { ...request.headers, "x-amz-date": basicTime(now) } };
    return {
      ...dated,
      headers: { ...dated.headers, authorization: authorization(dated, { ...this.options, ...SIGNED_FOR }) },
    };
  }
}

const given = (parameters: Parameters): [string, string][] =>
  Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );

/** If a signature is refused, a clock that is off by more seconds is the suspected cause; AWS tolerates 300. */
const SUSPICIOUS_SKEW = 240;

const authStep = (skew: number | undefined): string =>
  `Check that API Key and API Hash belong together and are the newest pair (a new pair invalidates the old one), that the API is enabled for them and allows this IP address, and that this machine's clock is right${skew === undefined || Math.abs(skew) < 30 ? "" : `: it is ${Math.round(Math.abs(skew))} s ${skew > 0 ? "behind" : "ahead of"} GigeNET's`}.`;

type Known = Pick<ErrorMapping, "kind" | "nextStep" | "effect">;

/**
 * Matched by code, because the messages may change. GigeNET documents no codes for throttling and missing capacity. Those are
 * EC2's, whose style GigeNET follows.
 */
const ERRORS: readonly (readonly [RegExp, Known])[] = [
  [
    /^(AuthFailure|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|RequestExpired|InvalidClientTokenId|UnauthorizedOperation)$/,
    { kind: "auth" },
  ],
  [
    /^InsufficientFunds$/,
    { kind: "quota", nextStep: "Add funds to the account in GigeNET's dashboard, then run pulumi up again." },
  ],
  [
    /LimitExceeded$|^MaxSpotInstanceCountExceeded$|^RequestResourceCountExceeded$/,
    { kind: "quota", nextStep: "Delete what you do not need, or ask GigeNET's support for a higher limit." },
  ],
  [
    /^Insufficient.*Capacity$/,
    { kind: "capacity", effect: "none", nextStep: "Choose another zone or plan, or run pulumi up again later." },
  ],
  [/^Invalid(InstanceID|Address)\.NotFound$/, { kind: "notFound" }],
  [
    /^InvalidHostname\.Duplicate$/,
    { kind: "invalid", nextStep: "Choose another name, or adopt the instance that has it." },
  ],
  [
    /^InvalidAMIID\./,
    { kind: "invalid", nextStep: "Choose an image that GigeNET currently offers for new instances." },
  ],
  [
    /^InvalidZone\./,
    { kind: "invalid", nextStep: "Choose another zone: this one may currently be closed to new instances." },
  ],
  [
    /^InvalidInstanceAttributeValue$/,
    {
      kind: "invalid",
      nextStep:
        "The disk of a new plan must be at least as large as the current one and large enough for the image. A new image must be of the same family as the current one; to replace the instance instead, unset reinstallOnImageChange.",
    },
  ],
  [/^(InvalidState|IncorrectInstanceState|IncorrectState)$/, { kind: "conflict" }],
  [/^(ServerError|Internal(Error|Failure)|(Service)?Unavailable)$/, { kind: "unavailable", effect: "unknown" }],
];

const THROTTLED = /^(RequestLimitExceeded|Throttl\w*|SlowDown|TooManyRequests\w*)$/;

/** An error document is an error with any HTTP status, including 200. */
export function classify({ tree, status, skew }: Pick<Response, "tree" | "status" | "skew">): ErrorMapping | undefined {
  const error = firstOf(at(tree, "Response", "Errors", "Error"));
  const code = textAt(error, "Code");
  const reported = textAt(error, "Message");
  if (code === undefined && reported === undefined) {
    return undefined;
  }
  const messages = {
    code,
    words: reported ?? code ?? "",
    requestId: textAt(tree, "Response", "RequestID") ?? textAt(tree, "Response", "RequestId"),
  };
  const known = matchKnownError(code ?? "") ?? (status >= 500 ? unexplained : { kind: "invalid" });
  if (known.kind !== "auth") {
    return { effect: "none", ...messages, ...known };
  }
  const isLate = code === "RequestExpired" || (skew !== undefined && Math.abs(skew) > SUSPICIOUS_SKEW);
  return {
    ...{ ...messages, kind: "auth", effect: "none", nextStep: authStep(skew) },
    ...(isLate ? { retryOnce: { after: 0, serverClock: true } } : {}),
  };
}

const unexplained: Known = { kind: "unavailable", effect: "unknown" };

const matchKnownError = (code: string): Known | undefined =>
  THROTTLED.test(code) ? { kind: "throttled" } : ERRORS.find(([pattern]) => pattern.test(code))?.[1];

const firstOf = (tree: Tree | undefined): Tree | undefined => (Array.isArray(tree) ? tree[0] : tree);

export function openAccount(from: Settings, dependencies: ClientDependencies): Account<GigeNet> {
  const { apiKey = "", apiHash = "", zone = "", endpoint = "" } = from;
  const options = { apiKey, apiHash, zone, missing: missingListMeaning(MISSING_LIST, from) };
  return { api: new GigeNet(endpoint, options, dependencies), endpoint, identity: apiKey };
}
