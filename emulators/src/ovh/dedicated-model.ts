import type { StoredRow } from "../core/store.ts";

/** A dedicated server: ordered with a cart, and its name given by OVHcloud. */
export interface DedicatedServer extends StoredRow {
  readonly serviceId: number;
  readonly displayName: string;
  readonly ip: string;
  readonly bootId: number;
  readonly monitoring: boolean;
  readonly rescueSshKey: string;
  readonly rescueMail: string;
  /** The template that is installed. */
  readonly os: string;
  readonly hostname: string;
  /** The key that the last reinstallation installed, or "". */
  readonly sshKey: string;
  readonly rebootedAt: number;
}

export interface DedicatedTask extends StoredRow {
  readonly server: string;
  readonly function: "hardReboot" | "reinstallServer";
  readonly status: "init" | "doing" | "done" | "ovhError";
  readonly createdAt: number;
  /** 0: not yet. */
  readonly doneAt: number;
}

/** What happens to a server when a task ends, or a change of its service takes effect. */
export type DedicatedEvent =
  | { readonly type: "dedicated"; readonly id: string; readonly task: string; readonly set: Partial<DedicatedServer> }
  | { readonly type: "service-renamed"; readonly id: string; readonly displayName: string };

export const dedicatedBoots = [
  { bootId: 1, bootType: "harddisk", description: "Boot from hard drive", kernel: "hd" },
  { bootId: 1122, bootType: "rescue", description: "Rescue system (customer)", kernel: "rescue-customer" },
] as const;

/** Templates, and another form of their names. */
export const dedicatedTemplates: Readonly<Record<string, string>> = {
  debian12_64: "Debian GNU/Linux 12 (Bookworm)",
  "ubuntu2404-server_64": "Ubuntu Server 24.04 LTS",
};

const server = (id: string, serviceId: number, ip: string): Omit<DedicatedServer, "account"> => ({
  ...{ id, serviceId, ip, displayName: id, bootId: 1, monitoring: true, rescueSshKey: "", rescueMail: "" },
  ...{ os: "debian12_64", hostname: "", sshKey: "", rebootedAt: 0 },
});

/** Dedicated servers of the first account. */
export const dedicatedSeeds: readonly Omit<DedicatedServer, "account">[] = [
  server("ns3012345.ip-198-51-100.eu", 60_012_345, "198.51.100.61"),
  server("ns3012346.ip-198-51-100.eu", 60_012_346, "198.51.100.62"),
];
