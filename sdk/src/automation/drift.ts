import type { RefreshOptions, Stack } from "@pulumi/pulumi/automation/index.js";
import { Observed } from "./observed.js";
import { type DriftReport, RefreshError } from "./report.js";

/** Pulumi's own options of a refresh, as far as they concern one that writes nothing. */
export interface DriftOptions
  extends Pick<RefreshOptions, "parallel" | "target" | "exclude" | "signal" | "onOutput" | "onError" | "onEvent"> {
  /**
   * Runs the program, so that credentials come from where it takes them. Otherwise they come from the state, the stack's
   * configuration and the environment, which is quicker and needs no program.
   */
  runProgram?: boolean;
}

/**
 * What has changed in the clouds behind Pulumi's back. Reads every one of indiecloud's resources in the stack's state and
 * writes nothing, neither to the clouds nor to the state. Secrets are `[secret]` in the report. It takes no lock and waits
 * for none, so what another run is just changing may show.
 *
 * @param stack A stack of the Automation API, of an inline program or a project folder, on any backend.
 * @throws RefreshError where resources could not be read; its `report` has what was.
 * @throws What Pulumi says where it could not begin: no such stack, no passphrase.
 */
export async function detectDrift(stack: Stack, options: DriftOptions = {}): Promise<DriftReport> {
  const observed = new Observed();
  // Pulumi listens to a signal only from the moment on at which its CLI runs.
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
