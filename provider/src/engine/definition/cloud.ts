import type { ChangeGuard } from "../../http/call.ts";
import type { Clock } from "../../http/clock.ts";
import type { Debug } from "../../http/debug.ts";
import type { Redactor } from "../../http/redact.ts";
import type { Exchange } from "../../http/transport.ts";
import type { Verification } from "./assumption.ts";
import type { Catalog } from "./catalog.ts";
import type { ChargeList } from "./charges.ts";
import type { ResourceDefinition } from "./definition.ts";

/** One key of a cloud's configuration: `apiKey` in `indiecloud:lunanode.apiKey`. */
export interface Setting {
  description: string;
  /** Environment variables, the vendor's own name first. */
  env: readonly string[];
  secret?: true;
  /** Part of the set that must come whole from one source: the credentials and what they belong to. */
  isCredential?: true;
  /** No credential, but nothing works without it. */
  required?: true;
  /** What its text must be; a credential is always ASCII without blanks. `url`: of HTTP. `flag`: `true` or `false`. */
  form?: "url" | "flag";
  /** The catalog that has its value, for `doctor`: a wrong region would make every call fail. */
  catalog?: string;
  /** Used where no source has it. A credential without one is required. */
  default?: string;
}

export type Settings = Readonly<Record<string, string>>;

/** What a cloud's client is given; it has no other way to time, randomness or the screen. */
export interface ClientDependencies {
  clock: Clock;
  /** What must not be shown of this account; the client adds to it. */
  redactor?: Redactor | undefined;
  debug?: Debug | undefined;
  signal: AbortSignal;
  /** Tests may answer requests themselves. */
  exchange?: Exchange | undefined;
  /** For the client: who stands before calls that change something. */
  guard?: ChangeGuard | undefined;
}

export interface Account<Api> {
  api: Api;
  endpoint: string;
  /** The public half of the credentials, or what stays when keys are renewed: what tells one account from another. Never a secret. */
  identity: string;
  /**
   * Asks the cloud what it calls the account: the same for all credentials of it, and never for those of another. Only
   * if a call says so for certain. Sent at most once a process, before the first create, or if an object is not found that
   * was made with another `identity`; credentials that may not send it are told apart by `identity` alone.
   */
  askIdentity?: (() => Promise<string>) | undefined;
}

export interface ConfigFile {
  /** Where it may be, the nearest first; `~` is the home folder. */
  paths: readonly string[];
  /** Its other settings, such as an endpoint, belong to its credentials, and do not count without them. */
  whole?: true;
  /** What the texts of those that are there say, the nearest first. Pure; never throws. */
  parse(texts: readonly string[], query: ConfigFileQuery): ConfigFileResult;
}

export interface ConfigFileQuery {
  /** What is set elsewhere, such as the endpoint. */
  known(key: string): string | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

export interface ConfigFileResult {
  settings: Settings;
  /** Which part of the file they are from: `[DEFAULT]`. */
  section?: string | undefined;
  /** Why there are no credentials in it, where it was meant to have some; and what to do. */
  problem?: string | undefined;
}

/**
 * What functions look up: servers, and the catalogs behind the inputs of a server that say what it is made of and where.
 * The inputs are called `plan`, `image` and `region`, unless they have the cloud's own word. What a server has no such
 * input of, or none with a catalog, there is no function for.
 */
export interface Lookups {
  server: ResourceDefinition;
  plan?: string;
  image?: string;
  region?: string;
}

/** A cloud: its configuration, how to open an account, its catalogs and its resources. */
export interface CloudDefinition<Api = unknown> {
  /** `lunanode`: configuration key, schema module and environment prefix. */
  name: string;
  /** `LunaNode` */
  title: string;
  description: string;
  settings: Readonly<Record<string, Setting>>;
  /** The whole sets of credential settings of which one is needed, the usual one first. Absent: all of them. */
  credentialSets?: readonly (readonly string[])[];
  /** The vendor's own configuration file: the last source. */
  file?: ConfigFile;
  openAccount(settings: Settings, tools: ClientDependencies): Account<Api>;
  catalogs: Readonly<Record<string, Catalog<Api>>>;
  resources: readonly ResourceDefinition[];
  /** Absent: it has no functions. */
  lookups?: Lookups;
  /** What the account is charged for beside the resources. */
  charges?: readonly ChargeList<Api>[];
  /** What is not known of it, and how `indiecloud verify` finds it out; loaded by nobody else. */
  verification?(): Promise<Verification<Api>>;
}
