import type { OperationContext } from "../../engine/definition/context.ts";
import type { LunaNode } from "./account.ts";
import { done } from "./schemas.ts";
import type { inputs, outputs } from "./vm-fields.ts";
import { power, type Views } from "./vm-views.ts";

/** Changes of a VM that need more than a single call. */

type VmContext = OperationContext<LunaNode, Views, typeof inputs, typeof outputs>;

/** Stops the VM again if it was off before. */
export async function reimage(context: VmContext): Promise<void> {
  const { api, key, desired, observed, change } = context;
  const wasStopped = power(observed) === "stopped";
  await change(
    "to be reimaged",
    () => api.call("vm/reimage", "write", { vm_id: key, image_id: desired.image }, done),
    () => context.observedInput("image") === desired.image,
  );
  if (wasStopped) {
    await context.bringToPowerState("stopped");
  }
}

/** The call is not documented, and no response shows its effect. */
export async function setFairShare({ api, key, desired }: VmContext): Promise<void> {
  const shares = {
    charge_for_cpu: choice(desired.chargeForCpu),
    fairshare_nolend: choice(desired.fairShareNoLend),
  };
  await api.call("vm/set-fairshare", "idempotent", { vm_id: key, ...shares }, done);
}

const choice = (set: boolean | undefined): string | undefined => (set === undefined ? undefined : set ? "yes" : "no");
