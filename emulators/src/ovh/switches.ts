import type { Choices } from "../core/switches.ts";
import { type DedicatedSwitches, dedicatedSwitchChoices, dedicatedSwitches } from "./dedicated-switches.ts";
import { type DnsSwitches, dnsSwitchChoices, dnsSwitches } from "./dns-switches.ts";
import { type IpFirewallSwitches, ipFirewallSwitchChoices, ipFirewallSwitches } from "./ip-firewall-switches.ts";
import { type IpSwitches, ipSwitchChoices, ipSwitches } from "./ip-switches.ts";
import type { Phase } from "./model.ts";
import { statusWords } from "./phases.ts";
import { type PriceSwitches, priceSwitchChoices, priceSwitches } from "./price-switches.ts";
import { type VpsSwitches, vpsSwitchChoices, vpsSwitches } from "./vps-switches.ts";

/** How long things take, in virtual seconds. None is known; the orders of magnitude are plausible. */
export interface OvhDurations {
  /** BUILD until ACTIVE. */
  readonly build: number;
  /** ACTIVE until the addresses show. */
  readonly address: number;
  /** From ACTIVE until the automatic backup requested at creation appears ("after instance start up"). */
  readonly backupSchedule: number;
  readonly stop: number;
  readonly start: number;
  readonly softReboot: number;
  readonly hardReboot: number;
  /** RESIZE until VERIFY_RESIZE. */
  readonly resize: number;
  readonly verifyResize: number;
  readonly reinstall: number;
  readonly rescue: number;
  readonly unrescue: number;
  readonly shelve: number;
  readonly unshelve: number;
  readonly resume: number;
  readonly snapshot: number;
  /** From a saved snapshot until its copy in another region appears. */
  readonly distantCopy: number;
  /** activationPending until ok. */
  readonly monthlyBilling: number;
  /** DELETING until 404. */
  readonly delete: number;
  /** How long a deleted instance shows as DELETED, if `deletedLingers` is set; a deleted user likewise. */
  readonly linger: number;
  /** From the deletion of an instance until its ports and fixed addresses are free (docs/api/ovh.md §3.8). */
  readonly portRelease: number;
  /** From creation until a new volume is available. */
  readonly volume: number;
  /** From the deletion of an instance until its volumes are available. */
  readonly volumeRelease: number;
  readonly attach: number;
  readonly detach: number;
  /** Growth of a volume, or a change of its type. */
  readonly volumeChange: number;
  readonly volumeSnapshot: number;
  readonly volumeBackup: number;
  /** Creation, change of roles and deletion of a project's user. */
  readonly user: number;
  /** BUILDING until ACTIVE of a private network. */
  readonly network: number;
  readonly networkDelete: number;
  /** `building` until `active` of a gateway. */
  readonly gateway: number;
  readonly gatewayDelete: number;
  /** `creating` until `active` of a load balancer. */
  readonly loadBalancer: number;
  /** `updating` until `active`, after any change of it or of a part. */
  readonly loadBalancerUpdate: number;
  readonly loadBalancerDelete: number;
  /** A change of a floating IP by v2, until it is READY or gone. */
  readonly floatingIp: number;
  /** A move of an additional IP. */
  readonly additionalIp: number;
  /** Operation `created` until `in-progress`. */
  readonly operationStart: number;
  /** `in-progress` until `completed`, for operations that do not build an instance. */
  readonly operation: number;
  /** How long new instances are missing from lists. */
  readonly listLag: number;
  /** How long new instances return 404 by ID (docs/api/ovh.md §5.2). */
  readonly readLag: number;
  /** Lifetime of a validated consumer key; 0 means unlimited (docs/api/ovh.md §1.8: a day, unless chosen otherwise). */
  readonly credential: number;
  /** Lifetime of an access token. */
  readonly token: number;
}

export type NetworkIdTaken = "own" | "region" | "either";

