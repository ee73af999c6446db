import type { CostEstimate, CostQuery } from "../../../sdk/src/cost-types.ts";

/** What the `indiecloud` command asks of the provider, without Pulumi's engine in between. Everything here only reads. */

/**
 * A cloud's settings as the stack's configuration or an explicit provider has them: an object or its JSON text. Undefined:
 * those of the environment.
 */
export type AccountSettings = unknown;

export type Properties = Record<string, unknown>;

/** A type of resource. */
export interface ResourceFacts {
  /** `lunanode:Vm` */
  token: string;
  /** `VM` */
  noun: string;
  /** An ID, as `pulumi import` accepts it. */
  exampleId: string;
  /** The inputs that a list requires, and whose values cannot be listed themselves. */
  listNeeds: readonly string[];
  /** The input that adopts an existing object: `adopt`. */
  adoptInput: string;
  /** The input with the object's name in the cloud, if it has one. */
  nameInput?: string | undefined;
  inputs: readonly string[];
  /** Whether the object costs money while it exists. */
  isCharged: boolean;
}

export interface CloudFacts {
  /** `lunanode` */
  name: string;
  /** `LunaNode` */
  title: string;
  resources: readonly ResourceFacts[];
  /** Token of the cloud's server resource, if functions look one up. */
  server?: string | undefined;
  /** Tokens such as `lunanode:getPlans`. */
  functions: readonly string[];
  /** Environment variables that hold credentials. */
  env: readonly string[];
  /** The keys of its configuration. */
  settings: readonly { key: string; isSecret: boolean }[];
}

/**
 * Whether there are credentials, and where they are `from`. `message` names what is missing and how to set it; never a value.
 */
export type Credentials = { are: "whole"; from: string } | { are: "missing" | "broken"; message: string };

/** Whether the API of an account answers. `proxy`: the proxy that was used, and its environment variable. */
export type Reached = { endpoint: string; proxy?: { displayUrl: string; variable: string } } & (
  | { answers: true; status: number; date?: string | undefined }
  | { answers: false; why: string; nextStep: string }
);

/** An object of the account. */
export interface ListedObject {
  /** As `pulumi import` accepts it. */
  id: string;
  /** As the cloud shows it; empty if it has none. */
  name: string;
  /** Where it is, as the cloud shows it: its region, or its zone. */
  region?: string;
  /** The power state of a server, otherwise the phase of an object that is not ready; undefined if the list shows neither. */
  state?: string;
  /** Created by the provider and not named yet: a create was interrupted or is in progress. */
  isUnfinished?: true;
}

export interface FoundObject {
  id: string;
  inputs: Properties;
  outputs: Properties;
  /** The inputs and outputs that are secrets, or in which the cloud shows one. */
  secrets: readonly string[];
}

/** An object among others that are imported together. */
export interface ImportedObject extends FoundObject {
  /**
   * Which of the others an input names, by their index: one entry for a text, one for each member of a list. The input has the
   * ID of the other.
   */
  references: Readonly<Record<string, readonly (number | undefined)[]>>;
  /** What the cloud does not show of it, and a new object would need: an input, and why. */
  lacks: readonly { property: string; reason: string }[];
}

/** A resource whose create may have been interrupted. */
export interface InterruptedCreateQuery {
  /** Checked inputs. Unknown values are Pulumi's mark of the unknown. */
  inputs: Properties;
  /** IDs that resources of this type have in the state. */
  known: readonly string[];
  /** The ID of the object to adopt, whatever its name is. */
  adoptId?: string | undefined;
  /** The objects of the resource itself in the state, such as the old half of a replacement. They are not leftovers. */
  own: readonly { id: string; name?: string | undefined }[];
  urn: string;
  /** URN prefixes that the resource's name may have been generated with: `urn:pulumi:<stack>::<project>::`. */
  formerly: readonly string[];
}

/** What an interrupted create may have left in the account. */
export type InterruptedCreate =
  /** Nothing that the lookup before a create would find. */
  | { is: "nothing" }
  /** The resource adopts an existing object, so its create makes none. */
  | { is: "adopting" }
  /** One object. `outputs` can be written to the state, with Pulumi's marks for secrets; the next update continues with it. */
  | ({ is: "found" } & InterruptedObject)
  /** Several objects with its name, or some without a name that could be it. */
  | { is: "ambiguous"; by: "name" | "similarity"; ids: readonly string[] }
  /** It has the name, but cannot be updated in place to match the program. */
  | { is: "different"; id: string; why: string }
  /** Nothing identifies such an object, or the value that would identify it is not known yet. */
  | { is: "unidentified"; why: string };

