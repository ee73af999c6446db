import type { OvhCloudState } from "./cloud-state.ts";

/** Changes of firewalls that take effect, and what goes with them. */

export function endFirewallChange(cloudState: OvhCloudState, id: string, enabled: boolean): void {
  cloudState.ipFirewalls.patch(id, { enabled, state: "ok" });
}

/** A firewall goes with its rules. */
export function removeFirewall(cloudState: OvhCloudState, id: string): void {
  cloudState.ipFirewalls.delete(id);
  for (const rule of cloudState.ipFirewallRules.where(({ ip }) => ip === id)) {
    cloudState.ipFirewallRules.delete(rule.id);
  }
}
