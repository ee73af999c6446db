import type { OperationContext } from "./context.ts";
import type { IgnoredWrite, PassingRefusal, Task } from "./task.ts";
import type { ViewTypes } from "./view.ts";

/** A power state in which the cloud does something that it refuses in others. */
export interface RequiredPower {
  /** Where the server is brought for it, and brought back from afterwards. */
  state: string;
  /** The states in which it is refused. */
  insteadOf: readonly string[];
  /** Whether it is refused is not known for certain: it is tried first, and this tells a refusal that means so. */
  ifRefused?(error: unknown): boolean;
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
