import type { StoredRow } from "../core/store.ts";
import type { DedicatedEvent } from "./dedicated-model.ts";
import type { IpFirewallEvent } from "./ip-firewall-model.ts";
import type { VpsEvent } from "./vps-model.ts";

/** An instance's place in its life cycle; phases.ts has the status of each. */
export type Phase =
  | "build"
  | "active"
  | "powering-off"
  | "shutoff"
  | "powering-on"
  | "rebooting"
  | "hard-rebooting"
  | "resizing"
  | "verifying"
  | "rebuilding"
  | "rescuing"
  | "rescue"
  | "unrescuing"
  | "shelving"
  | "shelved"
  | "unshelving"
  | "suspended"
  | "resuming"
  | "snapshotting"
  | "error"
  | "deleting"
  | "deleted";

/** An object of a project; `account` is the nichandle of its owner. */
export interface ProjectRow extends StoredRow {
  readonly project: string;
}

export interface Project extends StoredRow {
  readonly description: string;
  /** `creating` is not visible yet (404); `expired` returns 460. */
  readonly status: "ok" | "creating" | "expired" | "suspended";
  /** Activated regions. */
  readonly regions: readonly string[];
  readonly createdAt: number;
}

export interface Instance extends ProjectRow {
  readonly phase: Phase;
  readonly name: string;
  readonly region: string;
  readonly flavorId: string;
  /** "" if the instance boots from a volume. */
  readonly imageId: string;
  readonly volumeId: string;
  /** The API's ID of the SSH key, or "". */
  readonly sshKeyId: string;
  readonly userData: string;
  readonly billing: "hourly" | "activating" | "monthly";
  /** Virtual milliseconds; 0 if hourly. */
  readonly monthlySince: number;
  readonly groupId: string;
  /** "" outside regions with three zones. */
  readonly availabilityZone: string;
  /** Shown while in rescue mode. */
  readonly rescuePassword: string;
  /** Locked by an operator: no call can change it. */
  readonly locked: boolean;
  readonly outcome: "active" | "error" | "never";
  /** Virtual milliseconds since 1970. */
  readonly createdAt: number;
}

/** A port. It keeps its addresses for a while after its instance is deleted (docs/api/ovh.md §3.8). */
export interface Interface extends ProjectRow {
  readonly instanceId: string;
  readonly region: string;
  readonly type: "public" | "private";
  /** ID of the network in the region (OpenStack's). */
  readonly openstackId: string;
  readonly subnetId: string;
  readonly macAddress: string;
  readonly ips: readonly string[];
  /** Addresses appear only while ACTIVE. */
  readonly state: "BUILD" | "ACTIVE" | "DETACHING";
}

export interface FloatingIp extends ProjectRow {
  readonly ip: string;
  readonly region: string;
  /** "" for those that were created together with something else. */
  readonly description: string;
  readonly availabilityZone: string;
  readonly resourceStatus: "CREATING" | "READY" | "UPDATING" | "DELETING" | "ERROR";
  readonly createdAt: number;
  readonly instanceId: string;
  /** The private address it maps to, or "". */
  readonly target: string;
  /** The gateway in between. */
  readonly gatewayId: string;
}

export const volumeTypes = [
  ...(["classic", "classic-luks", "classic-multiattach", "high-speed", "high-speed-luks"] as const),
  ...(["high-speed-gen2", "high-speed-gen2-luks"] as const),
] as const;
export type VolumeType = (typeof volumeTypes)[number];

/** An additional IP, which was ordered elsewhere and can only be moved. */
export interface AdditionalIp extends ProjectRow {
  readonly ip: string;
  /** The instance that it is routed to, or "". */
  readonly instanceId: string;
  readonly status: "ok" | "operationPending";
}

/** A block volume. It outlives the instance that it is attached to (docs/api/ovh.md §4.3). */
export interface Volume extends ProjectRow {
  readonly name: string;
  readonly description: string;
  readonly region: string;
  readonly type: VolumeType;
  /** GB. */
  readonly size: number;
  readonly status:
    | "creating"
    | "downloading"
    | "available"
    | "attaching"
    | "in-use"
    | "detaching"
    | "extending"
    | "retyping"
    | "backing-up"
    | "error";
  readonly bootable: boolean;
  /** The instances that it is attached to; several only if it is `classic-multiattach`. */
  readonly instanceIds: readonly string[];
  /** "" outside regions with three zones. */
  readonly availabilityZone: string;
  /** The customer's own key: `<domain>/<key>`, or "". */
  readonly kmsKey: string;
  readonly createdAt: number;
}

export interface VolumeSnapshot extends ProjectRow {
  readonly name: string;
  readonly description: string;
  readonly region: string;
  readonly volumeId: string;
  /** GB. */
  readonly size: number;
  readonly status: "creating" | "available" | "error";
  readonly createdAt: number;
}