/** What the reference marks as unknown and where different behavior was observed: the default and the alternatives. */
export interface OvhSwitches
  extends DnsSwitches,
    IpSwitches,
    IpFirewallSwitches,
    VpsSwitches,
    DedicatedSwitches,
    PriceSwitches {
  readonly durations: OvhDurations;

  /** `status` of an instance in each phase. `build` may also be BUILDING (docs/api/ovh.md §3.1). */
  readonly words: Readonly<Record<Phase, string>>;
  /** Fields since 2024: availabilityZone, objects in lists and ids in single answers of instances, `snapshotId` of a snapshot. */
  readonly newerFields: boolean;
  /** Unit of `ram` of flavors: GB, or the MB of answers until about 2021 (docs/api/ovh.md §4.9). */
  readonly flavorMemory: "GB" | "MB";
  /** The body of calls without a result: `null` or `empty`; the status is 200 either way. */
  readonly voidBody: "null" | "empty";
  /** Error bodies: `class` and message, or the `legacy` triple message, httpCode, errorCode (docs/api/ovh.md §2.2). */
  readonly errorStyle: "class" | "legacy";
  /** `networkId` of addresses and ports: the `openstack` ID in the region, or the `pn` ID of a private network. */
  readonly networkIdShown: "openstack" | "pn";
  /**
   * `networkId` of public addresses: a long hexadecimal text that is not a UUID (`hex`, recorded in 2025), `empty`
   * (2016), or the `openstack` ID in the region, as in ports (docs/api/ovh.md §4.4).
   */
  readonly publicNetworkIdShown: "hex" | "empty" | "openstack";
  /**
   * The `networkId` that creation accepts: the network's `own` (`pn-…`, or that of Ext-Net), that in the `region`, or
   * `either`.
   */
  readonly creationNetworkId: NetworkIdTaken;
  /** The `networkId` that a new port accepts. */
  readonly interfaceNetworkId: NetworkIdTaken;
  /**
   * Where an operation has the instance's ID: in a `sub` operation, or in its own (`top`) resourceId (docs/api/ovh.md
   * §3.4).
   */
  readonly operationResource: "sub" | "top";
  /** The same of an operation that makes something else, such as a gateway. */
  readonly createdResource: "sub" | "top";
  /** New gateways become `active`, or end in `error`. */
  readonly gatewayOutcome: "active" | "error";
  /** New load balancers become `active`, or end in `error`. */
  readonly loadBalancerOutcome: "active" | "error";
  /** A load balancer with listeners or pools is deleted with them, or its deletion is refused. */
  readonly loadBalancerWithParts: "delete" | "refuse";
  /** The answer to the creation of members: all members of the pool, or the new ones. */
  readonly createdMembers: "all" | "new";
  /** Whether a floating IP leads only into a subnet that has a gateway. */
  readonly floatingIpNeedsGateway: boolean;
  /** ID of what a floating IP leads to, as v1 shows it: that of the instance, or of its `port`, as its schema says. */
  readonly associatedId: "instance" | "port";
  /** The answer to the creation of a floating IP names it (docs/api/ovh.md §4.5: older deployments do not). */
  readonly createdFloatingIpNamed: boolean;
  /** Rows on a page of v2. */
  readonly v2PageSize: number;
  /** A subnet whose range overlaps with another one of its network. */
  readonly overlappingSubnets: "refuse" | "accept";
  /** A deleted instance shows as DELETED for a while before it returns 404. */
  readonly deletedLingers: boolean;
  /** The response to DELETE of an instance that is DELETING: `404` or `ok`. */
  readonly deleteAgain: "404" | "ok";

  /** The response if the object's state does not allow the call: HTTP `409` or `400` (docs/api/ovh.md §5.3). */
  readonly busyStatus: "409" | "400";
  /** The response to starting a running or stopping a stopped instance: `conflict` or `ok`. */
  readonly repeatedPower: "conflict" | "ok";
  /** The response if a flavor, image, key, network or region in a body does not exist: HTTP `400` or `404`. */
  readonly unknownReference: "400" | "404";
  /**
   * The response to a value of the wrong type, or to invalid JSON: `bad-request`, or the observed `invalid-signature`
   * (docs/api/ovh.md §5.3).
   */
  readonly wrongType: "bad-request" | "invalid-signature";
  /** Resize to a smaller disk: `refuse`, or `allow`. */
  readonly smallerDisk: "refuse" | "allow";
  /** A resize succeeds (`resized`), has no effect (`ignored`), or ends in ERROR (`error`). */
  readonly resizeOutcome: "resized" | "ignored" | "error";
  /** New instances become `active`, end in `error`, or stay in BUILD forever (`never`). */
  readonly buildOutcome: "active" | "error" | "never";

  /** Growth, a change of type, and backups of a volume that an instance has: `possible`, or `refused`. */
  readonly attachedVolumeWork: "possible" | "refused";
  /** Deletion of a volume that has snapshots: `refused`, or `deleted` (the snapshots stay). */
  readonly volumeWithSnapshots: "refused" | "deleted";
  /** New volumes become `available`, or end in `error`. */
  readonly volumeOutcome: "available" | "error";

  /** The `imageId` in the response to a snapshot of a region: the image that is made, or that of the instance. */
  readonly snapshotImageId: "snapshot" | "instance";
  /** The copy of a snapshot in another region outlives it. False: it is deleted with it. */
  readonly distantCopyStays: boolean;
  /** Names of backups begin with that of their schedule (`prefix`), or not (`other`). */
  readonly backupImageName: "prefix" | "other";
  /** Deletion of a group that has instances: `refused`, or `deleted`. */
  readonly groupWithInstances: "refused" | "deleted";

  /** A deleted user of a project: it is shown with the status `deleted` for a while (`linger`), or not found. */
  readonly deletedUser: "shown" | "404";

  /** The automatic backup created with an instance (`autobackup`) outlives it. False: it is deleted with it. */
  readonly backupOutlivesInstance: boolean;

  /** What is down: a region (`GRA11`), or a service of one (`GRA11 instance`). Nothing new is made there (docs/api/ovh.md §4.9). */
  readonly downServices: readonly string[];
  /** Regions without capacity. */
  readonly fullRegions: readonly string[];
  /** How that shows: creation is `refused`, or the instance ends in ERROR (`error-state`). */
  readonly capacity: "refused" | "error-state";
  /** Maximum number of instances of a project; null means no limit. */
  readonly instanceQuota: number | null;
  /** Calls accepted for a key in one virtual minute; 0 means no limit. Beyond it: 429 with Retry-After. */
  readonly callsPerMinute: number;
  /** Calls over that limit after which the account is blocked (HTTP 403); 0 means never. */
  readonly blocksAfter: number;

  /** Seconds by which a timestamp may differ (docs/api/ovh.md §1.3: short). */
  readonly timestampWindow: number;
  /** The response to a timestamp outside the window: `query-time-out` or `invalid-signature`. */
  readonly timestampError: "query-time-out" | "invalid-signature";
  /** `lenient` accepts any signature of a known key. */
  readonly signatures: "strict" | "lenient";
  /** Base URL given to clients, if it is not `http://` and the Host header. */
  readonly publicUrl: string | null;
  /** Also accept the URL that the Node.js client signs: always https, without a port (docs/api/ovh.md §1.5). */
  readonly nodeClientUrls: boolean;
  /** The response to a consumer key that is not validated: `forbidden` (403), or the reported `invalid-signature`. */
  readonly pendingKey: "forbidden" | "invalid-signature";
  /** The response to a wrong OAuth2 client: `400` invalid_client, or `401` (docs/api/ovh.md §1.7). */
  readonly oauthRefusal: "400" | "401";
  /** IAM action names that are denied, such as `publicCloudProject:apiovh:instance/create`. */
  readonly deniedActions: readonly string[];

  /** The error if the region has no capacity for a flavor. */
  readonly capacityText: string;
  /** The error of a creation beyond `instanceQuota`. */
  readonly quotaText: string;
  /** `{kind}` is filled in. The real text is unknown, except for projects. */
  readonly notFoundText: string;
}

