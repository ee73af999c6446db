import type { Entry } from "./catalog.ts";
import type { Difference } from "./difference.ts";
import type { Outputs, ValueOf, Values } from "./fields.ts";
import type { Task } from "./task.ts";
import type { At, Observed, ViewTypes } from "./view.ts";

/** What a function of a definition works with. The engine provides time, retries, polling and locks. */
export interface BaseOperationContext<Api, I, O> {
  readonly api: Api;
  readonly scope: string;
  readonly desired: Values<I>;
  /**
   * Whether the program requests another value of an input than the state has, or an earlier run left it unfinished. A step
   * must not change anything else: no preview has shown what differs only in the cloud.
   */
  hasChanged(input: keyof I & string): boolean;
  /** The state; absent at creation and adoption. */
  readonly previous:
    | {
        inputs: Partial<Values<I>>;
        outputs: Outputs<O>;
        /** The inputs whose step an earlier run left unfinished. */
        unfinished: readonly string[];
      }
    | undefined;
  /** True until the first `up` of this object has finished, resumed runs included. */
  readonly creating: boolean;
  /** A random token for each operation. If `create` sends it, `createToken` finds it again. */
  readonly token: string;
  /** Calls `get` with every shared poll until `done`, within the deadline. `what` completes "waiting for …". */
  poll<T>(what: string, get: () => Promise<T>, done: (value: T) => boolean, limitSeconds?: number): Promise<T>;
  /** Runs one operation at a time in this process for the same lock. */
  exclusive<T>(lock: string, operation: () => Promise<T>): Promise<T>;
  /** Creates one thing at a time for the same lock, and finds its key by comparing lists if the response does not name it. */
  createByDifference(lock: string, difference: Difference): Promise<string>;
  /**
   * Runs `work` once for all operations of this process that ask for it with the same key at about the same time: about a second
   * after the last of them has asked.
   */
  oncePerBurst(key: string, work: () => Promise<void>): Promise<void>;
  /** Waits for the end of a task that a call was answered with. Throws if it failed. */
  followTask(task: Task): Promise<void>;
  /** Sets outputs that are known only at this moment, such as a generated password. */
  setOutputs(outputs: Outputs<O>): void;
  /**
   * What a user does if an object with this one's name, which was not there before the create, is someone else's. Undefined if
   * nobody else generates such a name.
   */
  readonly ifForeign: string | undefined;
  warn(message: string): void;
  /** The entry of a catalog by its ID; undefined if the list lacks it. */
  entry(kind: string, id: string): Promise<Entry | undefined>;
  /** The name of the resource in the program, for messages. */
  readonly label: string;
}

export interface OperationContext<Api, V extends ViewTypes, I, O> extends BaseOperationContext<Api, I, O> {
  readonly key: string;
  readonly at: At;
  /** The newest observation; `waitUntil` updates it. */
  readonly observed: Observed<V>;
  /** The observed value of an input; as IDs if it has a catalog. */
  observedInput<K extends keyof I & string>(input: K): ValueOf<I[K]> | undefined;
  /**
   * Observes with every shared poll until `done`. At the deadline `waitUntil` throws; at its limit `waitWithin` returns false.
   */
  waitUntil(what: string, done: (observed: Observed<V>) => boolean): Promise<void>;
  waitWithin(limitSeconds: number, what: string, done: (observed: Observed<V>) => boolean): Promise<boolean>;
  /** One of several calls of a step: sends it and waits until the result is observed, as the engine does with a step. */
  change(what: string, send: () => Promise<unknown>, isDone: (observed: Observed<V>) => boolean): Promise<void>;
  /** Like `change`, but does not wait if the call is accepted. */
  changeUnlessDone(
    what: string,
    send: () => Promise<unknown>,
    isDone: (observed: Observed<V>) => boolean,
  ): Promise<void>;
  /** Like `change`, for a result that no view shows but another call does. */
  changeElsewhere<T>(
    what: string,
    send: () => Promise<unknown>,
    get: () => Promise<T>,
    isDone: (value: T) => boolean,
  ): Promise<void>;
  /** Brings a server into a power state, and waits until it is there. */
  bringToPowerState(power: string): Promise<void>;
}
