import type { CloudError } from "../../http/errors.ts";
import type { OperationContext } from "./context.ts";
import type { IgnoredWrite, PassingRefusal, Task } from "./task.ts";
import type { Observed, ViewTypes } from "./view.ts";

/** A power state in which the cloud does something that it refuses in others. */
export interface RequiredPower {
  /** The state that the server is brought into, and back from afterwards. */
  state: string;
  /** The states in which the cloud refuses. */
  insteadOf: readonly string[];
  /** Set if it is not certain that the cloud refuses: the step is tried first, and this function recognizes such a refusal. */
  ifRefused?(error: unknown): boolean;
}

/** What a cloud adds to a new object some time after it is ready, such as an address. */
export interface ComesByItself<V extends ViewTypes, I> {
  withinSeconds: number;
  isThere(observed: Observed<V>): boolean;
  /** The inputs whose view shows it; without them, the first view does. */
  shownWith?: readonly (keyof I & string)[];
}

export interface Step<Api, V extends ViewTypes, I, O> {
  /** Completes "…" in progress messages and errors: `resize`. */
  label: string;
  /**
   * The inputs that it sets. An update runs it only if the program has changed one of them or an earlier run left one
   * unfinished. It never runs if the observation shows them all as desired or, for one that cannot be read, if its value is
   * recorded.
   */
  fields: readonly (keyof I & string)[];
  /** Other inputs whose change is a reason to run it. */
  also?: readonly (keyof I & string)[];
  /**
   * Overrides the comparison with the observation. A step without `fields` and `also` must not change anything that an input
   * sets.
   */
  due?(context: OperationContext<Api, V, I, O>): boolean;
  /** It comes by itself after a creation. The engine waits for it, and calls `run` only if it does not come. */
  comesByItself?: ComesByItself<V, I>;
  /** Throws if the change must be refused, before anything is done for it. */
  precondition?(context: OperationContext<Api, V, I, O>): Promise<void> | void;
  /**
   * The step makes several calls, and the first may already make the observation match the inputs. An interrupted step is
   * therefore run again, whatever is observed, with the inputs that were recorded before it.
   */
  severalCalls?: true;
  /** The power states that it needs, by the server's current state. */
  requiresPower?: readonly RequiredPower[];
  /** The cloud may accept it and do nothing. */
  mayBeIgnored?: IgnoredWrite<OperationContext<Api, V, I, O>>;
  /** What else the user reads if the cloud refuses it: whole sentences. */
  refusalHint?(error: CloudError): string | undefined;
  /** A refusal that passes by itself. */
  passingRefusal?: PassingRefusal<OperationContext<Api, V, I, O>>;
  /**
   * Sends the change. The engine then waits until an observation shows the inputs as desired and nothing in progress, and
   * determines the outcome of a failed call. Returns the task that the cloud answered with, if there is one.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most clouds answer with nothing to follow.
  run(context: OperationContext<Api, V, I, O>): Promise<Task | void>;
}
