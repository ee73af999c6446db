import type { ZodType } from "zod";
import type { Account, ClientDependencies, Setting, Settings } from "../../engine/definition/cloud.ts";
import { requestRateSetting } from "../../engine/definition/request-rate.ts";
import { quoted } from "../../engine/definition/secrecy.ts";
import type { Safety } from "../../http/call.ts";
import { Client, type ClientOptions } from "../../http/client.ts";
import { systemClock } from "../../http/clock.ts";
import { list, nothing } from "../../http/decode/schemas.ts";
import { linkedPages } from "../../http/pages.ts";
import {
  type AuthStrategy,
  accessTokenStrategy,
  applicationKeyStrategy,
  serviceAccountStrategy,
  type Token,
} from "./auth-strategies.ts";
import { DEFAULT_ENDPOINT, type Endpoint, endpointOf } from "./endpoint.ts";
import { classify, TOKEN_CALL } from "./errors.ts";
import { type Parameters, type Route, requestTo } from "./request.ts";
import { authDetails, epochSeconds, issuedToken } from "./schemas.ts";

/** Limits exist and are not published for this API (§2.4); those of the APIs below it are 20 requests per second. */
const BUDGET = { perSecond: 20, burst: 30, concurrent: 6 };

export const settings = {
  applicationKey: { description: "Application key (AK).", env: ["OVH_APPLICATION_KEY"], isCredential: true },
  applicationSecret: {
    description: "Application secret (AS).",
    env: ["OVH_APPLICATION_SECRET"],
    isCredential: true,
    secret: true,
  },
  consumerKey: {
    description: "Consumer key (CK), validated, with access to `/cloud/project/*`.",
    env: ["OVH_CONSUMER_KEY"],
    isCredential: true,
    secret: true,
  },
  clientId: { description: "ID of an OAuth2 service account.", env: ["OVH_CLIENT_ID"], isCredential: true },
  clientSecret: {
    description: "Secret of an OAuth2 service account.",
    env: ["OVH_CLIENT_SECRET"],
    isCredential: true,
    secret: true,
  },
  accessToken: {
    description: "OAuth2 access token. It expires after about an hour and is not renewed.",
    env: ["OVH_ACCESS_TOKEN"],
    isCredential: true,
    secret: true,
  },
  // Not a credential: it names what is charged, whoever calls, so it may be set elsewhere than the keys.
  project: {
    description: "Public Cloud project (`serviceName`), 32 hexadecimal digits.",
    env: ["OVH_CLOUD_PROJECT_SERVICE"],
    required: true,
  },
  endpoint: {
    description:
      "`ovh-eu`, `ovh-ca`, `ovh-us` or another of OVHcloud's names, or the URL of the API, such as `https://eu.api.ovh.com/1.0`.",
    env: ["OVH_ENDPOINT"],
    default: DEFAULT_ENDPOINT,
  },
  subsidiary: {
    description:
      "OVHcloud subsidiary whose prices apply, such as `FR`, `CA` or `US`. If absent, OVHcloud is asked for that of the account (`GET /me`). Only for prices.",
    form: "code",
    env: ["OVH_SUBSIDIARY"],
  },
  tokenEndpoint: {
    description: "URL for OAuth2 tokens, if `endpoint` is a URL. `/auth/oauth2/token` on the same host if absent.",
    form: "url",
    env: [],
  },
  ...requestRateSetting("OVH", BUDGET.perSecond),
} as const satisfies Record<string, Setting>;

export const credentialSets = [
  ["applicationKey", "applicationSecret", "consumerKey"],
  ["clientId", "clientSecret"],
  ["accessToken"],
];

const NAME = "OVHcloud";

/** One OVHcloud account, or none yet: without an AuthStrategy, only calls that need no authentication work. */
export class Ovh {
  /** The project of resources that set none; `""` if none is configured. */
  readonly project: string;
  /** Whose prices apply; undefined if it is not configured. */
  readonly subsidiary: string | undefined;
  private readonly root: string;
  private readonly client: Client;

  constructor(
    endpoint: Endpoint,
    { project = "", subsidiary }: { project?: string | undefined; subsidiary?: string | undefined },
    strategy: AuthStrategy | undefined,
    options: ClientOptions,
  ) {
    this.root = endpoint.root;
    this.project = project;
    this.subsidiary = subsidiary;
    const renew = strategy?.renew;
    this.client = new Client(
      {
        cloud: NAME,
        decode: "json",
        budget: BUDGET,
        secrets: strategy?.secrets ?? [],
        requestIdHeader: "x-ovh-queryid",
        sign: (request) => strategy?.sign(request) ?? request,
        classify: (response) => {
          const mapping = classify(response);
          return mapping === undefined || renew !== undefined ? mapping : { ...mapping, retryOnce: undefined };
        },
        ...(renew === undefined ? {} : { renew }),
      },
      options,
    );
  }

