import type { Entry } from "./catalog.ts";
import type { Outputs, ValueOf, Values } from "./fields.ts";
import type { Task } from "./task.ts";
import type { At, Observed, ViewTypes } from "./view.ts";

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
