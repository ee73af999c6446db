import type { ZodType } from "zod";

import type { Entry } from "./catalog.ts";
import type { NameRule } from "./names.ts";
import type { CheckFailure } from "./shape.ts";
import type { IgnoredWrite, PassingRefusal, Task } from "./task.ts";

/**
 * What a resource is, as data. `resourceKit` gives the typed builders; check, diff, life cycle, schema.json, the SDK
 * classes and the reference pages are all derived from the result, so nothing about a resource is written twice.
 */

/** One type a view: `{ row: VmRow; detail: VmDetail }`. A view is one shape in which the cloud shows the object. */
export type ViewTypes = object;

/** What has been observed of one object: the views that were fetched. */
export type Observed<V extends ViewTypes> = { [N in keyof V]?: V[N] };

/** What has been observed of an object of any resource. */
export type AnyObserved = Observed<Record<string, unknown>>;

/** Where an object is. `scope` is the region or project (`""` where the cloud has none), `key` the cloud's own id. */
export interface At {
  scope: string;
  key: string;
}

/** Getters by view, cheapest view first. `undefined` means "this view does not say", never "none". */
export type Getters<T, V extends ViewTypes> = { [N in keyof V]?: Functions<T, V[N]>["get"] };
/** Declared as methods, so that a definition is assignable to `ResourceDefinition`, which does not know its types. */
interface Functions<T, Row> {
  get(observed: Row, previous: T | undefined): T | undefined;
  change(was: T, now: T, all: Readonly<Record<string, unknown>>): "update" | "replace";
}

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
   * object first. `waitWithin`: inputs that must be unchanged as well for two objects to be in each other's way.
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
  /** Absent: set only by `keep`. */
  from?: Getters<T, V>;
  /** The inputs whose change in place may alter it: a preview knows it still where others change. Absent: any may. */
  dependsOn?: readonly string[];
  secret?: true;
}

export type InputFields<V extends ViewTypes> = Record<string, InputField<unknown, V, boolean>>;
export type OutputFields<V extends ViewTypes> = Record<string, OutputField<unknown, V>>;

type ValueOf<F> = F extends { readonly type: ZodType<infer T> } ? T : never;
type RequiredKeys<I> = { [K in keyof I]: I[K] extends { readonly required: true } ? K : never }[keyof I];

/** The inputs as steps see them: checked, and with the cloud's ids in place of the names of catalog entries. */
export type Values<I> = { [K in RequiredKeys<I>]: ValueOf<I[K]> } & {
  [K in Exclude<keyof I, RequiredKeys<I>>]?: ValueOf<I[K]> | undefined;
};
export type Outputs<O> = { [K in keyof O]?: ValueOf<O[K]> | undefined };

/** One way to see objects. Views are declared cheapest first. */
export interface View<Api, V extends ViewTypes, Row> {
  /**
   * Every object of the scope, complete (all pages). Where one list covers all scopes, `allScopes` and a scope a row.
   * `undefined`: this account has no such list; then nothing is proved by it, and objects are read one by one.
   */
  list?(
    api: Api,
    scope: string,
  ): Promise<readonly (readonly [key: string, row: Row, scope?: string | undefined])[] | undefined>;
  allScopes?: true;
  /** The row of an object that the list does not have, where that says something of it: that it has none of what is listed. */
  none?: Row;
  /** One object; may fill other views by the way. `undefined`: not there. A `notFound` error means the same. */
  one?(api: Api, at: At): Promise<Observed<V> | undefined>;
}

export type Phase =
  | { is: "ready" }
  /** Also every word that is not known: it is waited for until the deadline, then quoted. */
  | { is: "pending" }
  | { is: "gone" }
  /** The build has ended for good; only during creation this replaces the object. */
  | { is: "failed"; why: string };

