import { availableParallelism } from "node:os";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { tokenOf } from "../shape.js";
import { isRecord } from "./values.js";

/** Pulumi's own default. */
const leastParallel = (): number => 4 * availableParallelism();

/**
 * How many operations Pulumi should have under way at once, its option `parallel`: one for each of indiecloud's resources,
 * as a create holds its place until the server is there, a delete until it is gone, and an update until it is done; but
 * no fewer than Pulumi's own default of four a core. Waiting costs nothing: all waits of an account share their requests.
 *
 * @param operation `up` counts what the state has and what a preview says will be made, so that the program runs once
 *   more; the others count what the state has.
 * @throws What Pulumi says where the state cannot be had, or the preview fails.
 */
export async function parallelFor(stack: Stack, operation: "up" | "refresh" | "destroy"): Promise<number> {
  const urns = await resourcesOf(stack);
  if (operation === "up") {
    await stack.preview({
      onEvent: ({ resourcePreEvent }) => {
        const { op, type, urn } = resourcePreEvent?.metadata ?? {};
        if (op === "create" && urn !== undefined && tokenOf(type ?? "") !== undefined) {
          urns.add(urn);
        }
      },
    });
  }
  return Math.max(leastParallel(), urns.size);
}

/** The URNs of indiecloud's resources in a stack's state. */
async function resourcesOf(stack: Stack): Promise<Set<string>> {
  const { deployment }: { deployment: unknown } = await stack.exportStack();
  const resources = isRecord(deployment) && Array.isArray(deployment.resources) ? deployment.resources : [];
  return new Set(
    resources.flatMap((resource: unknown) =>
      isRecord(resource) && tokenOf(String(resource.type)) !== undefined ? [String(resource.urn)] : [],
    ),
  );
}
