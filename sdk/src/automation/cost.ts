import type { PreviewOptions, Stack } from "@pulumi/pulumi/automation/index.js";
import type { CostEstimate, CostQuery } from "../cost-types.js";
import { costQueries, isStateEntry, PendingChanges } from "./pending-changes.js";

/** The options of Pulumi's preview that apply. */
export interface CostOptions extends Pick<PreviewOptions, "parallel" | "signal" | "onOutput" | "onError" | "onEvent"> {
  /** Whether to run the program, for what its pending changes would add or save. Default: `true`. */
  preview?: boolean;
}

const provider: {
  queries(): { estimateCosts(queries: CostQuery[], hasPreview: boolean): Promise<Omit<CostEstimate, "stack">> };
} = require("@indiecloud/provider/dynamic");

/**
 * Estimates what a stack's resources cost in a month, by the clouds' own list prices, and what `pulumi up` would add
 * or save. Reads the state and the clouds' price lists and writes nothing. A price that is not known, whatever the
 * cause, has a reason in the result and is in no sum. Credentials come from the stack's configuration, from explicit
 * providers in its state, or from the environment of this process.
 * @param stack A stack of the Automation API, from an inline program or a project folder, on any backend.
 * @throws Pulumi's own error if the state cannot be read or the preview fails.
 */
export async function estimateCost(stack: Stack, options: CostOptions = {}): Promise<CostEstimate> {
  const { preview = true, ...more } = options;
  const { deployment } = await stack.exportStack();
  const config = await stack.getAllConfig();
  const changes = new PendingChanges();
  if (preview) {
    // Pulumi reacts to a signal only once its CLI is running.
    options.signal?.throwIfAborted();
    await stack.preview({
      ...more,
      onEvent: (event) => {
        changes.hear(event);
        options.onEvent?.(event);
      },
    });
  }
  const listed: unknown[] = Array.isArray(deployment?.resources) ? deployment.resources : [];
  const queries = costQueries(
    listed.filter(isStateEntry),
    preview ? changes : undefined,
    (cloud) => config[`indiecloud:${cloud}`]?.value,
  );
  return { stack: stack.name, ...(await provider.queries().estimateCosts(queries, preview)) };
}
