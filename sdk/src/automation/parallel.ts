import { availableParallelism } from "node:os";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { tokenOf } from "../shape.js";
import { isRecord } from "./values.js";

/** Pulumi's own default. */
const leastParallel = (): number => 4 * availableParallelism();

/**
 * The value for Pulumi's option `parallel`: the number of operations to run at once. It is one for each indiecloud
 * resource, because a create occupies its slot until the server is ready, a delete until it is gone, and an update
 * until it is done; it is never below Pulumi's own default of four for each core. Waiting costs nothing: all waits of
 * an account share their requests.
 * @param operation `up` counts the resources in the state and those that a preview would create, so the program runs
 * once more. The others count the resources in the state.
 * @throws Pulumi's error if the state cannot be exported or the preview fails.
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

/** The URNs of the indiecloud resources in a stack's state. */
async function resourcesOf(stack: Stack): Promise<Set<string>> {
  const { deployment }: { deployment: unknown } = await stack.exportStack();
  const resources = isRecord(deployment) && Array.isArray(deployment.resources) ? deployment.resources : [];
  return new Set(
    resources.flatMap((resource: unknown) =>
      isRecord(resource) && tokenOf(String(resource.type)) !== undefined ? [String(resource.urn)] : [],
    ),
  );
}
