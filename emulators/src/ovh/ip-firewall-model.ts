import type { StoredRow } from "../core/store.ts";

/** The firewall of an IPv4 address; its ID is the address. */
export interface IpFirewall extends StoredRow {
  readonly block: string;
  readonly enabled: boolean;
  readonly state: "ok" | "enableFirewallPending" | "disableFirewallPending";
}

/** A rule; its ID is the address and the sequence. */
export interface IpFirewallRule extends StoredRow {
  readonly ip: string;
  readonly sequence: number;
  readonly action: "permit" | "deny";
  readonly protocol: string;
  /** A block, or "" for everyone. */
  readonly source: string;
  /** `443`, `8000-8100`, or "". */
  readonly sourcePort: string;
  readonly destinationPort: string;
  readonly l3PacketLength: string;
  readonly tcpOption: "" | "established" | "syn";
  readonly fragments: boolean;
  readonly state: "creationPending" | "ok" | "removalPending";
  readonly createdAt: number;
}

/** What happens to a firewall or to a rule when a change takes effect. */
export type IpFirewallEvent =
  | { readonly type: "firewall"; readonly id: string; readonly enabled: boolean }
  | { readonly type: "firewall-gone" | "firewall-rule-ok" | "firewall-rule-gone"; readonly id: string };