/** A patch of the switches; durations and words can be set one by one. */
export type OvhSwitchPatch = Partial<Omit<OvhSwitches, "durations" | "words">> & {
  readonly durations?: Partial<OvhDurations>;
  readonly words?: Partial<OvhSwitches["words"]>;
};

export const defaultSwitches: OvhSwitches = {
  ...dnsSwitches,
  ...ipSwitches,
  ...ipFirewallSwitches,
  ...vpsSwitches,
  ...priceSwitches,
  ...dedicatedSwitches,
  durations: {
    build: 40,
    address: 0,
    backupSchedule: 0,
    stop: 10,
    start: 8,
    softReboot: 15,
    hardReboot: 25,
    resize: 45,
    verifyResize: 5,
    reinstall: 60,
    rescue: 30,
    unrescue: 20,
    shelve: 40,
    unshelve: 30,
    resume: 5,
    snapshot: 60,
    distantCopy: 90,
    monthlyBilling: 30,
    delete: 15,
    linger: 30,
    portRelease: 15,
    volume: 10,
    volumeRelease: 15,
    attach: 4,
    detach: 4,
    volumeChange: 6,
    volumeSnapshot: 5,
    volumeBackup: 10,
    user: 5,
    network: 10,
    networkDelete: 10,
    gateway: 20,
    gatewayDelete: 10,
    loadBalancer: 20,
    loadBalancerUpdate: 4,
    loadBalancerDelete: 5,
    floatingIp: 5,
    additionalIp: 5,
    operationStart: 3,
    operation: 10,
    listLag: 0,
    readLag: 0,
    credential: 86_400,
    token: 3599,
  },
  words: statusWords,
  newerFields: true,
  flavorMemory: "GB",
  voidBody: "null",
  errorStyle: "class",
  networkIdShown: "openstack",
  publicNetworkIdShown: "hex",
  creationNetworkId: "own",
  interfaceNetworkId: "region",
  operationResource: "sub",
  createdResource: "top",
  gatewayOutcome: "active",
  loadBalancerOutcome: "active",
  loadBalancerWithParts: "delete",
  createdMembers: "new",
  floatingIpNeedsGateway: true,
  associatedId: "instance",
  createdFloatingIpNamed: true,
  v2PageSize: 50,
  overlappingSubnets: "refuse",
  deletedLingers: false,
  deleteAgain: "404",
  busyStatus: "409",
  repeatedPower: "conflict",
  unknownReference: "400",
  wrongType: "bad-request",
  smallerDisk: "refuse",
  resizeOutcome: "resized",
  buildOutcome: "active",
  attachedVolumeWork: "possible",
  volumeWithSnapshots: "refused",
  volumeOutcome: "available",
  snapshotImageId: "snapshot",
  distantCopyStays: true,
  backupImageName: "prefix",
  groupWithInstances: "refused",
  deletedUser: "shown",
  backupOutlivesInstance: true,
  downServices: [],
  fullRegions: [],
  capacity: "refused",
  instanceQuota: null,
  callsPerMinute: 0,
  blocksAfter: 0,
  timestampWindow: 60,
  timestampError: "query-time-out",
  signatures: "strict",
  publicUrl: null,
  nodeClientUrls: true,
  pendingKey: "forbidden",
  oauthRefusal: "400",
  deniedActions: [],
  capacityText: "No capacity is available for this flavor in the region",
  quotaText: "Quota exceeded for instances",
  notFoundText: "This {kind} does not exist",
};

