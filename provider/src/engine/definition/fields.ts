import type { ZodType } from "zod";
import type { Entry } from "./catalog.ts";
import type { Observed, ViewTypes } from "./view.ts";

/** Declared as methods, so that a definition is assignable to `ResourceDefinition`, which does not know its types. */
interface Functions<T, Row> {
  get(observed: Row, previous: T | undefined): T | undefined;
  change(was: T, now: T, all: Readonly<Record<string, unknown>>): "update" | "replace";
}

/** Getters by view, cheapest view first. `undefined` means "this view does not say", never "none". */
export type Getters<T, V extends ViewTypes> = { [N in keyof V]?: Functions<T, V[N]>["get"] };

/**
 * - `update`: changed in place by a step.
 * - `replace`: a change makes a new object.
 * - `initial`: used at creation only; a change is recorded, calls nothing and warns.
 * - `trigger`: a change of a value that was set before runs a step; cannot be read.
 */
export type Change = "update" | "replace" | "initial" | "trigger";

/** How a value that is several things changes one by one: see `FieldOptions.merge`. */
export type Merge = "set" | "map" | "count";

/**
 * A size that the cloud makes larger, and never smaller. A value with a smaller one is refused: in the preview by what the
 * state and the catalogs tell, and before the step by what is observed.
 */
export interface GrowOnly<T, V extends ViewTypes> {
  /** For messages: `disk`, `GB`. */
  what: string;
  unit: string;
  /** The size that a value stands for, which may be an entry of its catalog. Undefined: it is not known. */
  sizeOf(value: T, entry: Entry | undefined): number | undefined;
  /** The size that the views at hand show. Absent: that of the observed value counts. */
  observed?(observed: Observed<V>): number | undefined;
  /** An input with which the size has nothing to do. */
  unless?: string;
}

export interface FieldOptions<T, V extends ViewTypes> {
  /** Markdown; names the cloud's own term. */
  description: string;
  change: Change | Functions<T, never>["change"];
  /** What a change in place does to a server that runs: it is rebooted, or stopped for it and started again. */
  interrupts?: "reboots" | "stops" | "may stop";
  /** How the API shows it. Absent: it cannot be read back. */
  read?: {
    from: Getters<T, V>;
    /** `repair`: drift shows in refresh and the next update mends it. `report`: the live value is reported in a warning only. */
    drift: "repair" | "report";
  };
  /** Equality of two spellings; deep equality otherwise. */
  same?(a: T, b: T): boolean;
  /** The order of a list does not matter: it is a set. */
  unordered?: true;
  /**
   * The value is several things that change one by one, so what others have added or taken away stays as it is: a set (as
   * every unordered list is), a map by key, or a number of things.
   */
  merge?: Merge;
  /** What a member of a set means: two spellings of the same are one member. */
  normalize?(member: T extends readonly (infer M)[] ? M : never): string;
  secret?: true;
  /** The value (or each element) is the id or the name of an entry of this catalog. */
  catalog?: string;
  /**
   * The entry must have the same fact as the one that another input names, such as an image the hypervisor of the plan. Of
   * several with one name, it is the one that does.
   */
  matches?: { input: string; fact: string };
  growOnly?: GrowOnly<T, V>;
  /** Applied only when there is no old state; kept from the state afterwards. */
  default?: T;
  /**
   * Only one object can have the value (or each element) at a time, so a replacement that keeps it deletes the old
   * object first. `within`: inputs that must be unchanged as well for two objects to be in each other's way.
   */
  exclusive?: true | { within: readonly string[] };
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
  /** The inputs whose change in place may alter it: a preview knows it still where others change. Absent: any may. */
  dependsOn?: readonly string[];
  secret?: true;
}

export type InputFields<V extends ViewTypes> = Record<string, InputField<unknown, V, boolean>>;

export type OutputFields<V extends ViewTypes> = Record<string, OutputField<unknown, V>>;

export type ValueOf<F> = F extends { readonly type: ZodType<infer T> } ? T : never;

type RequiredKeys<I> = { [K in keyof I]: I[K] extends { readonly required: true } ? K : never }[keyof I];

/** The inputs as steps see them: checked, and with the cloud's ids in place of the names of catalog entries. */
export type Values<I> = { [K in RequiredKeys<I>]: ValueOf<I[K]> } & {
  [K in Exclude<keyof I, RequiredKeys<I>>]?: ValueOf<I[K]> | undefined;
};

export type Outputs<O> = { [K in keyof O]?: ValueOf<O[K]> | undefined };

/** What a list shows where an input is absent: all places, that of the configuration, the input's default, or nothing. */
export type ListedBy = "all" | "configured" | "default" | "required";
