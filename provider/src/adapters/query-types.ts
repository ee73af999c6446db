/** What the `indiecloud` command asks of the provider, without Pulumi's engine between. All of it only reads. */

/** A cloud's settings as the stack's configuration or an explicit provider has them: an object or its JSON text; undefined: the environment's. */
export type AccountSettings = unknown;

export type Properties = Record<string, unknown>;

/** A type of resource. */
export interface ResourceFacts {
  /** `lunanode:Vm` */
  token: string;
  /** `VM` */
  noun: string;
  /** An id, as `pulumi import` takes it. */
  exampleId: string;
  /** The inputs without which there is no list. */
  listNeeds: readonly string[];
  /** The input that takes over an object which exists: `adopt`. */
  adoptInput: string;
  /** The input that holds its name in the cloud, if it has one. */
  nameInput?: string | undefined;
  inputs: readonly string[];
  /** It costs something for as long as it is there. */
  isCharged: boolean;
}

export interface CloudFacts {
  /** `lunanode` */
  name: string;
  /** `LunaNode` */
  title: string;
  resources: readonly ResourceFacts[];
  /** Token of the resource that is its server, if functions look one up. */
  server?: string | undefined;
  /** Tokens such as `lunanode:getPlans`. */
  functions: readonly string[];
  /** Environment variables that hold credentials. */
  env: readonly string[];
  /** The keys of its configuration. */
  settings: readonly { key: string; isSecret: boolean }[];
}

/** Whether there are credentials, and where they are `from`. `message` names what is missing and how to set it; never a value. */
export type Credentials = { are: "whole"; from: string } | { are: "missing" | "broken"; message: string };

/** Whether the API of an account answers. `proxy`: through which it is asked, and the environment variable that names it. */
export type Reached = { endpoint: string; proxy?: { displayUrl: string; variable: string } } & (
  | { answers: true; status: number; date?: string | undefined }
  | { answers: false; why: string; nextStep: string }
);

/** An object of the account. */
export interface ListedObject {
  /** As `pulumi import` takes it. */
  id: string;
  /** As the cloud shows it; empty where it has none. */
  name: string;
  /** Made by the provider, and not yet named: a create was interrupted, or is under way. */
  isUnfinished?: true;
}

export interface FoundObject {
  id: string;
  inputs: Properties;
  outputs: Properties;
  /** The inputs and outputs that are secrets, or in which the cloud shows one. */
  secrets: readonly string[];
}

/** A resource whose create may have been interrupted. */
export interface InterruptedCreateQuery {
  /** Checked inputs. What is not known yet is Pulumi's mark of the unknown. */
  inputs: Properties;
  /** Ids that resources of this type have in the state. */
  known: readonly string[];
  /** The id of the object to take, whatever its name is. */
  adoptId?: string | undefined;
  /** What the state has of the resource itself, such as the old half of a replacement: that is nothing left over. */
  own: readonly { id: string; name?: string | undefined }[];
  urn: string;
  /** How URNs of the resource began that its name may have been made from: `urn:pulumi:<stack>::<project>::`. */
  formerly: readonly string[];
}

/** What an interrupted create may have left in the account. */
export type InterruptedCreate =
  /** Nothing that the lookup before a create would find. */
  | { is: "nothing" }
  /** The resource takes over an object that exists, so that its create makes none. */
  | { is: "adopting" }
  /** One object. `outputs` are fit for the state, secrets marked as on Pulumi's wire; the next update goes on with it. */
  | ({ is: "found" } & InterruptedObject)
  /** Several of its name, or some without a name that could be it. */
  | { is: "ambiguous"; by: "name" | "similarity"; ids: readonly string[] }
  /** It has the name, and cannot become what the program says. */
  | { is: "different"; id: string; why: string }
  /** Nothing tells such an object from others, or what would tell it is not known yet. */
  | { is: "unidentified"; why: string };

export interface InterruptedObject {
  id: string;
  outputs: Properties;
  phase: "ready" | "pending" | "failed";
  /** When the cloud says that it was made, in milliseconds since the epoch; most clouds do not say it. */
  createdAt?: number | undefined;
  /** How long its create may have taken, in seconds. */
  createSeconds: number;
  /** Its name, if that was made from a URN that began so, and not from today's. */
  formerly?: { identity?: string; name: string } | undefined;
}