export const switchChoices: Choices = {
  ...dnsSwitchChoices,
  ...ipSwitchChoices,
  ...ipFirewallSwitchChoices,
  ...vpsSwitchChoices,
  ...priceSwitchChoices,
  ...dedicatedSwitchChoices,
  flavorMemory: ["GB", "MB"],
  voidBody: ["null", "empty"],
  errorStyle: ["class", "legacy"],
  networkIdShown: ["openstack", "pn"],
  publicNetworkIdShown: ["hex", "empty", "openstack"],
  creationNetworkId: ["own", "region", "either"],
  interfaceNetworkId: ["own", "region", "either"],
  operationResource: ["sub", "top"],
  createdResource: ["sub", "top"],
  gatewayOutcome: ["active", "error"],
  loadBalancerOutcome: ["active", "error"],
  loadBalancerWithParts: ["delete", "refuse"],
  createdMembers: ["all", "new"],
  associatedId: ["instance", "port"],
  overlappingSubnets: ["refuse", "accept"],
  deleteAgain: ["404", "ok"],
  busyStatus: ["409", "400"],
  repeatedPower: ["conflict", "ok"],
  unknownReference: ["400", "404"],
  wrongType: ["bad-request", "invalid-signature"],
  smallerDisk: ["refuse", "allow"],
  resizeOutcome: ["resized", "ignored", "error"],
  buildOutcome: ["active", "error", "never"],
  attachedVolumeWork: ["possible", "refused"],
  volumeWithSnapshots: ["refused", "deleted"],
  volumeOutcome: ["available", "error"],
  snapshotImageId: ["snapshot", "instance"],
  backupImageName: ["prefix", "other"],
  groupWithInstances: ["refused", "deleted"],
  deletedUser: ["shown", "404"],
  capacity: ["refused", "error-state"],
  timestampError: ["query-time-out", "invalid-signature"],
  signatures: ["strict", "lenient"],
  pendingKey: ["forbidden", "invalid-signature"],
  oauthRefusal: ["400", "401"],
};
