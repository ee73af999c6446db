import type { StoredRow } from "../core/store.ts";

export interface DnsZone extends StoredRow {
  /** Records have changed since the last refresh: name servers still answer with the earlier ones. */
  readonly dirty: boolean;
}

export interface DnsRecord extends StoredRow {
  readonly zone: string;
  readonly fieldType: string;
  /** "" is the zone itself. */
  readonly subDomain: string;
  readonly target: string;
  /** Seconds; 0 means that of the zone. */
  readonly ttl: number;
  readonly createdAt: number;
}

export const recordTypes: readonly string[] = [
  ...["A", "AAAA", "CAA", "CNAME", "DKIM", "DMARC", "DNAME", "HTTPS", "LOC", "MX", "NAPTR", "NS", "PTR", "RP", "SPF"],
  ...["SRV", "SSHFP", "SVCB", "TLSA", "TXT"],
];

/** Zones of the first account, with the records that OVHcloud creates. */
export const zoneSeeds: readonly string[] = ["example.com", "example.org"];

type RecordSeed = Pick<DnsRecord, "fieldType" | "subDomain" | "target" | "ttl">;
export const recordSeeds: readonly RecordSeed[] = [
  { fieldType: "NS", subDomain: "", target: "dns200.anycast.me.", ttl: 0 },
  { fieldType: "NS", subDomain: "", target: "ns200.anycast.me.", ttl: 0 },
];