/** What a function of a definition works with. Time, retries, polling and locks are the engine's. */
export interface BaseOperationContext<Api, I, O> {
  readonly api: Api;
  readonly scope: string;
  readonly desired: Values<I>;
  /**
   * Whether the program asks for another value of an input than the state has, or an earlier run has not brought it
   * about. A step must change nothing else: what differs in the cloud alone, no preview has shown.
   */
  hasChanged(input: keyof I & string): boolean;
  /** What the state holds; absent at creation and when an object is taken over. */
  readonly previous:
    | {
        inputs: Partial<Values<I>>;
        outputs: Outputs<O>;
        /** The inputs whose step an earlier run has not brought to its end. */
        unfinished: readonly string[];
      }
    | undefined;
  /** True until the first `up` of this object has come to its end, resumed runs included. */
  readonly creating: boolean;
  /** Random, and another one for every operation: what `create` sends along of it, `createToken` finds again. */
  readonly token: string;
  /** Calls `get` at the shared pace until `done`, within the deadline. `what` completes "waiting for …". */
  poll<T>(what: string, get: () => Promise<T>, done: (value: T) => boolean, limitSeconds?: number): Promise<T>;
  /** One at a time in this process for the same lock. */
  exclusive<T>(lock: string, operation: () => Promise<T>): Promise<T>;
  /** Waits for the end of a task that a call was answered with. Throws where it failed. */
  followTask(task: Task): Promise<void>;
  /** Outputs that only this moment knows, such as a generated password. */
  setOutputs(outputs: Outputs<O>): void;
  warn(message: string): void;
  /** The entry of a catalog by its id; undefined where the list lacks it. */
  entry(kind: string, id: string): Promise<Entry | undefined>;
  /** The name of the resource in the program, for texts. */
  readonly label: string;
}

export interface OperationContext<Api, V extends ViewTypes, I, O> extends BaseOperationContext<Api, I, O> {
  readonly key: string;
  readonly at: At;
  /** The newest observation; `waitUntil` renews it. */
  readonly observed: Observed<V>;
  /** The live value of an input, as ids where it is a catalog's. */
  observedInput<K extends keyof I & string>(input: K): ValueOf<I[K]> | undefined;
  /** Observes at the shared pace until `done`. Throws at the deadline, or, with a limit, answers false. */
  waitUntil(what: string, done: (observed: Observed<V>) => boolean): Promise<void>;
  waitWithin(limitSeconds: number, what: string, done: (observed: Observed<V>) => boolean): Promise<boolean>;
  /** One of several calls of a step: sent, and waited for until it is to be seen, as the engine does with a step. */
  change(what: string, send: () => Promise<unknown>, isDone: (observed: Observed<V>) => boolean): Promise<void>;
  /** As `change`, but what is accepted is not waited for. */
  changeUnlessDone(
    what: string,
    send: () => Promise<unknown>,
    isDone: (observed: Observed<V>) => boolean,
  ): Promise<void>;
  /** As `change`, where no view shows it and another call does. */
  changeElsewhere<T>(
    what: string,
    send: () => Promise<unknown>,
    get: () => Promise<T>,
    isDone: (value: T) => boolean,
  ): Promise<void>;
  /** Brings a server into a power state, and waits until it is there. */
  bringToPowerState(power: string): Promise<void>;
}

/** A power state in which the cloud does something that it refuses in others. */
export interface RequiredPower {
  /** Where the server is brought for it, and brought back from afterwards. */
  state: string;
  /** The states in which it is refused. */
  insteadOf: readonly string[];
  /** Whether it is refused is not known for certain: it is tried first, and this tells a refusal that means so. */
  ifRefused?(error: unknown): boolean;
}

export interface Leftover {
  id: string;
  /** `public IP 203.0.113.7 (12345)` */
  name: string;
  /** It certainly came with the object, and nobody has taken it since: it is given back. Else a warning names it. */
  isOwn: boolean;
  /** What the user reads when it has been given back: `its backups stay`. */
  note?: string;
}

/** Declared as methods, so that a definition is assignable to `ResourceDefinition`. */
export interface Leftovers<RemovalContext> {
  /**
   * Those that are there, of an object that was removed just now, or has vanished. Asks nothing if the state tells that
   * there can be none.
   */
  find(context: RemovalContext, how: "removed" | "vanished"): Promise<readonly Leftover[]>;
  giveBack(context: RemovalContext, leftover: Leftover): Promise<void>;
}

