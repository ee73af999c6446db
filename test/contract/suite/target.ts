import type { CloudEmulator, CloudObject, CloudSettings } from "../../../emulators/src/index.ts";
import type { CloudDefinition } from "../../../provider/src/engine/definition/cloud.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { EmulatedAccount } from "./account.ts";
import type { Samples } from "./samples.ts";

/** Why a cloud cannot have a behavior, and where its reference says so. Without either, the row fails. */
export interface Cannot {
  cannot: string;
  /** Section of the cloud's API notes: for LunaNode, `§3.1` is a section of docs/api/lunanode.md. */
  see: string;
}

export const isCannot = (value: unknown): value is Cannot =>
  typeof value === "object" && value !== null && "cannot" in value;

/** A part of a target: what the behaviors need from a cloud, or why the cloud does not have it. */
export type Can<T> = T | Cannot;

/** An out-of-band change of a server, and what refresh must then show. */
export interface Drift {
  /** The program's value of the property. */
  program: unknown;
  /** Added to the program if the property needs other inputs. */
  beside?: Json;
  changeOutOfBand(account: EmulatedAccount, row: CloudObject): void | Promise<void>;
  /**
   * The value that refresh shows, in the user's terms; `reported`: a warning names it, and the input stays. Repaired
   * drift must be gone from the emulator after the next `up`.
   */
  shows: unknown;
  reported?: true;
}

/** An error of the cloud: how to provoke it, and what the message must contain in addition to the next step. */
export interface Refusal {
  /** Returns the function that ends it. */
  provoke(account: EmulatedAccount): () => void;
  /** Changes of the program that run into it. */
  program?: Json;
  /** The cloud's own text or code. */
  matches: RegExp;
  /** The next step in the message. */
  suggests: RegExp;
}

/** A change for which a server must leave its power state. */
export interface StoppedWork {
  /** The emulator's switches for this. */
  switches?: Json;
  /** The program that puts the server into the power state which it has to leave and return to. */
  rest: Json;
  isAtRest(row: CloudObject): boolean;
  change: Json;
  isChanged(row: CloudObject): boolean;
  /** The calls with which it leaves that state, is changed, and returns. */
  calls: { leave: string; work: string; back: string };
  /**
   * An error of the cloud, as a fault of the emulator and as the user reads it; `after` this many calls of the change.
   */
  refusal: { error: string; matches: RegExp; after?: number };
}

/** Something that only one server can have at a time. */
export interface Exclusive {
  /** Creates it in the account, and returns the inputs that use it. */
  put(account: EmulatedAccount): Promise<Json>;
  /** A change of something else that needs a new server. */
  replace: Json;
}

/**
 * What the contract suite needs to know about a cloud: plain data and short functions that make no judgments.
 * Everything is about the server resource; IDs in the emulator are the cloud's own.
 */
