import type { StoredRow } from "../core/store.ts";

export type VpsState = "running" | "stopped" | "stopping" | "rebooting" | "rescued" | "installing" | "maintenance";

/** A VPS: ordered with a cart, and its name given by OVHcloud. */
export interface Vps extends StoredRow {
  readonly displayName: string;
  readonly state: VpsState;
  readonly netbootMode: "local" | "rescue";
  readonly imageId: string;
  /** The key that the last rebuild installed, or "". */
  readonly publicSshKey: string;
  readonly ip: string;
  /** Time of its one snapshot in virtual milliseconds; 0 if there is none. */
  readonly snapshotAt: number;
  readonly snapshotDescription: string;
}

export interface VpsTask extends StoredRow {
  readonly vps: string;
  readonly type: string;
  readonly state: "todo" | "doing" | "done" | "error";
  readonly createdAt: number;
}

/** What happens to a VPS when a task ends. */
export interface VpsEvent {
  readonly type: "vps";
  readonly id: string;
  readonly task: string;
  readonly set: Partial<Vps>;
}

const vps = (id: string, ip: string): Omit<Vps, "account"> => ({
  ...{ id, ip, displayName: id, state: "running", netbootMode: "local", imageId: vpsImages[0]?.id ?? "" },
  ...{ publicSshKey: "", snapshotAt: 0, snapshotDescription: "" },
});

export const vpsImages: readonly { readonly id: string; readonly name: string }[] = [
  { id: "45b2f222-ab10-44ed-863f-720942762b6f", name: "Debian 12" },
  { id: "6f1c0a7e-5b0e-4a42-9d0e-1f2a3b4c5d6e", name: "Ubuntu 24.04" },
];

/** VPS of the first account. */
export const vpsSeeds: readonly Omit<Vps, "account">[] = [
  vps("vps-1a2b3c4d.vps.ovh.net", "198.51.100.21"),
  vps("vps-5e6f7a8b.vps.ovh.net", "198.51.100.22"),
];