export interface InterruptedObject {
  id: string;
  outputs: Properties;
  phase: "ready" | "pending" | "failed";
  /** When the cloud says that it was created, in milliseconds since the epoch; most clouds do not say it. */
  createdAt?: number | undefined;
  /** Maximum duration of its create, in seconds. */
  createSeconds: number;
  /** Its name, if it was generated with a former URN prefix and not with the current one. */
  formerly?: { identity?: string; name: string } | undefined;
}

/** What is known about a stack's resources of one type. */
export interface StackIdentity {
  /** The URNs that a resource with this logical name can have. */
  urnsOf(logical: string): readonly string[];
  /** URNs in the state. */
  urns: readonly string[];
  /** Names in the cloud that the state knows, with the resource of each. */
  namesInState: readonly { urn: string; name: string }[];
  /** IDs of objects that are in a state. */
  knownIds: readonly string[];
  /** URN prefixes that names are generated with, instead of stack and project: `urn:pulumi:acme::`. */
  identities?: readonly string[];
}

/** An object that has a name of a stack and is in no state. */
export interface OrphanCandidate extends ListedObject {
  /** The resource that it was created for. */
  urn: string;
  /** `generated`: only this stack generates this name. `given`: the program sets it, so somebody else may use it too. */
  by: "generated" | "given";
  /** The identity that the name was generated with. */
  identity?: string | undefined;
  /** When the cloud says that it was created, in milliseconds since the epoch. */
  createdAt?: number | undefined;
}

/** What an account is charged for that is not a resource here, or that came with one. */
export interface Charge {
  /** `volume` */
  noun: string;
  /** As the cloud's panel or API shows it. */
  id: string;
  name?: string | undefined;
  /** Other names that a program may use for it: an address, its ID alone. */
  aliases?: readonly string[];
  /** The cloud's ID of the server that it is attached to or was created for, which may be gone. */
  server?: string | undefined;
  /** The token of the resource that manages such objects, if there is one. */
  token?: string;
}

/** A lock of a stack, as Pulumi reports it. */
export interface StackLock {
  user: string;
  host: string;
  pid: number;
  /** When it was taken, in ISO 8601. */
  since: string;
}

/**
 * `alive`, `gone`: proven, because the provider recorded which process it was. `maybe`: a Pulumi process on this machine has
 * the lock's process ID and is older than the lock. `unknown`: nothing can be determined from here.
 */
export type LockHolder = "alive" | "gone" | "maybe" | "unknown";

/** What `verify` found about one assumption. */
export interface VerifyFinding {
  id: string;
  statement: string;
  affects: string;
  by: "read" | "create" | "manual";
  /** `manual`: a user has to test it. */
  result: "holds" | "does not hold" | "not seen" | "manual";
  /** The emulator's switch, and the position that matches the cloud's behavior. */
  switch?: string;
  position?: string | number | boolean | null;
  /** How a user tests it. */
  how?: string;
}

/** The result of reading one part of the account. */
export interface VerifyRead {
  /** `VMs`, `images in toronto` */
  what: string;
  /** `left out`: the answer would contain a secret of something that `verify` did not create. */
  is: "read" | "failed" | "left out";
  /** The number of objects. */
  count?: number;
  message?: string;
}

/** One step in the life of `verify`'s own server. */
export interface VerifyStep {
  step: string;
  is: "done" | "failed" | "skipped";
  seconds: number;
  message?: string;
}

/** One call and its answer. Text that could identify the account is replaced by a mark such as `<uuid 3>`, the same for equal texts. */
export interface VerifyExchange {
  call: string;
  step?: string;
  parameters: unknown;
  /** 0: there was no answer. */
  status: number;
  contentType: string;
  /** Leaves are text or null, whatever the format. */
  answer?: unknown;
  /** Length of an answer that could not be decoded, in characters. */
  unreadable?: number;
}

/** Safe to publish: it contains no credential, address, name or ID of the account. */
export interface VerifyReport {
  format: 1;
  cloud: string;
  title: string;
  withServer: boolean;
  findings: readonly VerifyFinding[];
  reads: readonly VerifyRead[];
  steps: readonly VerifyStep[];
  /** Fields and words in answers that no description of the API has. */
  unknown: readonly string[];
  exchanges: readonly VerifyExchange[];
}

/** What the server should be made of. Undefined: the cheapest. */
export interface VerifyServerRequest {
  plan?: string | undefined;
  image?: string | undefined;
  region?: string | undefined;
}