/** What is known of a stack's resources of one type. */
export interface StackIdentity {
  /** The URNs that a resource with this name in the program can have. */
  urnsOf(logical: string): readonly string[];
  /** URNs that the state knows. */
  urns: readonly string[];
  /** Names in the cloud that the state knows, with the resource that has each. */
  namesInState: readonly { urn: string; name: string }[];
  /** Ids of objects that are in a state. */
  knownIds: readonly string[];
  /** How the URNs begin that names are made from, in place of stack and project: `urn:pulumi:acme::`. */
  identities?: readonly string[];
}

/** An object that bears a name of a stack, and is in no state. */
export interface OrphanCandidate extends ListedObject {
  /** The resource that it was made for. */
  urn: string;
  /** `generated`: nobody else gives this name. `given`: by the program, and so perhaps by somebody else too. */
  by: "generated" | "given";
  /** Which of the identities it was generated with. */
  identity?: string | undefined;
  /** When the cloud says that it was made, in milliseconds since the epoch. */
  createdAt?: number | undefined;
}

/** What an account is charged for and that is no resource here, or that came with one. */
export interface Charge {
  /** `volume` */
  noun: string;
  /** As the cloud's panel or API calls it. */
  id: string;
  name?: string | undefined;
  /** What else a program may name it by: an address, its id alone. */
  aliases?: readonly string[];
  /** The cloud's id of the server that it is on, or was made for; that may be gone. */
  server?: string | undefined;
  /** The token of the resource that manages such objects, if there is one. */
  token?: string;
}

/** A lock of a stack, as Pulumi tells of it. */
export interface StackLock {
  user: string;
  host: string;
  pid: number;
  /** When it was taken, in ISO 8601. */
  since: string;
}

/**
 * `alive`, `absenceProof`: proven, as the provider has noted which process it was. `maybe`: a Pulumi process of this machine has the
 * lock's process id, and was there before the lock. `unknown`: nothing of it can be seen from here.
 */
export type LockHolder = "alive" | "gone" | "maybe" | "unknown";

/** Every method throws an `Error` that says which cloud, which call, the cloud's own words, and what to do next. */
export interface ProviderQueries {
  readonly clouds: readonly string[];
  facts(cloud: string): Promise<CloudFacts>;
  /** Asks no cloud. `broken`: also where settings are malformed. */
  credentials(cloud: string, account: AccountSettings): Promise<Credentials>;
  /** Asks the URL of the account's API for any answer. */
  reach(cloud: string, account: AccountSettings): Promise<Reached>;
  /** Settings whose value the account does not have, such as a region, with what to do. */
  wrongSettings(cloud: string, account: AccountSettings): Promise<readonly string[]>;
  /** What the account has of a resource, whoever made it. */
  list(token: string, by: Properties, account: AccountSettings): Promise<readonly ListedObject[]>;
  /** What the cloud shows of an object, as an import brings it; undefined where it is not there. */
  read(token: string, id: string, account: AccountSettings): Promise<FoundObject | undefined>;
  /** What an interrupted create of a resource may have left. */
  findInterruptedCreate(
    token: string,
    interrupted: InterruptedCreateQuery,
    account: AccountSettings,
  ): Promise<InterruptedCreate>;
  /** The objects of the account that a stack could have made, and no state has. */
  findOrphans(
    token: string,
    stackIdentity: StackIdentity,
    account: AccountSettings,
  ): Promise<readonly OrphanCandidate[]>;
  /** What the account is charged for beside the resources; `failures`: lists that could not be had, and why. */
  charges(
    cloud: string,
    account: AccountSettings,
  ): Promise<{ charges: readonly Charge[]; failures: readonly string[] }>;
  /** Who holds a lock. Asks no cloud. */
  lockHolder(lock: StackLock): Promise<LockHolder>;
  /** What a function such as `lunanode:getPlans` answers. */
  invoke(token: string, args: Properties, account: AccountSettings): Promise<Properties>;
}