export interface VolumeBackup extends ProjectRow {
  readonly name: string;
  readonly region: string;
  readonly volumeId: string;
  /** GB. */
  readonly size: number;
  readonly status: "creating" | "ok" | "error";
  readonly createdAt: number;
}

/** An automatic backup of an instance. */
export interface BackupSchedule extends ProjectRow {
  readonly region: string;
  readonly instanceId: string;
  readonly cron: string;
  readonly rotation: number;
  readonly name: string;
  readonly createdAt: number;
  /** 0: it has made no backup yet. */
  readonly executedAt: number;
}

export type ProvisioningStatus = "creating" | "active" | "updating" | "deleting" | "error";

/** A load balancer or a part of one. */
interface Balanced extends ProjectRow {
  readonly name: string;
  readonly region: string;
  readonly status: ProvisioningStatus;
}

export interface LoadBalancer extends Balanced {
  readonly flavorId: string;
  /** Its address, the subnet that it is in, and the ID of the network in the region. */
  readonly ip: string;
  readonly subnetId: string;
  readonly openstackId: string;
  readonly createdAt: number;
}

/** A part of a load balancer; "" and 0 stand for what is not set. */
export interface BalancerPart extends Balanced {
  readonly loadBalancerId: string;
}

export interface Listener extends BalancerPart {
  readonly protocol: string;
  readonly port: number;
  readonly defaultPoolId: string;
  readonly certificateId: string;
  readonly description: string;
  readonly allowedCidrs: readonly string[];
  readonly timeoutClientData: number;
  readonly timeoutMemberData: number;
  readonly tlsVersions: readonly string[];
}

export interface Pool extends BalancerPart {
  readonly algorithm: string;
  readonly protocol: string;
  /** "" if sessions do not stay at one member. */
  readonly persistence: string;
  readonly cookieName: string;
}

export interface Member extends BalancerPart {
  readonly poolId: string;
  readonly address: string;
  readonly protocolPort: number;
  readonly weight: number;
}

export interface HealthMonitor extends BalancerPart {
  readonly poolId: string;
  readonly monitorType: string;
  readonly delay: number;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly maxRetriesDown: number;
  /** "" for probes without HTTP. */
  readonly httpMethod: string;
  readonly httpVersion: string;
  readonly urlPath: string;
  readonly expectedCodes: string;
  readonly domainName: string;
}

export interface L7Policy extends BalancerPart {
  readonly listenerId: string;
  readonly action: string;
  readonly description: string;
  readonly position: number;
  readonly redirectHttpCode: number;
  readonly redirectPoolId: string;
  readonly redirectPrefix: string;
  readonly redirectUrl: string;
}

export interface L7Rule extends BalancerPart {
  readonly policyId: string;
  readonly ruleType: string;
  readonly compareType: string;
  readonly value: string;
  readonly key: string;
  readonly invert: boolean;
}

/** A certificate of the key manager; its content is not kept. */
export interface Certificate extends ProjectRow {
  readonly name: string;
  readonly region: string;
  readonly secretId: string;
}

export interface Flavor extends StoredRow {
  readonly name: string;
  readonly region: string;
  readonly type: string;
  readonly osType: "linux" | "windows";
  readonly vcpus: number;
  /** MB. */
  readonly ram: number;
  /** GB. */
  readonly disk: number;
  readonly available: boolean;
  /** How many more the project may start; 0 occurs even in available flavors (docs/api/ovh.md §4.9). */
  readonly quota: number;
  /** Instances can be charged by the month. */
  readonly monthly: boolean;
}

/** An image provided by OVHcloud (account and project ""), or a snapshot. */
export interface Image extends ProjectRow {
  readonly name: string;
  readonly region: string;
  readonly status: "queued" | "saving" | "active" | "deprecated" | "error";
  readonly visibility: "public" | "private";
  readonly type: "linux" | "windows";
  readonly user: string;
  /** GB. */
  readonly minDisk: number;
  readonly minRam: number;
  /** GiB. */
  readonly size: number;
  /** ID of the instance that a snapshot was taken of, or "". */
  readonly instanceId: string;
  /** The snapshot that it is a copy of, or the schedule that made it; or "". */
  readonly sourceId: string;
  readonly createdAt: number;
}

export interface Region extends StoredRow {
  readonly type: "region" | "region-3-az" | "localzone";
  readonly status: "UP" | "DOWN" | "MAINTENANCE";
  readonly continentCode: string;
  readonly countryCode: string;
  readonly datacenterLocation: string;
  readonly availabilityZones: readonly string[];
  /** ID of Ext-Net there. */
  readonly publicNetworkId: string;
}

/** Its row ID is `<project>/<keyId>`, because the API's ID is derived only from the name. */
export interface SshKey extends ProjectRow {
  readonly keyId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly regions: readonly string[];
}

