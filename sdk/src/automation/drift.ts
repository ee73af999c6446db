import type { RefreshOptions, Stack } from "@pulumi/pulumi/automation/index.js";
import { Observed } from "./observed.js";
import { type DriftReport, RefreshError } from "./report.js";

/** The options of Pulumi's refresh that apply to one that writes nothing. */
export interface DriftOptions
  extends Pick<RefreshOptions, "parallel" | "target" | "exclude" | "signal" | "onOutput" | "onError" | "onEvent"> {
  /**
   * Runs the program, so that credentials come from wherever the program takes them. Otherwise they come from the
   * state, the stack's configuration and the environment, which is faster and needs no program.
   */
  runProgram?: boolean;
}

/**
 * Detects what has changed in the clouds outside Pulumi. Reads every indiecloud resource in the stack's state and
 * writes nothing, neither to the clouds nor to the state. Secrets appear as `[secret]` in the report. It neither takes
 * nor waits for the stack's lock, so the report may include changes that another run is making.
 * @param stack A stack of the Automation API, from an inline program or a project folder, on any backend.
 * @throws RefreshError if resources could not be read; its `report` holds what could.
 * @throws Pulumi's own error if the refresh could not start: no such stack, no passphrase.
 */
export async function detectDrift(stack: Stack, options: DriftOptions = {}): Promise<DriftReport> {
  const observed = new Observed();
  // Pulumi reacts to a signal only once its CLI is running.
  options.signal?.throwIfAborted();
  try {
    const { changeSummary } = await stack.previewRefresh({
      ...options,
      runProgram: options.runProgram ?? false,
      onEvent: (event) => {
        observed.hear(event);
        options.onEvent?.(event);
      },
    });
    return observed.report(stack.name, changeSummary);
  } catch (error) {
    throw observed.unreadable.length > 0 ? new RefreshError(observed.report(stack.name, {}), error) : error;
  }
}
