import type { StoredRow } from "../core/store.ts";

/** An object of an account in one region. IDs are the cloud's own numbers, as text. */
export interface Owned extends StoredRow {
  /** Region code such as `KR`. */
  readonly region: string;
}

export type ServerStatus = "INIT" | "CREAT" | "RUN" | "NSTOP" | "TERMT" | "FSTOP" | "SD_FL" | "RS_FL" | "ST_FL";

/** The operation in progress on a server; `NULL` if none (docs/api/naver.md §3.3). */
export type ServerOperation =
  | ("NULL" | "CREAT" | "START" | "SHTDN" | "RESTA" | "CHNG" | "SETUP" | "TERMT")
  // Only set out of band:
  | ("MIGRA" | "COPY" | "HREST" | "HSHTD");

export interface Server extends Owned {
  readonly name: string;
  readonly description: string;
  readonly status: ServerStatus;
  readonly operation: ServerOperation;
  readonly specCode: string;
  readonly imageNo: string;
  /** The member server image that it was created from; "" for none. */
  readonly memberImageNo: string;
  readonly vpcNo: string;
  readonly subnetNo: string;
  readonly zone: string;
  readonly loginKeyName: string;
  /** "" for none. */
  readonly initScriptNo: string;
  readonly isProtected: boolean;
  /** `MTRAT` or `FXSUM`; not part of any reply. */
  readonly feeSystem: string;
  /** "" for none. */
  readonly placementGroupNo: string;
  /** A public address is created for it once it runs. */
  readonly wantsPublicIp: boolean;
  readonly outcome: "run" | "fail" | "never";
  /** Virtual milliseconds since 1970. */
  readonly createdAt: number;
  /** When it last started to run. */
  readonly startedAt: number;
}

export interface NetworkInterface extends Owned {
  readonly name: string;
  readonly description: string;
  readonly status: "SET" | "UNSET" | "USED" | "NOTUSED";
  readonly vpcNo: string;
  readonly subnetNo: string;
  /** "" if not attached. */
  readonly serverNo: string;
  /** `eth0` and so on; "" if not attached. */
  readonly deviceName: string;
  readonly isDefault: boolean;
  readonly deleteOnTermination: boolean;
  readonly ip: string;
  readonly secondaryIps: readonly string[];
  readonly acgNos: readonly string[];
}

export interface PlacementGroup extends Owned {
  readonly name: string;
  readonly type: "AA";
}

/** Values of blockStorageInstanceStatusName; `detaching` shows as `attached` (docs/api/naver.md §3.4, §4.9). */
export type StoragePhase =
  | "initialized"
  | "creating"
  | "optimizing"
  | "attaching"
  | "attached"
  | "detaching"
  | "detached";

export interface Storage extends Owned {
  readonly name: string;
  readonly description: string;
  /** `BASIC` is the root disk, `SVRBS` an additional one. */
  readonly type: "BASIC" | "SVRBS";
  readonly phase: StoragePhase;
  /** "" if not attached. */
  readonly serverNo: string;
  /** The server that had it last. */
  readonly lastServerNo: string;
  readonly zone: string;
  /** GB. */
  readonly size: number;
  readonly volumeType: string;
  readonly diskDetail: "SSD" | "HDD";
  readonly hypervisor: "XEN" | "KVM";
  /** `CHNG` while it is resized (docs/api/naver.md §4.9). */
  readonly operation: "NULL" | "CHNG";
  /** The snapshot that it was created from; "" for none. */
  readonly snapshotNo: string;
  readonly isProtected: boolean;
  readonly isEncrypted: boolean;
  readonly createdAt: number;
}

export interface PublicIp extends Owned {
  readonly ip: string;
  readonly description: string;
  readonly status: "INIT" | "SET" | "RUN" | "TERMTING";
  /** Codes other than NULL are those of the classic platform (docs/api/naver.md §3.7, §4.8). */
  readonly operation: "NULL" | "USE" | "DISUS" | "TERMT";
  /** "" if not attached. */
  readonly serverNo: string;
  readonly createdAt: number;
  readonly changedAt: number;
}

export type NetworkStatus = "INIT" | "CREATING" | "SET" | "RUN" | "TERMTING";

export interface Vpc extends Owned {
  readonly name: string;
  readonly cidr: string;
  readonly status: NetworkStatus;
  readonly createdAt: number;
}

export interface Subnet extends Owned {
  readonly name: string;
  readonly vpcNo: string;
  readonly zone: string;
  readonly cidr: string;
  readonly status: NetworkStatus;
  readonly type: "PUBLIC" | "PRIVATE";
  readonly usage: "GEN" | "LOADB" | "BM" | "NATGW";
  readonly networkAclNo: string;
  readonly createdAt: number;
}