/** What the server would be made of, and its price. */
export interface VerifyServerPlan {
  plan: string;
  image: string;
  region?: string | undefined;
  /** For the resize and for the replacement, if possible. */
  largerPlan?: string | undefined;
  otherImage?: string | undefined;
  /** Of the more expensive plan; undefined if the cloud does not publish it. */
  price?: { hourly: number; currency: string } | undefined;
  /** Server-hours that are charged at least. What is charged next to the server counts like a server. */
  serverHours: number;
  /** What is created next to the server and charged, such as `volume`. */
  beside: readonly string[];
}

/** An amount in the currency of the price, or server-hours. */
export type VerifyLimit = { amount: number } | { serverHours: number };

/** One account during one run of `indiecloud verify`. */
export interface Verifying {
  /** Reads the account and changes nothing. */
  read(): Promise<void>;
  /** Changes nothing. */
  planServer(request: VerifyServerRequest): Promise<VerifyServerPlan>;
  /** Creates the planned server, changes it in every way and deletes it. Throws if the limit does not allow it. */
  tryServer(limit: VerifyLimit, onStep: (step: VerifyStep) => void): Promise<void>;
  /** What any run of `verify` left in the account. Changes nothing. */
  leftovers(region?: string): Promise<readonly string[]>;
  /** Deletes it. `left`: what could not be deleted or looked for, and why. */
  cleanUp(region?: string): Promise<{ removed: readonly string[]; left: readonly string[] }>;
  report(): { report: VerifyReport; page: string };
}

/** Whether credentials may send what resources send. `missing`: the calls that they may not. */
export type CheckedRights =
  | { are: "granted"; calls: number }
  | { are: "missing"; calls: readonly string[]; nextStep: string }
  | { are: "unknown"; why: string };

/** Every method throws an `Error` with the cloud, the call, the cloud's own words and the next step. */
export interface ProviderQueries {
  readonly clouds: readonly string[];
  facts(cloud: string): Promise<CloudFacts>;
  /** Asks no cloud. `broken`: also if settings are malformed. */
  credentials(cloud: string, account: AccountSettings): Promise<Credentials>;
  /** Requests the URL of the account's API; any answer counts. */
  reach(cloud: string, account: AccountSettings): Promise<Reached>;
  /** Settings whose value does not exist in the account, such as a region, with the next step. */
  wrongSettings(cloud: string, account: AccountSettings): Promise<readonly string[]>;
  /** Whether the credentials may send what resources of these types send; undefined if the cloud does not show it. */
  checkRights(cloud: string, tokens: readonly string[], account: AccountSettings): Promise<CheckedRights | undefined>;
  /** The account's objects of a resource type, whoever created them; of every DNS zone, if only those of one can be listed. */
  list(token: string, by: Properties, account: AccountSettings): Promise<readonly ListedObject[]>;
  /** An object as the cloud shows it, as an import would read it; undefined if it does not exist. */
  read(token: string, id: string, account: AccountSettings): Promise<FoundObject | undefined>;
  /**
   * Objects of one cloud as the program that is written for them declares them: what they have anyway is left out, and they
   * refer to each other. Undefined for one that does not exist.
   */
  readTogether(
    objects: readonly { token: string; id: string }[],
    account: AccountSettings,
  ): Promise<readonly (ImportedObject | undefined)[]>;
  /** What an interrupted create of a resource may have left. */
  findInterruptedCreate(
    token: string,
    interrupted: InterruptedCreateQuery,
    account: AccountSettings,
  ): Promise<InterruptedCreate>;
  /** The account's objects that a stack could have created and that are in no state. */
  findOrphans(
    token: string,
    stackIdentity: StackIdentity,
    account: AccountSettings,
  ): Promise<readonly OrphanCandidate[]>;
  /** What the account is charged for besides the resources. `failures`: lists that could not be read, and why. */
  charges(
    cloud: string,
    account: AccountSettings,
  ): Promise<{ charges: readonly Charge[]; failures: readonly string[] }>;
  /** Who holds a lock. Asks no cloud. */
  lockHolder(lock: StackLock): Promise<LockHolder>;
  /** The result of a function such as `lunanode:getPlans`. */
  invoke(token: string, args: Properties, account: AccountSettings): Promise<Properties>;
  /** What resources cost, by the clouds' list prices. A price that is not known, whatever the cause, has a reason. */
  estimateCosts(resources: readonly CostQuery[], hasPreview: boolean): Promise<Omit<CostEstimate, "stack">>;
  /** Opens an account for `indiecloud verify`: the only query that can change something, and only on request. */
  verify(cloud: string, account: AccountSettings): Promise<Verifying>;
}
