import { createHmac } from "node:crypto";
import type { Account, ClientDependencies, Setting, Settings } from "../../engine/definition/cloud.ts";
import { requestRateSetting } from "../../engine/definition/request-rate.ts";
import { quoted } from "../../engine/definition/secrecy.ts";
import type { At } from "../../engine/definition/view.ts";
import { Batches } from "../../http/batch.ts";
import type { Request, Safety } from "../../http/call.ts";
import { Client } from "../../http/client.ts";
import type { AnswerSchema } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import { numberedPages } from "../../http/pages.ts";
import { trimEnd } from "../../http/text.ts";
import { classify } from "./errors.ts";
import { encode, type Parameters } from "./parameters.ts";
import { type ProductRow, productPrices } from "./price-schemas.ts";
import { detailOf, enveloped, type Kind, type PublicIpRow } from "./schemas.ts";
import type { StorageRow } from "./storage-schemas.ts";

const SITES = {
  public: {
    endpoint: "https://ncloud.apigw.ntruss.com",
    billing: "https://billingapi.apigw.ntruss.com",
    region: "KR",
  },
  gov: {
    endpoint: "https://ncloud.apigw.gov-ntruss.com",
    billing: "https://billingapi.apigw.gov-ntruss.com",
    region: "KR",
  },
  fin: {
    endpoint: "https://fin-ncloud.apigw.fin-ntruss.com",
    billing: "https://billingapi.apigw.fin-ntruss.com",
    region: "FKR",
  },
} as const;
const isSite = (text: string): text is keyof typeof SITES => Object.hasOwn(SITES, text);

const FORMATS = ["json", "xml"] as const;
type Format = (typeof FORMATS)[number];

/** NAVER Cloud does not publish a rate limit. Its own tools send many requests at once. */
const BUDGET = { perSecond: 20, burst: 30, concurrent: 6 };

export const settings = {
  accessKey: {
    description: "Access key of the account or a sub account.",
    env: ["NCLOUD_ACCESS_KEY", "NCLOUD_ACCESS_KEY_ID"],
    isCredential: true,
  },
  secretKey: {
    description: "Secret key.",
    env: ["NCLOUD_SECRET_KEY", "NCLOUD_SECRET_ACCESS_KEY"],
    isCredential: true,
    secret: true,
  },
  region: {
    description: "Default region of resources, by code: `KR` if absent, or `FKR` on the site `fin`.",
    env: ["NCLOUD_REGION"],
    catalog: "regions",
  },
  site: {
    description: "The cloud that the account belongs to: `public`, `gov` (public institutions) or `fin` (finance).",
    env: ["NCLOUD_SITE"],
    default: "public",
  },
  format: {
    description: "Response format: `json` or `xml`. Both give the same values.",
    env: ["NCLOUD_FORMAT"],
    default: "json",
  },
  endpoint: {
    description: "Base URL of the API gateway, if not the site's.",
    form: "url",
    env: ["NAVER_ENDPOINT", "NCLOUD_API_GW"],
  },
  payCurrency: {
    description: "Currency of prices: `KRW`, `USD` or `JPY`. If absent, NAVER Cloud chooses it. Only for prices.",
    form: "code",
    env: ["NCLOUD_PAY_CURRENCY"],
  },
  ...requestRateSetting("NCLOUD", BUDGET.perSecond),
} as const satisfies Record<string, Setting>;

const NAME = "NAVER Cloud";

export interface Credentials {
  accessKey: string;
  secretKey: string;
}

/** HMAC-SHA256 over method, request target (query included, as sent), timestamp and access key; no body (§1.1). */
export function signature(
  method: string,
  target: string,
  timestamp: string,
  { accessKey, secretKey }: Credentials,
): string {
  return createHmac("sha256", secretKey).update(`${method} ${target}\n${timestamp}\n${accessKey}`).digest("base64");
}

export interface Options extends Credentials {
  /** Base URL of the price lists. */
  billing: string;
  payCurrency?: string | undefined;
  region: string;
  format: Format;
}

/** One account at NAVER Cloud. */
export class Naver {
  /** The region of resources that set none. */
  readonly region: string;
  private readonly client: Client;
  private readonly base: string;
  private readonly options: Options;
  /** Changes of several servers in one call. */
  readonly changes: Batches<void>;
  /** Lists of storage for several servers. */
  readonly storages: Batches<InRegion<StorageRow>[]>;
  /** Lists of public IPs for several of them. */
  readonly addresses: Batches<InRegion<PublicIpRow>[]>;

  constructor(base: string, options: Options, dependencies: ClientDependencies) {
    this.base = base;
    this.options = options;
    this.region = options.region;
    this.changes = new Batches(dependencies.clock);
    this.storages = new Batches(dependencies.clock);
    this.addresses = new Batches(dependencies.clock);
    this.client = new Client(
      {
        cloud: NAME,
        decode: options.format,
        budget: BUDGET,
        secrets: [options.secretKey],
        sign: (request, now) => this.sign(request, now),
        classify,
      },
      dependencies,
    );
  }

