import type {
  DestroyOptions,
  DestroyResult,
  PreviewOptions,
  PreviewResult,
  RefreshOptions,
  RefreshResult,
  Stack,
  UpOptions,
  UpResult,
} from "@pulumi/pulumi/automation/index.js";
import { type DriftOptions, detectDrift } from "./drift.js";
import { all, type FleetOptions, type FleetSummary, type Work } from "./outcomes.js";
import { parallelFor } from "./parallel.js";
import type { DriftReport } from "./report.js";

/** The operations that can be run on many stacks by name: Pulumi's options for each, and its result for one stack. */
export interface Operations {
  up: { options: UpOptions; result: UpResult };
  preview: { options: PreviewOptions; result: PreviewResult };
  refresh: { options: RefreshOptions; result: RefreshResult };
  destroy: { options: DestroyOptions; result: DestroyResult };
  drift: { options: DriftOptions; result: DriftReport };
}

export type OperationName = keyof Operations;

export interface NamedOptions<N extends OperationName> extends FleetOptions<Operations[N]["result"]> {
  operation: N;
  /**
   * Pulumi's options for the operation, for all stacks or by stack. If `parallel` is not set, `parallelFor` computes
   * it.
   */
  options?: Operations[N]["options"] | ((stack: Stack) => Operations[N]["options"]);
}

export interface CustomOptions<T> extends FleetOptions<T> {
  /** Runs for each stack. Pass `signal`, the fleet's, on to Pulumi's operations. */
  operation(stack: Stack, signal: AbortSignal | undefined): Promise<T>;
}

/**
 * Runs one operation on many stacks, several at once. A stack that fails does not stop the others, unless
 * `stopOnFailure` is set, and does not make this throw: its error is in the summary.
 * Pulumi reports an error thrown by an inline program to every inline program of the process. A resource that fails
 * does not have this effect. For programs that may throw, use project folders or a `concurrency` of 1.
 * @param stacks Each stack once, because Pulumi locks a stack while it works on it.
 */
export function forEachStack<N extends OperationName>(
  stacks: readonly Stack[],
  options: NamedOptions<N>,
): Promise<FleetSummary<Operations[N]["result"]>>;
export function forEachStack<T>(stacks: readonly Stack[], options: CustomOptions<T>): Promise<FleetSummary<T>>;
export function forEachStack(
  stacks: readonly Stack[],
  options: NamedOptions<OperationName> | CustomOptions<unknown>,
): Promise<FleetSummary<unknown>> {
  return all<unknown, Stack>(stacks, options, isNamed(options) ? namedOperation(options) : options.operation);
}

const isNamed = (options: { operation: unknown }): options is NamedOptions<OperationName> =>
  typeof options.operation === "string";

type Runs = {
  [N in OperationName]: (stack: Stack, options: Operations[N]["options"]) => Promise<Operations[N]["result"]>;
};

const RUN: Runs = {
  up: async (stack, options) => stack.up(await wide(stack, "up", options)),
  preview: (stack, options) => stack.preview(options),
  refresh: async (stack, options) => stack.refresh(await wide(stack, "refresh", options)),
  destroy: async (stack, options) => stack.destroy(await wide(stack, "destroy", options)),
  drift: detectDrift,
};

async function wide<O extends { parallel?: number; signal?: AbortSignal }>(
  stack: Stack,
  operation: Parameters<typeof parallelFor>[1],
  options: O,
): Promise<O> {
  const parallel = options.parallel ?? (await parallelFor(stack, operation));
  // Pulumi reacts to a signal only once its CLI is running.
  options.signal?.throwIfAborted();
  return { ...options, parallel };
}

function namedOperation<N extends OperationName>({
  operation,
  options,
}: NamedOptions<N>): Work<Operations[N]["result"]> {
  return (stack, signal) => {
    const given: Operations[N]["options"] = typeof options === "function" ? options(stack) : (options ?? {});
    return RUN[operation](stack, { ...(signal === undefined ? {} : { signal }), ...given });
  };
}