export interface Step<Api, V extends ViewTypes, I, O> {
  /** Completes "…" in progress lines and errors: `resize`. */
  label: string;
  /**
   * The inputs that it brings about. In an update it is run only if the program has changed one of them, or an earlier run
   * has left one unfinished; and never if the observation shows them all, or, where one cannot be read, if it is recorded.
   */
  fields: readonly (keyof I & string)[];
  /** Inputs whose change is a reason to run it as well. */
  also?: readonly (keyof I & string)[];
  /** Replaces what is said of the observation. A step without `fields` and `also` must not change what an input names. */
  due?(context: OperationContext<Api, V, I, O>): boolean;
  /** Throws where the change must be refused: before anything is done for it. */
  precondition?(context: OperationContext<Api, V, I, O>): Promise<void> | void;
  /**
   * It is several calls, the first of which may show already what the inputs say. So one that was cut short is run again,
   * whatever is to be seen, with the inputs as they were recorded before it.
   */
  severalCalls?: true;
  /** The power states that it needs, by the state that the server is in. */
  requiresPower?: readonly RequiredPower[];
  /** The cloud can accept it and do nothing. */
  mayBeIgnored?: IgnoredWrite<OperationContext<Api, V, I, O>>;
  /** A refusal of it that passes by itself. */
  passingRefusal?: PassingRefusal<OperationContext<Api, V, I, O>>;
  /**
   * Sends the change; the engine then waits until an observation shows the inputs as they are wanted and nothing under
   * way, and sees what has become of a call that failed. Gives the task that the cloud has answered with, if it has one.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most clouds answer with nothing to follow.
  run(context: OperationContext<Api, V, I, O>): Promise<Task | void>;
}

export interface Definition<Api, V extends ViewTypes, I extends InputFields<V>, O extends OutputFields<V>> {
  /** `lunanode:Vm`: module and class. */
  token: string;
  /** What it is called in messages: `VM`. */
  noun: string;
  description: string;
  /** The vendor's page on it. */
  see?: string;
  inputs: I;
  outputs: O;
  /** Seconds; 600 each where it is absent. */
  timeouts?: { create: number; update: number; delete: number };
  /** The scope that the inputs name, else the account's own; `""` where there is none. */
  scope(desired: Values<I>, api: Api): string;
  /** It costs something for as long as it is there. */
  isCharged?: true;
  /** The inputs that `scope` looks at: by these a list of what the account has is asked for. */
  listBy?: { readonly [K in keyof I & string]?: ListedBy };
  id: IdForm;
  /** The input that names it; generated by the rule where the user gives none. */
  name?: NameRule & { input: keyof I & string };
  views: { [N in keyof V]: View<Api, V, V[N]> };
  /** What proves that an object is gone: that `one` says so, that a good fresh list lacks it, or both together. */
  absenceProof: "one" | "list" | "both";
  /** What a list row shows to tell one object from another, its name or its markers, for the lookup before create. */
  nameOf?(observed: Observed<V>): string | readonly string[] | undefined;
  /** Objects can be without any of it. Otherwise a list with one that has none is damaged, and proves nothing before a create. */
  mayLackName?: true;
  /** What is looked for among them; the name where absent. */
  searchKey?(desired: Values<I>): string;
  /**
   * Where the name (or marker) may come only after creation: which objects have none yet, so that an interrupted create
   * in this scope may have made them if `like`, inputs that create sends, are as they would be.
   */
  unnamed?: {
    is(observed: Observed<V>, scope: string): boolean;
    like: readonly (keyof I & string)[];
    /** What a person does to one that is somebody else's: `give it a name`. */
    claimHint: string;
  };
  /** When the object was made, in milliseconds since the epoch; undefined: the cloud does not show it, or not yet. */
  createdAt?(observed: Observed<V>): number | undefined;
  /** The token of the create that made it; another text if it is certain that no create of now did. Undefined: it does not show. */
  createToken?(observed: Observed<V>): string | undefined;
  /** Whether the provider has made it and not yet given it its name, where that comes after the create. */
  isUnfinished?(observed: Observed<V>): boolean;
  /** An input that names an existing object to take over, which `remove` then leaves where it is; such a resource has no `adopt`. */
  adoptInput?: keyof I & string;
  /** Problems that no single field can see. `creates`: a new object is to be made, and none taken over. */
  validate?(
    desired: Partial<Values<I>>,
    isSet: (key: keyof I & string) => boolean,
    creates: boolean,
  ): readonly CheckFailure[];
  /** Problems that entries of catalogs tell; `hasChanged`: the state does not have this value of the input. */
  validateEntries?(
    desired: Partial<Values<I>>,
    entry: (input: keyof I & string) => Entry | undefined,
    hasChanged: (input: keyof I & string) => boolean,
  ): readonly CheckFailure[];
  /** The one buying call. Absent: such objects can only be adopted. */
  create?(context: BaseOperationContext<Api, I, O>): Promise<string>;
  /** Outputs that tell what `create` has made from what was taken over. */
  createdOutputs?: Outputs<O>;
  /** Undefined: the views at hand do not tell. Absent: an object that exists is ready. */
  state?(observed: Observed<V>): Phase | undefined;
  /**
   * Whether a server runs: `running`, `stopped`, or the cloud's own further words, such as `shelved`. The state records it
   * at the end of every operation. Undefined: the views at hand do not tell.
   */
  power?(observed: Observed<V>): string | undefined;
  /** The one call that leads from the present power state towards another; the engine waits for it. */
  switchPower?(context: OperationContext<Api, V, I, O>, to: string): Promise<unknown>;
  /** The cloud's own word for the state, for progress lines and errors. */
  statusText?(observed: Observed<V>): string | undefined;
  /** Seconds after creation in which "not found" means "not yet". */
  consistencyWindow?: number;
  steps: readonly Step<Api, V, I, O>[];
  /** Throws where a removal must be refused: before anything is done for it. May wait until the object can be asked for it. */
  beforeRemoval?(context: OperationContext<Api, V, I, O>): Promise<void> | void;
  /** The power state that it is removed in; after `limitSeconds` it is removed all the same. */
  removalPower?: RequiredPower & { limitSeconds?: number };
  /** What came with an object, is charged, and does not go by itself when the object goes, or has vanished. */
  leftovers?: Leftovers<OperationContext<Api, V, I, O>>;
  /** Asks for the removal; the engine then waits until the object is gone. `released`: it stays in the cloud, on purpose. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most definitions have nothing to say here.
  remove(context: OperationContext<Api, V, I, O>): Promise<"released" | void>;
  /** The cloud is at it already: it is not asked again, only waited for. */
  isBeingRemoved?(observed: Observed<V>): boolean;
  /** A refusal of the removal that passes by itself. */
  passingRefusal?: PassingRefusal<OperationContext<Api, V, I, O>>;
}