export interface NetworkRegion {
  readonly region: string;
  readonly openstackId: string;
}

export interface Network extends ProjectRow {
  readonly name: string;
  readonly vlanId: number;
  readonly status: "BUILDING" | "ACTIVE" | "DELETING";
  readonly regions: readonly NetworkRegion[];
}

export interface AddressPool {
  readonly start: string;
  readonly end: string;
}

export interface HostRoute {
  readonly destination: string;
  readonly nextHop: string;
}

export interface Subnet extends ProjectRow {
  /** "" for those of the older call, which takes no name. */
  readonly name: string;
  readonly networkId: string;
  readonly region: string;
  readonly cidr: string;
  readonly pools: readonly AddressPool[];
  readonly dhcp: boolean;
  /** "" if the subnet has none. */
  readonly gatewayIp: string;
  readonly dnsNameServers: readonly string[];
  readonly hostRoutes: readonly HostRoute[];
}

export interface Gateway extends ProjectRow {
  readonly name: string;
  readonly region: string;
  readonly model: string;
  readonly status: "building" | "active" | "down" | "error";
  /** Its public address. */
  readonly ip: string;
}

/** A port of a gateway in a subnet. */
export interface GatewayInterface extends ProjectRow {
  readonly gatewayId: string;
  readonly subnetId: string;
  /** ID of the network in the region. */
  readonly openstackId: string;
  readonly ip: string;
}

export interface Group extends ProjectRow {
  readonly name: string;
  readonly region: string;
  readonly type: "affinity" | "anti-affinity";
}

/** An OpenStack user of a project; its password is in the vault. */
export interface ProjectUser extends ProjectRow {
  readonly username: string;
  readonly description: string;
  /** Names of roles. */
  readonly roles: readonly string[];
  readonly status: "creating" | "ok" | "updating" | "deleting" | "deleted";
  readonly createdAt: number;
}

export type OperationStatus = "created" | "in-progress" | "completed" | "in-error";

export interface Operation extends ProjectRow {
  readonly action: string;
  readonly status: OperationStatus;
  readonly region: string;
  readonly instanceId: string;
  /** What it creates or changes: an instance, a floating IP, a gateway. */
  readonly resourceId: string;
  readonly createdAt: number;
  /** 0: not yet. */
  readonly startedAt: number;
  readonly completedAt: number;
}

export interface AccessRule {
  readonly method: string;
  /** Literal, or with `*` as a wildcard. */
  readonly path: string;
}

export interface Application extends StoredRow {
  readonly applicationKey: string;
  readonly name: string;
  readonly description: string;
  readonly status: "active" | "inactive" | "blocked" | "trusted";
}

/** A consumer key; the key itself is in the vault. */
export interface Credential extends StoredRow {
  readonly applicationId: string;
  readonly status: "pendingValidation" | "validated" | "refused" | "expired";
  readonly rules: readonly AccessRule[];
  /** CIDR blocks; empty means any. */
  readonly allowedIPs: readonly string[];
  readonly redirection: string;
  readonly createdAt: number;
  /** Virtual milliseconds; 0 means never. */
  readonly expiresAt: number;
  readonly usedAt: number;
}

/** A service account; its secret is in the vault. */
export interface OauthClient extends StoredRow {
  readonly name: string;
  readonly description: string;
  readonly flow: string;
  readonly callbackUrls: readonly string[];
  readonly createdAt: number;
}

/** A future event; `id` is the object it happens to. */
export type OvhEvent =
  | VpsEvent
  | DedicatedEvent
  | IpFirewallEvent
  | {
      readonly type:
        | "built"
        | "addresses"
        | "gone"
        | "erased"
        | "billed"
        | "interface-up"
        | "interface-gone"
        | "network-up"
        | "network-gone"
        | "floating-ip-ready"
        | "floating-ip-gone"
        | "additional-ip-moved"
        | "load-balancer-up"
        | "load-balancer-gone"
        | "load-balancer-updated"
        | "gateway-up"
        | "gateway-gone"
        | "operation-started"
        | "operation-done"
        | "snapshot-saved";
      readonly id: string;
    }
  | { readonly type: "volume"; readonly id: string; readonly to: Volume["status"]; readonly set?: Partial<Volume> }
  | { readonly type: "snapshot-copied"; readonly id: string; readonly region: string; readonly name: string }
  | { readonly type: "user"; readonly id: string; readonly to: ProjectUser["status"] }
  | { readonly type: "volume-detached"; readonly id: string; readonly instanceId: string }
  | { readonly type: "volume-snapshot" | "volume-backup"; readonly id: string }
  | { readonly type: "backup-scheduled"; readonly id: string; readonly cron: string; readonly rotation: number }
  | { readonly type: "phase"; readonly id: string; readonly to: Phase }
  | { readonly type: "resized"; readonly id: string; readonly flavorId: string; readonly to: Phase };
