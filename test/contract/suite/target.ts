import type { CloudName, CloudObject } from "../../../emulators/src/index.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { EmulatedAccount } from "./account.ts";
import type { Samples } from "./samples.ts";

/** Why a cloud cannot have a behavior, and where its reference says so. A row without either fails. */
export interface Cannot {
  cannot: string;
  /** Section of the cloud's API notes: `§3.1` is that of docs/api/lunanode.md for LunaNode. */
  see: string;
}

export const isCannot = (value: unknown): value is Cannot =>
  typeof value === "object" && value !== null && "cannot" in value;

/** A part of an adapter: what the behaviors need of a cloud, or why the cloud has nothing of the kind. */
export type Can<T> = T | Cannot;

/** What somebody does to a server behind Pulumi's back, and what refresh then has to show. */
export interface Drift {
  /** The program's value of the property. */
  program: unknown;
  /** Added to the program where the property needs company. */
  beside?: Json;
  changeOutOfBand(account: EmulatedAccount, row: CloudObject): void | Promise<void>;
  /**
   * The value that refresh shows, as the user would write it; `reported`: a warning that names it, and the input stays.
   * Repaired drift must be gone from the emulator after the next `up`.
   */
  shows: unknown;
  reported?: true;
}

/** A refusal of the cloud: how to provoke it, and what the message must hold beside the next step. */
export interface Refusal {
  /** Gives what makes it good again. */
  provoke(account: EmulatedAccount): () => void;
  /** Changes of the program that meet it. */
  program?: Json;
  /** The cloud's own words, or code. */
  matches: RegExp;
  /** What the user is told to do. */
  suggests: RegExp;
}

/** A change for which a server has to leave the power state that it is in. */
export interface StoppedWork {
  /** The emulator's switches that make it so. */
  switches?: Json;
  /** The program that brings the server into the power state which it has to leave, and back to. */
  rest: Json;
  isAtRest(row: CloudObject): boolean;
  change: Json;
  isChanged(row: CloudObject): boolean;
  /** The calls by which it leaves that state, is changed, and goes back. */
  calls: { leave: string; work: string; back: string };
  /** An error of the cloud, as a fault of the emulator and as the user reads it; `notBefore` so many calls of the change. */
  refusal: { error: string; matches: RegExp; after?: number };
}

/** What only one server can have at a time. */
export interface Exclusive {
  /** Puts one on the account, and gives the inputs that hold it. */
  put(account: EmulatedAccount): Promise<Json>;
  /** A change beside it that needs another server. */
  replace: Json;
}

/**
 * What the contract suite must know of a cloud: plain data and short functions, nothing that judges. Everything is in
 * terms of the server resource; ids in the emulator are the cloud's own.
 */
export interface ContractTarget {
  cloud: CloudName;
  title: string;
  /** The server resource. */
  token: string;
  /** The name that the panel shows. */
  nameIn(row: CloudObject): string;
  /** The same cloud spoken to in several ways; the suite runs in each. The value is added to the configuration. */
  forms: Readonly<Record<string, Json>>;
  /** Emulator switches under which the suite runs. */
  switches?: Json;
  /** What must be in an account before a server can be; gives what is added to every program. */
  prepare?(account: EmulatedAccount, index: number): Promise<Json>;
  /** The least program, with an explicit name where servers have one. */
  program: Json;
  /** The emulator's kind of row for a server, and whether a row is still a server that costs money. */
  kind: string;
  alive(row: CloudObject): boolean;
  /** The cloud's own id in the id that Pulumi keeps. */
  keyOf(id: string): string;
  /** Operation names as the request log has them; `*` stands for anything. */
  calls: { create: string; remove: string; list: string; one: string };
  /** A program that takes over the server with this id. */
  adopting(program: Json, id: string): Json;
  rename: Can<{ to: Json; isDone(row: CloudObject): boolean }>;
  /** Each from the program; `back` is the way to a smaller one, or the refusal of it. */
  resize: Can<{
    up: Json;
    isDone(row: CloudObject): boolean;
    down: { becomes(row: CloudObject): boolean } | { refused: RegExp };
  }>;
  /** A change that the cloud makes only in another power state. */
  stoppedWork: Can<StoppedWork>;
  /** A change of the program that needs another server. */
  replace: Can<Json>;
  /** Inputs of which only one server can have a value at a time. */
  exclusive: Can<Readonly<Record<string, Exclusive>>>;
  power: Can<{
    stopped: Json;
    running: Json;
    isRunning(row: CloudObject): boolean;
    /** Somebody switches it off (or on). Absent: power cannot be read, which `see` of the drift tells. */
    drift: Can<(account: EmulatedAccount, row: CloudObject) => void>;
  }>;
  /** Every input that can be read back has an entry. */
  drifts: Readonly<Record<string, Can<Drift>>>;
  /**
   * An input that is a set, and three members for it, which are made where they have to be: the first is the program's, the
   * second somebody else's, the third what the program has in place of the first.
   */
  set: Can<{
    key: string;
    beside?: Json;
    members(account: EmulatedAccount): Promise<readonly [ours: string, theirs: string, next: string]>;
  }>;
  protection: Can<{ program: Json; refused: RegExp; unprotected: Json }>;
  /** The switches that make every new build fail for good, or never end, and back. */
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
  /** A wrong plan and a wrong image, and what the preview says of the nearest. */
  misspelt: Can<Readonly<Record<string, { program: Json; message: RegExp }>>>;
  badKey: { config: Json; message: RegExp };
  /**
   * The call that says whose the credentials are, the answer to credentials that may not send it, and a configuration with
   * other credentials of the same account.
   */
  identity: Can<{ call: string; denied: { status: number; body: string }; sibling(config: Json): Json }>;
  /** What an hour of clock skew comes to. */
  clock: "corrected" | RegExp;
  /** An unknown word for a state of a new server, and how the deadline's message quotes it. */
  strangeState: Can<{ switches: Json; usual: Json; quoted: RegExp }>;
  /** Inputs whose text no message may hold. */
  secrets: Json;
  /** For 50 servers at once: calls that a server's inputs or singly read views cost, per server, and why. */
  perServer: Readonly<Record<string, { most: number; why: string }>>;
  /** The calls that waits repeat: one list a view and beat. */
  polls: readonly string[];
  /** What a refresh costs: lists, and requests a server where no list shows what is managed, with the section that says so. */
  refresh: { lists: number; singles: number; why: string };
  /** Parameters that every call that writes has. */
  always: readonly string[];
  /** What of a value is another one in every create. */
  newEachTime?: RegExp;
  /** Every resource of the cloud, by token: a value of each input, and what is sent because of it. */
  samples: Readonly<Record<string, Samples>>;
  /** What random sequences must know besides. */
  soak?: {
    /** Switches that shorten what would only be waited for. */
    switches?: Json;
    /** Changes of the program that no other part of the adapter has, each by itself. */
    inputs?: readonly Json[];
    /** Rows that are no objects: nobody pays for them, and no call lists them. */
    bookkeeping?: readonly string[];
    /** Resources of the cloud's program that are left out. */
    without?: readonly string[];
    /** Secret inputs of the cloud's program, by token. */
    secrets?: Readonly<Record<string, Json>>;
    /** Bodies of answers that say, as the cloud would, that there is nothing. */
    lies?: readonly string[];
  };
  /** Pages of a list of so many servers, where it is paged. */
  pages?(servers: number): number;
}
