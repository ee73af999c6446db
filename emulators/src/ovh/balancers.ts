import type { OvhCloudState } from "./cloud-state.ts";
import { conflict } from "./errors.ts";
import type { BalancerPart } from "./model.ts";

/** Load balancers: a change of one, or of a part of one, makes it `updating` for a while (docs/api/ovh.md §4.10). */

/** The tables of its parts, those that hold others last. */
const partsOf = (cloudState: OvhCloudState) => [
  cloudState.l7Rules,
  cloudState.l7Policies,
  cloudState.healthMonitors,
  cloudState.members,
  cloudState.listeners,
  cloudState.pools,
];

const isOf =
  (id: string) =>
  (part: BalancerPart): boolean =>
    part.loadBalancerId === id;

export function settleBalancer(cloudState: OvhCloudState, id: string): void {
  if (cloudState.loadBalancers.find(id)?.status === "updating")
    cloudState.loadBalancers.patch(id, { status: "active" });
  for (const table of partsOf(cloudState)) {
    for (const part of table.where(isOf(id))) table.patch(part.id, { status: "active" });
  }
}

/** Begins a change, or refuses it because another one is in progress. */
export function changeBalancer(cloudState: OvhCloudState, id: string): void {
  if (cloudState.loadBalancers.find(id)?.status !== "active")
    throw conflict(`Load Balancer ${id} is immutable and cannot be updated.`);
  cloudState.loadBalancers.patch(id, { status: "updating" });
  cloudState.timeline.after(cloudState.switches.durations.loadBalancerUpdate, { type: "load-balancer-updated", id });
}

export const hasParts = (cloudState: OvhCloudState, id: string): boolean =>
  partsOf(cloudState).some((table) => table.where(isOf(id)).length > 0);

export function removeParts(cloudState: OvhCloudState, id: string): void {
  for (const table of partsOf(cloudState)) {
    for (const part of table.where(isOf(id))) table.delete(part.id);
  }
}

/** What goes with a pool, a listener or a policy. */
export function removeChildren(cloudState: OvhCloudState, id: string): void {
  const { members, healthMonitors, l7Policies, l7Rules } = cloudState;
  for (const { id: own } of members.where(({ poolId }) => poolId === id)) members.delete(own);
  for (const { id: own } of healthMonitors.where(({ poolId }) => poolId === id)) healthMonitors.delete(own);
  for (const { id: own } of l7Rules.where(({ policyId }) => policyId === id)) l7Rules.delete(own);
  for (const { id: own } of l7Policies.where(({ listenerId }) => listenerId === id)) {
    removeChildren(cloudState, own);
    l7Policies.delete(own);
  }
}