export interface ContractTarget<Cloud extends string = string> {
  cloud: Cloud;
  /** A cloud that is not among the provider's and the emulators': its definition and its emulator. */
  own?: { definition: CloudDefinition; emulator(settings: CloudSettings): CloudEmulator };
  title: string;
  /** The server resource. */
  token: string;
  /** The name shown in the panel. */
  nameIn(row: CloudObject): string;
  /** Several ways to talk to the same cloud; the suite runs with each. The value is added to the configuration. */
  forms: Readonly<Record<string, Json>>;
  /** Emulator switches with which the suite runs. */
  switches?: Json;
  /** Creates what a server needs in an account; returns what is added to every program. */
  prepare?(account: EmulatedAccount, index: number): Promise<Json>;
  /** The minimal program, with an explicit name if servers have one. */
  program: Json;
  /** The emulator's kind of row for a server, and whether a row is still a server that costs money. */
  kind: string;
  alive(row: CloudObject): boolean;
  /** The cloud's own ID, from the ID in Pulumi. */
  keyOf(id: string): string;
  /** Operation names as in the request log; `*` matches anything. */
  calls: { create: string; remove: string; list: string; one: string };
  /** A program that adopts the server with this ID. */
  adopting(program: Json, id: string): Json;
  rename: Can<{ to: Json; isDone(row: CloudObject): boolean }>;
  /** Each is applied to the program; `back` is a change to a smaller plan, or the error for it. */
  resize: Can<{
    up: Json;
    isDone(row: CloudObject): boolean;
    down: { becomes(row: CloudObject): boolean } | { refused: RegExp };
  }>;
  /** A change that the cloud makes only in another power state. */
  stoppedWork: Can<StoppedWork>;
  /** A change of the program that needs a new server. */
  replace: Can<Json>;
  /** Inputs whose value only one server can have at a time. */
  exclusive: Can<Readonly<Record<string, Exclusive>>>;
  power: Can<{
    stopped: Json;
    running: Json;
    isRunning(row: CloudObject): boolean;
    /** Somebody switches it off (or on). Absent if power cannot be read, as `see` of the drift explains. */
    drift: Can<(account: EmulatedAccount, row: CloudObject) => void>;
  }>;
  /** Every input that can be read back has an entry. */
  drifts: Readonly<Record<string, Can<Drift>>>;
  /**
   * An input that is a set, and three members for it, created if necessary: the first is the program's, the second
   * somebody else's, the third replaces the first in the program.
   */
  set: Can<{
    key: string;
    beside?: Json;
    members(account: EmulatedAccount): Promise<readonly [ours: string, theirs: string, next: string]>;
  }>;
  protection: Can<{ program: Json; refused: RegExp; unprotected: Json }>;
  /** The switches that make every new build fail permanently, or never end, and those that undo this. */
  build: Can<{
    fails: Json;
    why: RegExp;
    endless: Json;
    usual: Json;
    rescue(account: EmulatedAccount, row: CloudObject): void;
  }>;
  refusals: {
    quota: Can<Refusal>;
    capacity: Can<Refusal>;
  };
  /** A wrong plan and a wrong image, and the suggestion in the preview. */
  misspelt: Can<Readonly<Record<string, { program: Json; message: RegExp }>>>;
  badKey: { config: Json; message: RegExp };
  /**
   * The call that identifies the account, the answer to credentials without permission for it, and a configuration with
   * other credentials of the same account.
   */
  identity: Can<{ call: string; denied: { status: number; body: string }; sibling(config: Json): Json }>;
  /** The result of an hour of clock skew. */
  clock: "corrected" | RegExp;
  /** An unknown state of a new server, and how the deadline's message quotes it. */
  strangeState: Can<{ switches: Json; usual: Json; quoted: RegExp }>;
  /** Inputs whose text must not appear in any message. */
  secrets: Json;
  /**
   * For 50 servers at once: the calls per server for a server's inputs or for views that are read one by one, and why.
   */
  perServer: Readonly<Record<string, { most: number; why: string }>>;
  /** The calls that waits repeat: one list for each view and poll. */
  polls: readonly string[];
  /**
   * The cost of a refresh: lists, and requests per server if no list shows what is managed, with the section that says
   * so.
   */
  refresh: { lists: number; singles: number; why: string };
  /** Parameters of every call that writes. */
  always: readonly string[];
  /** The part of a value that differs in every create. */
  newEachTime?: RegExp;
  /** Every resource of the cloud, by token: a value of each input, and what is sent because of it. */
  samples: Readonly<Record<string, Samples>>;
  /** What random sequences need to know in addition. */
  soak?: {
    /** Switches that shorten mere waiting. */
    switches?: Json;
    /** Changes of the program that no other part of the target has, each on its own. */
    inputs?: readonly Json[];
    /** Inputs of the server that another resource of the cloud's program has already, or that do not fit there. */
    taken?: readonly string[];
    /** Rows that are not objects: nobody pays for them, and no call lists them. */
    bookkeeping?: readonly string[];
    /** Kinds that programs declare, and that also come with another object: the row of one names the other's. */
    comesWith?: readonly string[];
    /** Resources of the cloud's program that are left out. */
    without?: readonly string[];
    /** Resources that have the ID of another's row, and none of their own. */
    links?: readonly string[];
    /** Secret inputs of the cloud's program, by token. */
    secrets?: Readonly<Record<string, Json>>;
    /** Bodies of answers with which the cloud would say that there is nothing. */
    lies?: readonly string[];
  };
  /** The number of pages of a list of this many servers, if it is paged. */
  pages?(servers: number): number;
}
