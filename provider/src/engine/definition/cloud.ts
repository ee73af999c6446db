import type { ZodType } from "zod";
import type { ChangeGuard } from "../../http/call.ts";
import type { Clock } from "../../http/clock.ts";
import type { Debug } from "../../http/debug.ts";
import type { RateKeeper } from "../../http/rate.ts";
import type { Redactor } from "../../http/redact.ts";
import type { SharedBudgetOptions } from "../../http/shared-budget.ts";
import type { Exchange } from "../../http/transport.ts";
import type { Verification } from "./assumption.ts";
import type { Catalog } from "./catalog.ts";
import type { ChargeList } from "./charges.ts";
import type { ResourceDefinition } from "./definition.ts";
import type { CloudPrices } from "./price.ts";
import type { Json } from "./values.ts";

/** One key of a cloud's configuration: `apiKey` in `indiecloud:lunanode.apiKey`. */
export interface Setting {
  description: string;
  /** Environment variables, the vendor's own name first. */
  env: readonly string[];
  secret?: true;
  /** Part of a credential set, which must come whole from one source: the credentials and what belongs to them. */
  isCredential?: true;
  /** Not a credential, but required. */
  required?: true;
  /**
   * The required form of the text. A credential is always ASCII without blanks. `url`: an HTTP URL. `flag`: `true` or `false`.
   * `rate`: a number above 0. `code`: two to five capital letters.
   */
  form?: "url" | "flag" | "rate" | "code";
  /** The catalog that contains its value, for `doctor`: a wrong region would make every call fail. */
  catalog?: string;
  /** Used if no source has it. A credential without one is required. */
  default?: string;
}

export type Settings = Readonly<Record<string, string>>;

/** What a cloud's client gets; it has no other access to time, randomness or the terminal. */
export interface ClientDependencies {
  clock: Clock;
  /** Hides the secrets of this account; the client adds to it. */
  redactor?: Redactor | undefined;
  debug?: Debug | undefined;
  signal: AbortSignal;
  /** Tests may answer requests themselves. */
  exchange?: Exchange | undefined;
  /** For the client: called before calls that change something. */
  guard?: ChangeGuard | undefined;
  /** For the client: the request rate that the user set, and what was learned of it. */
  requestsPerSecond?: number | undefined;
  rate?: RateKeeper | undefined;
  /** For the client: the budget that processes share. */
  shared?: SharedBudgetOptions | undefined;
}

export interface Account<Api> {
  api: Api;
  endpoint: string;
  /**
   * Distinguishes accounts: the public half of the credentials, or something that stays when keys are renewed. Never a secret.
   */
  identity: string;
  /**
   * Asks the cloud for its own name of the account: the same for all credentials of the account, and different for those of any
   * other. Set only if a call returns it reliably. Sent at most once per process: before the first create, or if an object that
   * was created with another `identity` is not found. Credentials that may not send it are distinguished by `identity` alone.
   */
  askIdentity?: (() => Promise<string>) | undefined;
}

export interface ConfigFile {
  /** Where it may be, the nearest first; `~` is the home directory. */
  paths: readonly string[];
  /** Its other settings, such as an endpoint, belong to its credentials and are ignored without them. */
  whole?: true;
  /** The settings in the texts of the existing files, the nearest first. Pure; never throws. */
  parse(texts: readonly string[], query: ConfigFileQuery): ConfigFileResult;
}

export interface ConfigFileQuery {
  /** Settings from other sources, such as the endpoint. */
  known(key: string): string | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

export interface ConfigFileResult {
  settings: Settings;
  /** The part of the file that they come from: `[DEFAULT]`. */
  section?: string | undefined;
  /** Why it has no credentials although it should have some, and the next step. */
  problem?: string | undefined;
}

/**
 * What functions look up: servers, and the catalogs behind a server's inputs. These inputs are called `plan`, `image` and
 * `region`, unless they have the cloud's own name, given here. If a server has no such input, or none with a catalog, there is
 * no function for it.
 */
export interface Lookups {
  server: ResourceDefinition;
  plan?: string;
  image?: string;
  region?: string;
  /** Further resources of which programs look up one by name or ID. */
  others?: readonly ResourceDefinition[];
}

/** An argument or a result of a function. */
export interface Parameter {
  type: ZodType;
  description: string;
}

/** A field of a function's result. `always`: never absent. */
export interface ResultField extends Parameter {
  always?: true;
  /**
   * A secret in the program; once the answer is read, messages and debug lines hide it. The call's own debug line hides it only
   * by the name of its field (`http/redact.ts`).
   */
  secret?: true;
}

/** A function of the cloud's own, which only reads. */
export interface CloudFunction<Api> {
  /** `getCredit` */
  name: string;
  description: string;
  inputs: Readonly<Record<string, Parameter>>;
  outputs: Readonly<Record<string, ResultField>>;
  /** Arguments without which it does nothing. */
  required: readonly string[];
  run(api: Api, args: Json): Promise<Json>;
}

/** A cloud: its configuration, how to open an account, its catalogs and its resources. */
/** Whether credentials may send what resources send. `missing`: the calls that they may not. */
export type Rights =
  | { are: "granted"; calls: number }
  | { are: "missing"; calls: readonly string[]; nextStep: string }
  | { are: "unknown"; why: string };

export interface CloudDefinition<Api = unknown> {
  /** `lunanode`: configuration key, schema module and environment prefix. */
  name: string;
  /** `LunaNode` */
  title: string;
  description: string;
  settings: Readonly<Record<string, Setting>>;
  /** The complete credential sets, of which one is needed, the usual one first. Absent: all credentials form one set. */
  credentialSets?: readonly (readonly string[])[];
  /** The vendor's own configuration file, which is the last source. */
  file?: ConfigFile;
  openAccount(settings: Settings, tools: ClientDependencies): Account<Api>;
  catalogs: Readonly<Record<string, Catalog<Api>>>;
  resources: readonly ResourceDefinition[];
  /** Absent: the cloud has no functions. */
  lookups?: Lookups;
  /** What programs can ask besides. */
  functions?: readonly CloudFunction<Api>[];
  /** What the account is charged for besides the resources. */
  charges?: readonly ChargeList<Api>[];
  /** What its price lists say. Absent: nothing. */
  prices?: CloudPrices;
  /** Whether the account's credentials may send what resources of these types send, if the cloud shows it. For `doctor`. */
  checkRights?(api: Api, tokens: readonly string[]): Promise<Rights>;
  /** What is not known of the cloud, and how `indiecloud verify` tests it. Loaded only by that command. */
  verification?(): Promise<Verification<Api>>;
}
