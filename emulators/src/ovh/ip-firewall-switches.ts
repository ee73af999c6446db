import type { Choices } from "../core/switches.ts";

/** What is not known of firewalls of addresses (docs/api/ovh.md §4.5). */
export interface IpFirewallSwitches {
  /** Seconds until a change of a firewall or of a rule takes effect. */
  readonly firewallChange: number;
  /** A new firewall is `disabled` until a PUT enables it, or `enabled` at once. */
  readonly newFirewall: "disabled" | "enabled";
  /** A change while another one takes effect is `accepted`, or `refused`. */
  readonly firewallWhilePending: "accepted" | "refused";
  /** How ports are shown: `plain` (443, 8000-8100), or in `words` (eq 443, range 8000 8100). */
  readonly firewallPorts: "plain" | "words";
  /** How a rule for everyone shows its source: `any`, or as a `block`. */
  readonly firewallEveryone: "any" | "block";
  /** Whether public addresses of instances are blocks of the account. */
  readonly instanceAddresses: "listed" | "unlisted";
}

export const ipFirewallSwitches: IpFirewallSwitches = {
  firewallChange: 1,
  newFirewall: "disabled",
  firewallWhilePending: "accepted",
  firewallPorts: "plain",
  firewallEveryone: "any",
  instanceAddresses: "listed",
};

export const ipFirewallSwitchChoices: Choices = {
  newFirewall: ["disabled", "enabled"],
  firewallWhilePending: ["accepted", "refused"],
  firewallPorts: ["plain", "words"],
  firewallEveryone: ["any", "block"],
  instanceAddresses: ["listed", "unlisted"],
};