  /** `call` is service and action: `vserver/createServerInstances`. The default region is the first one. */
  call<T>(
    call: string,
    safety: Safety,
    region: string | undefined,
    parameters: Parameters,
    answer: AnswerSchema<T>,
  ): Promise<T> {
    const [service, action = ""] = call.split("/");
    // Always set, because the service's default is XML (§1.6).
    const text = encode({ responseFormatType: this.options.format, regionCode: region, ...parameters });
    const url = `${this.base}/${service}/v2/${action}`;
    return this.send(action, safety, url, text, answer);
  }

  /** The list prices of servers in a region; `""` is the account's region. They have a host of their own (§4.24). */
  productPrices(scope: string): Promise<ProductRow[]> {
    const call = "getProductPriceList";
    const { billing, format, payCurrency } = this.options;
    const keyOf = ({ productCode }: ProductRow) => productCode;
    return numberedPages({ cloud: NAME, call, keyOf }, ({ number, size }) => {
      const query = encode({
        ...{ responseFormatType: format, regionCode: scope || this.region, productItemKindCode: "VSVR" },
        ...{ payCurrencyCode: payCurrency, pageNo: number, pageSize: size },
      });
      return this.send(call, "read", `${billing}/billing/v1/product/${call}`, query, productPrices);
    });
  }

  private send<T>(action: string, safety: Safety, url: string, text: string, answer: AnswerSchema<T>): Promise<T> {
    return this.client.send({
      name: action,
      safety,
      request: () =>
        safety === "read"
          ? { method: "GET", url: new URL(`${url}?${text}`), headers: {} }
          : {
              method: "POST",
              url: new URL(url),
              headers: { "content-type": "application/x-www-form-urlencoded" },
              body: text,
            },
      answer: enveloped(action, answer),
    });
  }

  /** Every object of a kind in a region; `""` is the account's region. */
  async list<Row>(kind: Kind<Row>, scope: string, filter: Parameters = {}): Promise<InRegion<Row>[]> {
    const region = scope || this.region;
    const action = kind.listCall ?? `get${kind.Thing}List`;
    // Neither the first page number nor the default page size is documented (§1.6).
    const rows = await numberedPages({ cloud: NAME, call: action, keyOf: kind.keyOf }, ({ number, size }) => {
      const parameters = { ...filter, pageNo: number, pageSize: size };
      return this.call(`${kind.service}/${action}`, "read", region, parameters, kind.page());
    });
    return rows.map((row) => ({ ...row, regionCode: region }));
  }

  /**
   * One object by its number; undefined if the cloud does not show it. A deleted object has an empty answer. Whether an
   * error can mean the same is unknown (§5.1), so only a list is proof.
   */
  async detail<Row>(kind: Kind<Row>, { scope, key }: At): Promise<InRegion<Row> | undefined> {
    const region = scope || this.region;
    const parameters = { [`${kind.thing}No`]: key };
    const action = `${kind.service}/get${kind.Thing}Detail`;
    try {
      const row = await this.call(action, "read", region, parameters, detailOf(kind, key));
      return row === undefined ? undefined : { ...row, regionCode: region };
    } catch (error) {
      if (error instanceof CloudError && error.kind === "invalid") {
        return undefined;
      }
      throw error;
    }
  }

  private sign(request: Request, now: number): Request {
    const { accessKey } = this.options;
    const timestamp = String(now);
    const { pathname, search } = request.url;
    return {
      ...request,
      headers: {
        ...request.headers,
        "x-ncp-apigw-timestamp": timestamp,
        "x-ncp-iam-access-key": accessKey,
        "x-ncp-apigw-signature-v2": signature(request.method, `${pathname}${search}`, timestamp, this.options),
      },
    };
  }
}

/** A row with the region it was requested for. */
export type InRegion<Row> = Row & { regionCode: string };

const oneOf = (setting: string, value: string, values: readonly string[]): Error =>
  new Error(`NAVER Cloud configuration: ${setting} is ${quoted(value)}, but must be one of ${values.join(", ")}.`);

export function openAccount(given: Settings, dependencies: ClientDependencies): Account<Naver> {
  const { accessKey = "", secretKey = "", site = "public", format: wanted = "json" } = given;
  if (!isSite(site)) {
    throw oneOf("site", site, Object.keys(SITES));
  }
  const format = FORMATS.find((each) => each === wanted);
  if (format === undefined) {
    throw oneOf("format", wanted, FORMATS);
  }
  const endpoint = trimEnd(given.endpoint ?? SITES[site].endpoint, "/");
  const own = Object.values(SITES).find((each) => each.endpoint === endpoint) ?? SITES[site];
  const { region = own.region, payCurrency } = given;
  // An endpoint of another kind, such as an emulator or a proxy, serves everything.
  const billing = own.endpoint === endpoint ? own.billing : endpoint;
  return {
    api: new Naver(endpoint, { accessKey, secretKey, region, format, billing, payCurrency }, dependencies),
    endpoint,
    identity: accessKey,
  };
}
