import type { CloudObject } from "../../../emulators/src/index.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { EmulatedAccount } from "./account.ts";

/**
 * Names of parameters by call, separated by spaces: `{ "vm/create": "hostname plan_id" }`. Those that every call of the
 * cloud has are omitted.
 */
export type Sent = Readonly<Record<string, string>>;

/** A value of one input, and what the provider sends because of it. */
export interface InputSample {
  /** A value that differs from the minimal program. */
  value: unknown;
  /** Other inputs that it needs. They are in both of the compared programs; undefined removes one. */
  beside?: Json;
  /** Other inputs that are only set with it, usually replacing one of the minimal program. */
  together?: Json;
  /** In which inputs an object in another place must differ, if the input is a place and both cannot have the same. */
  elsewhere?: Json;
  /** A change of the program after creation, for an input that only affects how such a change is made. */
  next?: Json;
  /** Emulator switches with which it is visible. */
  switches?: Json;
  /** What differs from the requests without it, until the program is applied and to destroy it. */
  sends: Sent;
  destroys?: Sent;
  /** The kind of what the cloud makes of it and destroy leaves there, named in a warning, because it holds data. */
  leaves?: string;
  /** The emulator's reason to reject the request, which is then all that can be compared. */
  refused?: string;
  /** The next value of an input that is changed in place, and everything that the change sends. */
  change?: ChangeSample;
}

export interface ChangeSample {
  to: unknown;
  /** Other inputs that are changed with it. */
  beside?: Json;
  sends: Sent;
  /** The required order of the calls, if it matters. */
  order?: readonly string[];
}

/** An output that the minimal program does not have, or that no view shows: it is only known when it arises. */
export interface OutputSample {
  /** Added to the minimal program. */
  program?: Json;
  /** Emulator switches with which it is visible. */
  switches?: Json;
  /** Changes of the program that produce it, in order. */
  next?: readonly Json[];
  /** The expected value, from the emulator; a pattern if the emulator does not store it. */
  is(account: EmulatedAccount, engine: Engine): unknown;
}

/** What somebody has attached to an object, and what happens to it when the object is deleted. */
export interface RemovalSample {
  /** Added to the minimal program. */
  program?: Json;
  /** The object was adopted, so nothing is known to have been created with it. */
  isAdopted?: true;
  /** `id` is the cloud's own. */
  attach(account: EmulatedAccount, id: string): Promise<void>;
  /** Everything that destroy sends. */
  sends: Sent;
  /** The message that the user gets; a function if it depends on the account. */
  matches: RegExp | ((account: EmulatedAccount) => RegExp);
}

/** An out-of-band change of an object, and what refresh must then show. */
export interface DriftSample {
  /** The program's value of the property; default: that of the minimal program. */
  program?: unknown;
  /** Added to the program. */
  beside?: Json;
  /** Changes of its row in the emulator, or a function that gets the cloud's own ID. */
  set?: Json;
  changeOutOfBand?(account: EmulatedAccount, id: string): void | Promise<void>;
  /** What refresh shows, in the user's terms; `reported`: a warning names it, and the input stays. */
  shows: unknown;
  reported?: true;
}

/** What the contract suite needs to know about one resource: plain data. */
export interface ResourceSamples {
  /** The emulator's kind of row for the object, whose ID is the cloud's own. Absent if it has no row of its own. */
  kind?: string;
  /** Removes the object out of band, if that is not the deletion of its row. `id` is the cloud's own. */
  vanish?(account: EmulatedAccount, id: string): Promise<void>;
  /** What it is read by and goes with: the emulator's kind, and the input of the minimal program with its ID or name. */
  parent?: { kind: string; input: string };
  /**
   * The inputs in which another object of the kind differs, its name included, if a name alone does not distinguish two. Creates what
   * it needs for itself. `index` counts from 1.
   */
  another?(account: EmulatedAccount, index: number): Json | Promise<Json>;
  /** Why an object is not kept if the answer to its create was lost. */
  lostCreate?: { cannot: string; see: string };
  /** What it changes stays after a destroy: the cloud has no call that undoes it. */
  isFinal?: true;
  /** The minimal program, with an explicit name if there is one. */
  program: Json;
  /** Everything that is sent to create and to destroy it. */
  sends: Sent;
  destroys: Sent;
  /** Reads that count too, because an input is sent with them. */
  reads?: readonly string[];
  /** Every input has one or more samples. */
  inputs: Readonly<Record<string, InputSample | readonly InputSample[]>>;
  /** Every output that no view shows, or that the minimal program does not have, has one or more samples. */
  outputs?: Readonly<Record<string, OutputSample | readonly OutputSample[]>>;
  removals?: Readonly<Record<string, RemovalSample>>;
  /** Every input that can be read back; the server's are in the target. */
  drifts?: Readonly<Record<string, DriftSample | { cannot: string; see: string }>>;
}

/** Creates what the samples refer to in the account and returns them. Doing it again produces the same IDs. */
export type Samples = (account: EmulatedAccount) => ResourceSamples | Promise<ResourceSamples>;

/** The ID of the first object of a kind with these values. */
export function idOf(account: EmulatedAccount, kind: string, values: Json): string {
  const fits = (row: CloudObject) => Object.entries(values).every(([key, value]) => row[key] === value);
  const row = account.objects(kind).find(fits);
  if (row === undefined) {
    throw new Error(`the emulator has no ${kind} with ${JSON.stringify(values)}`);
  }
  return row.id;
}