export interface NetworkAcl extends Owned {
  readonly name: string;
  readonly description: string;
  readonly vpcNo: string;
  readonly status: NetworkStatus;
  readonly isDefault: boolean;
  readonly createdAt: number;
}

export type Direction = "INBND" | "OTBND";

export interface NetworkAclRule extends StoredRow {
  readonly aclNo: string;
  readonly direction: Direction;
  readonly priority: number;
  readonly protocol: string;
  readonly action: string;
  /** "" if the other side is a group of addresses. */
  readonly ipBlock: string;
  /** The number of that group, or "". */
  readonly denyAllowGroupNo: string;
  readonly portRange: string;
  readonly description: string;
  readonly createdAt: number;
}

/** Addresses that rules of network ACLs can name together. */
export interface DenyAllowGroup extends Owned {
  readonly name: string;
  readonly description: string;
  readonly vpcNo: string;
  readonly status: NetworkStatus;
  readonly ipList: readonly string[];
  readonly createdAt: number;
}

export interface AccessControlGroup extends Owned {
  readonly name: string;
  readonly description: string;
  readonly vpcNo: string;
  readonly status: NetworkStatus;
  readonly isDefault: boolean;
}

/** The API identifies rules only by their values; the ID is the emulator's. */
export interface AccessControlGroupRule extends StoredRow {
  readonly acgNo: string;
  readonly direction: Direction;
  /** `TCP`, `UDP`, `ICMP` or a number. */
  readonly protocol: string;
  /** "" if the source is a group. */
  readonly ipBlock: string;
  /** The other group's number, or "". */
  readonly sourceAcgNo: string;
  readonly portRange: string;
  readonly description: string;
}

export interface RouteTable extends Owned {
  readonly name: string;
  readonly vpcNo: string;
  readonly subnetType: "PUBLIC" | "PRIVATE";
  readonly status: NetworkStatus;
  readonly description: string;
  /** One of the two that come with a VPC. */
  readonly isDefault: boolean;
  /** The subnets of a table that is not a default one; a default table has all others of its type. */
  readonly subnetNos: readonly string[];
}

/** A route other than the one within the VPC. The API identifies it by its values; the ID is the emulator's. */
export interface Route extends StoredRow {
  readonly tableNo: string;
  readonly destination: string;
  readonly targetType: string;
  readonly targetNo: string;
  readonly targetName: string;
}

export interface NatGateway extends Owned {
  readonly name: string;
  readonly description: string;
  readonly vpcNo: string;
  readonly zone: string;
  /** "" for none. */
  readonly subnetNo: string;
  readonly publicIpNo: string;
  readonly privateIp: string;
  readonly status: NetworkStatus;
  readonly createdAt: number;
}

/** The private half is returned once and not stored. */
export interface LoginKey extends Owned {
  readonly name: string;
  /** `ssh-rsa …`, or PEM as imported. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly createdAt: number;
}

export interface InitScript extends Owned {
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly osType: "LNX" | "WND";
  readonly createdAt: number;
}

/** Kinds that show a change only by their status. */
export type StatusKind =
  | ("vpc" | "subnet" | "networkAcl" | "accessControlGroup" | "networkInterface")
  | ("denyAllowGroup" | "routeTable" | "natGateway" | "vpcPeering")
  | ("snapshot" | "serverImage" | "nasVolume");

/** A future event; `id` is the object it happens to. */
export type NaverEvent =
  | {
      readonly type: "changed";
      readonly kind: string;
      readonly id: string;
      readonly set: Readonly<Record<string, unknown>>;
    }
  | { readonly type: "status"; readonly kind: StatusKind; readonly id: string; readonly to: string }
  | { readonly type: "gone"; readonly kind: string; readonly id: string }
  | { readonly type: "server"; readonly id: string; readonly status: ServerStatus; readonly operation: ServerOperation }
  | { readonly type: "built" | "idle"; readonly id: string }
  | { readonly type: "respecced"; readonly id: string; readonly specCode: string }
  | { readonly type: "storage"; readonly id: string; readonly to: StoragePhase }
  | { readonly type: "nasResized"; readonly id: string; readonly size: number }
  | { readonly type: "resized"; readonly id: string; readonly size: number }
  | { readonly type: "groups"; readonly id: string; readonly add: readonly string[]; readonly drop: readonly string[] }
  | { readonly type: "unplugged"; readonly id: string }
  | { readonly type: "associated"; readonly id: string; readonly serverNo: string };
