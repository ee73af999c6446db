import type { StoredRow } from "../core/store.ts";

/** A VM's place in its life cycle; vm-states.ts has how each is shown. */
export type VmPhase =
  | "build"
  | "online"
  | "powering-off"
  | "offline"
  | "powering-on"
  | "rebooting"
  | "resizing"
  | "shelving"
  | "shelved"
  | "unshelving"
  | "rescuing"
  | "rescue"
  | "rebuilding"
  | "suspended"
  | "error"
  | "deleting"
  | "deleted";

export interface Vm extends StoredRow {
  readonly phase: VmPhase;
  readonly hostname: string;
  readonly region: string;
  readonly planId: string;
  readonly imageId: string;
  /** "" if the VM boots from a volume. */
  readonly imageName: string;
  /** Created from an ISO: cannot be resized. */
  readonly fromIso: boolean;
  /** Boot volume, or "". */
  readonly volumeId: string;
  readonly networkId: string;
  readonly groupIds: readonly string[];
  readonly keyIds: readonly string[];
  readonly scriptIds: readonly string[];
  /** Private IPv4 address; "" while building. */
  readonly privateIp: string;
  readonly extraPrivateIps: readonly string[];
  /** The public address requested at creation, or "" for a new one. */
  readonly wantedIp: string;
  /** Whether an address will be attached after the build; false is the fault described in docs/api/lunanode.md §3.1. */
  readonly addressComes: boolean;
  readonly outcome: "online" | "error" | "never";
  readonly loginDetails: string;
  readonly diskSwapped: boolean;
  readonly fairshare: string;
  /** Virtual milliseconds since 1970. */
  readonly createdAt: number;
}

/** A public address; its ID is the address itself. */
export interface FloatingIp extends StoredRow {
  readonly number: string;
  readonly region: string;
  /** VM ID, or "" if not attached. */
  readonly vmId: string;
  /** Reverse DNS; "" means the default name. */
  readonly reverse: string;
  readonly updatedAt: number;
}

export interface Image extends StoredRow {
  readonly name: string;
  readonly region: string;
  readonly status: "queued" | "saving" | "active" | "killed" | "error";
  readonly outcome: "active" | "killed" | "error";
  readonly format: "iso" | "qcow2";
  readonly virtio: boolean;
  readonly bytes: number;
  readonly checksum: string;
  readonly createdAt: number;
}

export interface Volume extends StoredRow {
  readonly identification: string;
  readonly label: string;
  readonly region: string;
  /** GB. */
  readonly size: number;
  readonly status: "creating" | "downloading" | "available" | "attaching" | "in-use" | "detaching" | "error";
  readonly vmId: string;
  readonly createdAt: number;
}

export interface VolumeSnapshot extends StoredRow {
  readonly volumeId: string;
  readonly label: string;
  readonly region: string;
  readonly size: number;
  readonly createdAt: number;
}

export interface Network extends StoredRow {
  readonly name: string;
  readonly region: string;
  /** CIDR. */
  readonly subnet: string;
  readonly dns: string;
}

export interface SecurityGroup extends StoredRow {
  readonly name: string;
  readonly region: string;
}

export interface Rule extends StoredRow {
  readonly groupId: string;
  readonly direction: "ingress" | "egress";
  readonly family: "IPv4" | "IPv6";
  /** `*` means any. */
  readonly protocol: string;
  /** "" means any. */
  readonly portMin: string;
  readonly portMax: string;
  readonly remoteType: "cidr" | "group";
  /** CIDR, group ID, or `*`. */
  readonly remote: string;
  readonly label: string;
}

export interface SshKey extends StoredRow {
  readonly label: string;
  readonly value: string;
}

export interface Script extends StoredRow {
  readonly name: string;
  readonly content: string;
}

/** A DNS zone. Its name has no trailing dot. */
export interface DnsZone extends StoredRow {
  readonly name: string;
  /** Seconds. */
  readonly ttl: string;
}

export interface DnsRecord extends StoredRow {
  readonly zoneId: string;
  /** Absolute, without a trailing dot. */
  readonly name: string;
  readonly type: string;
  readonly data: string;
  /** Seconds. */
  readonly ttl: string;
  /** Priority of an MX or SRV record, or "". */
  readonly aux: string;
  readonly weight: string;
  readonly region: string;
  readonly monitorId: string;
}

/** A name below lndyn.com. */
export interface DynamicName extends StoredRow {
  readonly name: string;
  readonly ip: string;
}

/** A future event; `id` is the object it happens to. */
export type LunaNodeEvent =
  | { readonly type: "built" | "gone" | "erased" | "address-due"; readonly id: string }
  | { readonly type: "phase"; readonly id: string; readonly to: VmPhase }
  | { readonly type: "attach-address"; readonly id: string; readonly ip: string }
  | { readonly type: "resized"; readonly id: string; readonly planId: string; readonly to: VmPhase }
  | { readonly type: "image-saving" | "image-done"; readonly id: string }
  | { readonly type: "volume"; readonly id: string; readonly to: Volume["status"] };
