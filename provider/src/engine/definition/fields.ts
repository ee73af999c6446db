import type { ZodType } from "zod";
import type { Entry } from "./catalog.ts";
import type { Observed, ViewTypes } from "./view.ts";

/** Declared as methods, so that a definition is assignable to `ResourceDefinition`, which does not know its types. */
interface Functions<T, Row> {
  get(observed: Row, previous: T | undefined): T | undefined;
  change(was: T, now: T, all: Readonly<Record<string, unknown>>): "update" | "replace";
}

/** Getters by view, cheapest view first. `undefined` means "this view does not show it", never "none". */
export type Getters<T, V extends ViewTypes> = { [N in keyof V]?: Functions<T, V[N]>["get"] };

/**
 * - `update`: changed in place by a step.
 * - `replace`: a change creates a new object.
 * - `initial`: used at creation only; a change is recorded with a warning, without a call.
 * - `trigger`: a change of a value that was set before runs a step; cannot be read.
 */
export type Change = "update" | "replace" | "initial" | "trigger";

/** How a value that consists of several things changes one by one: see `FieldOptions.merge`. */
export type Merge = "set" | "map" | "count";

/**
 * A size that the cloud can increase but never decrease. A smaller size is refused: in the preview, judged by the state and the
 * catalogs, and before the step, judged by the observation.
 */
export interface GrowOnly<T, V extends ViewTypes> {
  /** For messages: `disk`, `GB`. */
  what: string;
  unit: string;
  /** The size of a value, which may be a catalog entry. Undefined: not known. */
  sizeOf(value: T, entry: Entry | undefined): number | undefined;
  /** The size that the fetched views show. Absent: the size of the observed value. */
  observed?(observed: Observed<V>): number | undefined;
  /** If this input is set, the rule does not apply. */
  unless?: string;
}

/**
 * A list in which the cloud shows what a value names. Only the check looks it up, and only if the ID is new: the value is sent
 * as it is.
 */
export interface Listing<T> {
  catalog: string;
  /** The IDs in a value, given all known inputs. Default: the value, or each element. */
  idsIn?(value: T, inputs: Readonly<Record<string, unknown>>): readonly string[];
}

export interface FieldOptions<T, V extends ViewTypes> {
  /** Markdown; mentions the cloud's own term. */
  description: string;
  change: Change | Functions<T, never>["change"];
  /** What a change in place does to a running server: reboots it, or stops it for the change and starts it again. */
  interrupts?: "reboots" | "stops" | "may stop";
  /** How the API shows it. Absent: it cannot be read back. */
  read?: {
    from: Getters<T, V>;
    /**
     * `repair`: a refresh shows drift and the next update reverts it. `report`: the observed value is only reported in a
     * warning.
     */
    drift: "repair" | "report";
  };
  /** Equality of two spellings. Default: deep equality. */
  same?(a: T, b: T): boolean;
  /** The order of a list does not matter: it is a set. */
  unordered?: true;
  /**
   * The value consists of several things that change one by one, so what others have added or removed stays as it is: a set (as
   * every unordered list is), a map by key, or a count.
   */
  merge?: Merge;
  /** The meaning of a set's member: two spellings with the same meaning are one member. */
  normalize?(member: T extends readonly (infer M)[] ? M : never): string;
  secret?: true;
  /** The value (or each element) is the ID or the name of an entry of this catalog. */
  catalog?: string;
  /** Where the cloud shows the objects that it names, if it has no catalog. */
  listedIn?: readonly Listing<T>[];
  /**
   * The entry must have the same fact as the entry that another input names, e.g. an image the hypervisor of the plan. Of
   * several entries with one name, the one that matches is used.
   */
  matches?: { input: string; fact: string };
  growOnly?: GrowOnly<T, V>;
  /** Nouns of the resources whose ID the value is, if it has no catalog. */
  refersTo?: readonly string[];
  /** Applied only without an old state; afterwards kept from the state. */
  default?: T;
  /** What an object has that the program gives none; default: an empty value. `import` leaves it out. */
  withoutIt?: T;
  /**
   * Only one object can have the value (or each element) at a time, so a replacement that keeps it deletes the old object
   * first. `within`: two objects conflict only if these inputs are equal too.
   */
  exclusive?: true | { within: readonly string[]; when?(inputs: Readonly<Record<string, unknown>>): boolean };
}

export interface InputField<T, V extends ViewTypes, Required extends boolean> extends FieldOptions<T, V> {
  readonly type: ZodType<T>;
  readonly required: Required;
}

export interface OutputField<T, V extends ViewTypes> {
  readonly type: ZodType<T>;
  description: string;
  /** Every object has it from its creation on, so its type has no `undefined`. */
  always?: true;
  /** Absent: set only by `setOutputs`. */
  from?: Getters<T, V>;
  /** The inputs whose change in place may alter it: a preview keeps it known if others change. Absent: any may. */
  dependsOn?: readonly string[];
  secret?: true;
}

export type InputFields<V extends ViewTypes> = Record<string, InputField<unknown, V, boolean>>;

export type OutputFields<V extends ViewTypes> = Record<string, OutputField<unknown, V>>;

export type ValueOf<F> = F extends { readonly type: ZodType<infer T> } ? T : never;

type RequiredKeys<I> = { [K in keyof I]: I[K] extends { readonly required: true } ? K : never }[keyof I];

/** The inputs as steps see them: checked, with the cloud's IDs instead of the names of catalog entries. */
export type Values<I> = { [K in RequiredKeys<I>]: ValueOf<I[K]> } & {
  [K in Exclude<keyof I, RequiredKeys<I>>]?: ValueOf<I[K]> | undefined;
};

export type Outputs<O> = { [K in keyof O]?: ValueOf<O[K]> | undefined };

/** What a list shows if an input is absent: all scopes, the configuration's, that of the input's default, or an error. */
export type ListedBy = "all" | "configured" | "default" | "required";
