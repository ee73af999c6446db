import type { NaverCloudState } from "../cloud-state.ts";
import { known, ServiceError } from "../errors.ts";
import type { LoadBalancer } from "../load-balancer-model.ts";

/** Returns the balancer if no change of it is in progress: only one is allowed at a time (docs/api/naver.md §4.14). */
export function idleBalancer(balancer: LoadBalancer): LoadBalancer {
  if (balancer.operation === "NULL") return balancer;
  throw new ServiceError(known.balancerBusy, `the load balancer is being changed: ${balancer.operation}`);
}

/** The balancer shows CHANG until its change is done. */
export function changeBalancer(cloudState: NaverCloudState, { id }: LoadBalancer): void {
  cloudState.balancers.patch(id, { operation: "CHANG" });
  const seconds = cloudState.switches.durations.balancerChange;
  cloudState.timeline.after(seconds, { type: "changed", kind: "loadBalancer", id, set: { operation: "NULL" } });
}

/** The balancer that uses a group must be idle, and then changes too. */
export function changeThroughGroup(cloudState: NaverCloudState, groupNo: string, change: () => void): void {
  const balancer = cloudState.balancerOfGroup(groupNo);
  if (balancer) idleBalancer(balancer);
  change();
  if (balancer) changeBalancer(cloudState, balancer);
}
