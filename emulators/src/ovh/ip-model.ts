import type { StoredRow } from "../core/store.ts";

/** A block of addresses of the account, such as 198.51.100.10/32. */
export interface IpBlock extends StoredRow {
  readonly version: 4 | 6;
  readonly type: "failover" | "vps" | "dedicated" | "pci";
  /** The service that it is routed to, or "". */
  readonly routedTo: string;
}

/** A reverse DNS name; its ID is the address. */
export interface IpReverse extends StoredRow {
  readonly block: string;
  readonly reverse: string;
}

type Seed = Omit<IpBlock, "account">;

/** Blocks of the first account. */
export const blockSeeds: readonly Seed[] = [
  { id: "198.51.100.10/32", version: 4, type: "failover", routedTo: "" },
  { id: "198.51.100.11/32", version: 4, type: "failover", routedTo: "" },
  { id: "198.51.100.12/32", version: 4, type: "vps", routedTo: "" },
  { id: "198.51.100.32/29", version: 4, type: "failover", routedTo: "" },
  { id: "2001:db8:100::/56", version: 6, type: "failover", routedTo: "" },
];

/** Names that OVHcloud gave. */
export const reverseSeeds: readonly Omit<IpReverse, "account">[] = [
  { id: "198.51.100.12", block: "198.51.100.12/32", reverse: "ip12.ip-198-51-100.eu." },
];
