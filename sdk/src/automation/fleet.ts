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

/** What can be done to many stacks by name: Pulumi's options of it, and what a run of one stack gives. */
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
  /** Pulumi's options of the operation, for all stacks or by stack. Without `parallel`, `parallelFor` says it. */
  options?: Operations[N]["options"] | ((stack: Stack) => Operations[N]["options"]);
}

export interface CustomOptions<T> extends FleetOptions<T> {
  /** What is done with each stack. `signal` is the fleet's, for Pulumi's operations to listen to. */
  operation(stack: Stack, signal: AbortSignal | undefined): Promise<T>;
}

/**
 * Does one thing to many stacks, several at once. A stack that fails stops no other, unless `stopOnFailure` is set, and
 * does not make this throw: the summary has its error.
 *
 * Pulumi hands what an inline program itself throws to every inline program of the process. A resource that fails is not
 * such a case; for programs that may throw, use project folders, or a `concurrency` of 1.
 *
 * @param stacks Each of them once, as Pulumi locks a stack while it works on it.
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
  // Pulumi listens to a signal only from the moment on at which its CLI runs.
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
