import type { ZodType } from "zod";
import type { Account, ClientDependencies, Setting, Settings } from "../../engine/definition/cloud.ts";
import { missingListMeaning, missingListSetting } from "../../engine/definition/missing-list.ts";
import { requestRateSetting } from "../../engine/definition/request-rate.ts";
import { Batches } from "../../http/batch.ts";
import type { Safety } from "../../http/call.ts";
import { Client } from "../../http/client.ts";
import { listUnder, type MemberOptions } from "../../http/decode/schemas.ts";
import { trimEnd } from "../../http/text.ts";
import { classify, renewable } from "./errors.ts";
import { type AddressRow, answerTo, done, sessionKey } from "./schemas.ts";
import { keySigner, SESSION_SECONDS, type Signer, type TemporaryKey, temporarySigner } from "./signers.ts";

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
  temporaryCredentials: {
    description:
      "`true`: sign with temporary credentials. Each process asks for them with the API Hash (`GetSessionToken`), an hour at a time; every other request is signed with them.",
    env: ["GIGENET_TEMPORARY_CREDENTIALS"],
    form: "flag",
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
  private readonly changes: Batches<void>;
  /** Lists of addresses for several of them. */
  readonly addresses: Batches<AddressRow[]>;

  /** `signer`: signs with the API Key and its hash if absent. */
  constructor(base: string, options: Options, dependencies: ClientDependencies, signer: Signer = keySigner(options)) {
    this.base = `${trimEnd(base, "/")}/`;
    this.options = options;
    this.zone = options.zone;
    this.changes = new Batches(dependencies.clock);
    this.addresses = new Batches(dependencies.clock);
    this.client = new Client(
      {
        cloud: "GigeNET",
        decode: "xml",
        budget: BUDGET,
        secrets: [options.apiHash],
        sign: (request, now) => signer.sign(request, now),
        classify: (response) => {
          const mapping = classify(response);
          return signer.renew === undefined || mapping?.kind !== "auth" ? mapping : renewable(mapping);
        },
        renew: () => signer.renew?.(),
      },
      dependencies,
    );
  }

  /** New temporary credentials. They change nothing in the account and expire by themselves. */
  session(): Promise<TemporaryKey> {
    return this.call("GetSessionToken", "read", { DurationSeconds: String(SESSION_SECONDS) }, sessionKey);
  }

  /** From now on, these texts are redacted in errors and debug lines. */
  hide(...secrets: readonly string[]): void {
    for (const secret of secrets) this.client.redactor.add(secret);
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

  /** Requests a change of an instance, in one call with others that are requested at the same time. */
  changeInstance(action: string, id: string): Promise<void> {
    return this.changes.change(action, id, (ids) => this.call(action, "idempotent", numbered("InstanceId", ids), done));
  }

  /** Lists all objects of a kind. `member` is the response member that holds the items. */
  list<T>(action: string, parameters: Parameters, member: string, item: ZodType<T>): Promise<T[]> {
    const { missing } = this.options;
    return this.call(action, "read", parameters, listUnder(member, item, { in: "item", missing }));
  }
}

const given = (parameters: Parameters): [string, string][] =>
  Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );

export function openAccount(from: Settings, dependencies: ClientDependencies): Account<GigeNet> {
  const { apiKey = "", apiHash = "", zone = "", endpoint = "" } = from;
  const options = { apiKey, apiHash, zone, missing: missingListMeaning(MISSING_LIST, from) };
  // Temporary keys come and go; the account is the one of the key that they were requested with.
  const account = (api: GigeNet) => ({ api, endpoint, identity: apiKey });
  if (from.temporaryCredentials !== "true") {
    return account(new GigeNet(endpoint, options, dependencies));
  }
  // Requested while another request is being signed, so it needs its own client: all slots of the first may be taken.
  const aside = new GigeNet(endpoint, options, dependencies, keySigner(options, "sts"));
  const signer = temporarySigner(dependencies.clock, async () => {
    const key = await aside.session();
    api.hide(key.apiHash, key.token);
    return key;
  });
  const api = new GigeNet(endpoint, options, dependencies, signer);
  return account(api);
}