  /** `route` is in the notation of OVHcloud's documentation. */
  call<T>(route: Route, safety: Safety, parameters: Parameters, answer: ZodType<T>): Promise<T> {
    return this.client.send({ name: route, safety, request: () => requestTo(this.root, route, parameters), answer });
  }

  /** A list of v2, which names the next page in a header (§2.5). */
  pages<Row>(route: Route, parameters: Parameters, row: ZodType<Row>, keyOf: (row: Row) => string): Promise<Row[]> {
    return linkedPages({ cloud: NAME, call: route, keyOf }, async (cursor) => {
      const request = () => {
        const plain = requestTo(this.root, route, parameters);
        return cursor === undefined
          ? plain
          : { ...plain, headers: { ...plain.headers, "x-pagination-cursor": cursor } };
      };
      const page = await this.client.sendForPage({ name: route, safety: "read", request, answer: list(row) });
      return { rows: page.value, next: page.headers["x-pagination-cursor-next"] };
    });
  }

  /** A call with an empty answer. Any other answer did not come from OVHcloud. */
  async command(route: Route, safety: Safety, parameters: Parameters): Promise<void> {
    const request = () => requestTo(this.root, route, parameters);
    await this.client.send({ name: route, safety, request, answer: nothing, mayBeEmpty: true });
  }

  /** A call that needs no account, and is not signed. */
  open<T>(route: Route, parameters: Parameters, answer: ZodType<T>): Promise<T> {
    const request = () => requestTo(this.root, route, parameters);
    return this.client.send({ name: route, safety: "read", request, answer, unsigned: true });
  }

  /** A call with only an application key: it is not signed (§1.2). */
  anonymous<T>(
    route: Route,
    safety: Safety,
    parameters: Parameters,
    answer: ZodType<T>,
    applicationKey: string,
  ): Promise<T> {
    const request = () => {
      const plain = requestTo(this.root, route, parameters);
      return { ...plain, headers: { ...plain.headers, "x-ovh-application": applicationKey } };
    };
    return this.client.send({ name: route, safety, request, answer, unsigned: true });
  }

  /** From now on, this text is redacted in errors and debug lines. */
  hide(secret: string): void {
    this.client.redactor.add(secret);
  }

  /** Requests a token with client credentials; `url` is not below the API. */
  async token(url: string, clientId: string, clientSecret: string): Promise<Token> {
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret, scope: "all" };
    const { access_token, expires_in } = await this.client.send({
      name: TOKEN_CALL,
      safety: "idempotent",
      request: () => ({
        method: "POST",
        url: new URL(url),
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(form).toString(),
      }),
      answer: issuedToken,
      unsigned: true,
    });
    return { text: access_token, lifetimeSeconds: expires_in };
  }
}

/** Opens an account; missing or malformed settings are reported before anything is sent. */
export function connect(given: Settings, options: ClientOptions): { api: Ovh; endpoint: Endpoint } {
  const { applicationKey, applicationSecret = "", consumerKey = "", clientId, clientSecret = "", accessToken } = given;
  const { tokenEndpoint } = given;
  const endpoint = endpointOf(given.endpoint ?? DEFAULT_ENDPOINT);
  const clock = options.clock ?? systemClock;
  // The time is requested while another request is being signed, so it needs its own client: all slots of the first may
  // be taken.
  const aside = new Ovh(endpoint, {}, undefined, options);
  let strategy: AuthStrategy;
  if (applicationKey !== undefined) {
    const fetchTime = () => aside.anonymous("GET /auth/time", "read", {}, epochSeconds, applicationKey);
    strategy = applicationKeyStrategy({ applicationKey, applicationSecret, consumerKey }, clock, fetchTime);
  } else if (clientId !== undefined) {
    const tokenUrl = tokenEndpoint ?? endpoint.tokenUrl;
    if (tokenUrl === undefined) {
      throw new Error(`OVHcloud: ${endpoint.root} does not support OAuth2. Use an application key and a consumer key.`);
    }
    aside.hide(clientSecret);
    strategy = serviceAccountStrategy(clientSecret, clock, async () => {
      const token = await aside.token(tokenUrl, clientId, clientSecret);
      api.hide(token.text);
      return token;
    });
  } else {
    strategy = accessTokenStrategy(accessToken ?? "");
  }
  const api = new Ovh(endpoint, given, strategy, options);
  return { api, endpoint };
}

export function openAccount(given: Settings, dependencies: ClientDependencies): Account<Ovh> {
  const { project = "" } = given;
  if (!/^[0-9a-f]{32}$/.test(project)) {
    throw new Error(
      `OVHcloud: project is ${quoted(project)}, which is not 32 hexadecimal digits. Copy the project id from the panel, under the project's name.`,
    );
  }
  const { api, endpoint } = connect(given, dependencies);
  // Keys are replaced every day or so; a project and its contents stay. Two projects can belong to one account (§1.9).
  const askIdentity = async () => (await api.call("GET /auth/details", "read", {}, authDetails)).account;
  return { api, endpoint: endpoint.root, identity: project, askIdentity };
}
