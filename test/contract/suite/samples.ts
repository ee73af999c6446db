import type { CloudObject } from "../../../emulators/src/index.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { EmulatedAccount } from "./account.ts";

/**
 * Names of parameters by call, separated by blanks: `{ "vm/create": "hostname plan_id" }`. Those that every call of the
 * cloud has are left out.
 */
export type Sent = Readonly<Record<string, string>>;

/** A value of one input, and what the provider sends because of it. */
export interface InputSample {
  /** A value that the least program does not have. */
  value: unknown;
  /** Other inputs that it needs. They are in both programs that are compared; undefined takes one away. */
  beside?: Json;
  /** Other inputs that only go with it: in place of one of the least program, as a rule. */
  together?: Json;
  /** A change of the program after creation, for an input that only says how such a change is made. */
  next?: Json;
  /** Emulator switches under which it shows. */
  switches?: Json;
  /** What is sent otherwise than without it: until the program is as wanted, and to destroy. */
  sends: Sent;
  destroys?: Sent;
  /** Why the emulator refuses the request, which is all that there is to compare then. */
  refused?: string;
  /** The next value of an input that is changed in place, and the whole of what that change sends. */
  change?: ChangeSample;
}

export interface ChangeSample {
  to: unknown;
  /** Other inputs that are changed with it. */
  beside?: Json;
  sends: Sent;
  /** The calls in the order in which they have to be sent, if it matters. */
  order?: readonly string[];
}

/** An output that the least program does not have, or that no view shows: only the moment in which it arises knows it. */
export interface OutputSample {
  /** Added to the least program. */
  program?: Json;
  /** Emulator switches under which it shows. */
  switches?: Json;
  /** Changes of the program that give rise to it, one after the other. */
  next?: readonly Json[];
  /** What it has to be, told by the emulator. A pattern where the emulator keeps no copy. */
  is(account: EmulatedAccount, engine: Engine): unknown;
}

/** What somebody has attached to an object, and what becomes of it when the object is deleted. */
export interface RemovalSample {
  /** Added to the least program. */
  program?: Json;
  /** The object was taken over, so that nothing is known to have come with it. */
  isAdopted?: true;
  /** `id` is the cloud's own. */
  attach(account: EmulatedAccount, id: string): Promise<void>;
  /** All that destroy sends. */
  sends: Sent;
  /** What the user is told; a function if only then it is known. */
  matches: RegExp | ((account: EmulatedAccount) => RegExp);
}

/** What somebody does to an object behind Pulumi's back, and what refresh then has to show. */
export interface DriftSample {
  /** The program's value of the property; that of the least program where absent. */
  program?: unknown;
  /** Added to the program. */
  beside?: Json;
  /** Changes of its row in the emulator; or a function, which is given the cloud's own id. */
  set?: Json;
  changeOutOfBand?(account: EmulatedAccount, id: string): void | Promise<void>;
  /** What refresh shows, as the user would write it; `reported`: a warning has it, and the input stays. */
  shows: unknown;
  reported?: true;
}

/** What the contract suite must know of one resource: plain data. */
export interface ResourceSamples {
  /** The emulator's kind of row that is the object; its id there is the cloud's own. Absent: it has no row of its own. */
  kind?: string;
  /** Removes the object behind Pulumi's back, where that is not the deletion of its row. `id` is the cloud's own. */
  vanish?(account: EmulatedAccount, id: string): Promise<void>;
  /** Why an object whose create lost its answer is not kept. */
  lostCreate?: { cannot: string; see: string };
  /** The least program, with an explicit name where there is one. */
  program: Json;
  /** Everything that is sent to make that, and to destroy it. */
  sends: Sent;
  destroys: Sent;
  /** Reads that count as well, as an input is sent by them. */
  reads?: readonly string[];
  /** Every input has one sample, or several. */
  inputs: Readonly<Record<string, InputSample | readonly InputSample[]>>;
  /** Every output has one, or several, that no view shows, or not after the least program. */
  outputs?: Readonly<Record<string, OutputSample | readonly OutputSample[]>>;
  removals?: Readonly<Record<string, RemovalSample>>;
  /** Every input that can be read back; the server's are in the adapter. */
  drifts?: Readonly<Record<string, DriftSample | { cannot: string; see: string }>>;
}

/** Puts into the account what the samples name, then gives them. Made anew, everything gets the same ids again. */
export type Samples = (account: EmulatedAccount) => ResourceSamples | Promise<ResourceSamples>;

/** The id of the first object of a kind that has these values. */
export function idOf(account: EmulatedAccount, kind: string, values: Json): string {
  const fits = (row: CloudObject) => Object.entries(values).every(([key, value]) => row[key] === value);
  const row = account.objects(kind).find(fits);
  if (row === undefined) {
    throw new Error(`the emulator has no ${kind} with ${JSON.stringify(values)}`);
  }
  return row.id;
}