export interface IdForm {
  format(at: At): string;
  /** The scope is missing where a person gives only the cloud's own id. */
  parse(id: string): { scope?: string; key: string };
  /** For the documentation of import and adopt. */
  example: string;
}

/** `<scope>/<key>` */
export const scopedId = (example: string): IdForm => ({
  format: ({ scope, key }) => `${scope}/${key}`,
  parse: (id) => {
    const [key = id, scope] = id.split("/").reverse();
    return scope === undefined ? { key } : { scope, key };
  },
  example,
});

/** The cloud's own id, for what belongs to the whole account. */
export const plainId = (example: string): IdForm => ({
  format: ({ key }) => key,
  parse: (key) => ({ key }),
  example,
});

/** What a list shows where an input is absent: all places, that of the configuration, the input's default, or nothing. */
export type ListedBy = "all" | "configured" | "default" | "required";

/** A definition of which the engine knows the shape but not the types. */
export type ResourceDefinition = Definition<
  unknown,
  Record<string, unknown>,
  InputFields<Record<string, unknown>>,
  OutputFields<Record<string, unknown>>
>;

/** What the functions of such a definition work with. */
export type AnyContext = OperationContext<
  unknown,
  Record<string, unknown>,
  ResourceDefinition["inputs"],
  ResourceDefinition["outputs"]
>;

/** Typed builders for the resources of one cloud: `Api` is its client, `V` the wire types of this resource's views. */
export function resourceKit<Api, V extends ViewTypes>() {
  return {
    required: <T>(type: ZodType<T>, options: FieldOptions<T, V>): InputField<T, V, true> => ({
      ...options,
      type,
      required: true,
    }),
    optional: <T>(type: ZodType<T>, options: FieldOptions<T, V>): InputField<T, V, false> => ({
      ...options,
      type,
      required: false,
    }),
    output: <T>(type: ZodType<T>, options: Omit<OutputField<T, V>, "type">): OutputField<T, V> => ({
      ...options,
      type,
    }),
    define: <I extends InputFields<V>, O extends OutputFields<V>>(definition: Definition<Api, V, I, O>) => {
      for (const [key, { dependsOn = [] }] of Object.entries(definition.outputs)) {
        const unknownInput = dependsOn.find((input) => definition.inputs[input] === undefined);
        if (unknownInput !== undefined) {
          throw new Error(`${definition.token}: ${key} depends on ${unknownInput}, which is not an input`);
        }
      }
      return definition;
    },
  };
}
