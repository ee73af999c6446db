import { type Choices, mergeSwitches } from "../core/switches.ts";
import type { ServerStatus } from "./model.ts";

/** How long things take, in virtual seconds. Only `setup` is known, and only roughly (docs/api/naver.md §3.3). */
export interface NaverDurations {
  /** INIT of a new server. */
  readonly init: number;
  /** CREAT with operation CREAT, `creating`. */
  readonly create: number;
  /** CREAT with operation START, `booting`. */
  readonly boot: number;
  /**
   * Operation SETUP after the first boot, and after a disk or interface was attached or detached (docs/api/naver.md
   * §3.3).
   */
  readonly setup: number;
  /** `optimizing` of the root disk once the server runs. */
  readonly optimize: number;
  readonly stop: number;
  readonly start: number;
  readonly reboot: number;
  readonly changeSpec: number;
  readonly terminate: number;
  readonly storageCreate: number;
  readonly storageAttach: number;
  readonly storageDetach: number;
  readonly storageDelete: number;
  readonly storageResize: number;
  readonly snapshotCreate: number;
  readonly snapshotDelete: number;
  readonly imageCreate: number;
  readonly imageDelete: number;
  readonly nasCreate: number;
  readonly nasResize: number;
  readonly nasDelete: number;
  readonly publicIpCreate: number;
  readonly publicIpAssociate: number;
  readonly publicIpDisassociate: number;
  readonly publicIpDelete: number;
  readonly interfaceAttach: number;
  readonly interfaceDetach: number;
  /** A change of an interface's groups; until it is done, the old ones are shown. */
  readonly interfaceGroups: number;
  /** A VPC is INIT for this long, then CREATING for `vpcCreate`. */
  readonly vpcInit: number;
  readonly vpcCreate: number;
  readonly vpcDelete: number;
  readonly subnetCreate: number;
  readonly subnetDelete: number;
  readonly networkAclCreate: number;
  /** SET of a network ACL after its rules or subnets changed. */
  readonly networkAclChange: number;
  readonly networkAclDelete: number;
  readonly routeTableCreate: number;
  /** SET of a route table after its routes or subnets changed. */
  readonly routeTableChange: number;
  readonly routeTableDelete: number;
  readonly natGatewayCreate: number;
  readonly natGatewayDelete: number;
  readonly vpcPeeringCreate: number;
  readonly vpcPeeringAccept: number;
  readonly vpcPeeringDelete: number;
  readonly denyAllowGroupCreate: number;
  /** SET of a deny-allow group after its addresses changed. */
  readonly denyAllowGroupChange: number;
  readonly denyAllowGroupDelete: number;
  readonly accessControlGroupCreate: number;
  /** SET of a group after its rules changed. */
  readonly accessControlGroupChange: number;
  readonly accessControlGroupDelete: number;
  readonly balancerCreate: number;
  /** CHANG of a load balancer after a change of it, its listeners or their target groups. */
  readonly balancerChange: number;
  readonly balancerDelete: number;
}

/**
 * Return codes for situations whose real code is unknown (docs/api/naver.md §5.7); all are made up unless stated
 * otherwise.
 */
export interface NaverCodes {
  readonly notFound: string;
  readonly invalid: string;
  /** Known from load balancers (docs/api/naver.md §2.6). */
  readonly duplicateName: string;
  /** Termination of a protected server. */
  readonly protected: string;
  /** Termination or change of spec of a server that is not stopped; power calls that its status does not allow. */
  readonly wrongState: string;
  /** A spec that is incompatible with the image, or that this server cannot change to. */
  readonly specMismatch: string;
  readonly capacity: string;
  /** Claimed by community material (docs/api/naver.md §2.6). */
  readonly quota: string;
  /** Deletion of a VPC with subnets, a subnet with servers, or a group or address in use. */
  readonly inUse: string;
  /** Deletion of a default group or network ACL. */
  readonly defaultObject: string;
  /** A public address on a private subnet. */
  readonly privateSubnet: string;
  /** A request for the root password too early or with another key. */
  readonly rootPassword: string;
}

/** What the reference marks [U] and what may differ between accounts: the default and the alternatives. */
export interface NaverSwitches {
  readonly durations: NaverDurations;
  readonly codes: NaverCodes;

  /** The site, and so the regions: `public` KR, JPN, SGN, USWN, DEN; `gov` KR; `fin` FKR. At start and reset. */
  readonly site: "public" | "gov" | "fin";
  /** Accounts begin with a network and a key in the first region (`demo`), or empty (`none`). At start and reset. */
  readonly accountsBegin: "demo" | "none";

  /** serverInstanceStatus.code in each status. */
  readonly words: Readonly<Record<ServerStatus, string>>;
  /** serverInstanceStatusName of a stopped server. */
  readonly stoppedName: string;
  /** codeName and the status names that are localized: English or Korean (docs/api/naver.md §2.1). */
  readonly language: "en" | "ko";
  /** IDs are texts; `number` turns them into numbers (docs/api/naver.md §5.2). */
  readonly idsAs: "text" | "number";
  /** Numbers from ten million on: `integer`, or `float` as in 8.589934592E9 (docs/api/naver.md §5.2). */
  readonly largeNumbersAs: "integer" | "float";
  /** How an unset text appears: `empty` or `absent`. */
  readonly missingAs: "empty" | "absent";
  /** The content type of replies in each format. */
  readonly contentTypes: { readonly json: string; readonly xml: string };
  /**
   * Members of an error: returnCode and returnMessage, or responseCode and responseMessage as reported once
   * (docs/api/naver.md §2.4).
   */
  readonly errorMembers: "return" | "response";
  /** A group being deleted shows RUN until it is gone, or TERMTING. */
  readonly deletedGroupShows: "RUN" | "TERMTING";

  /** Number of the first page. The number below it returns the first page too. */
  readonly pageBase: number;
  /** Rows of a list without a pageSize; null means all. */
  readonly defaultPageSize: number | null;
  /** Maximum rows of a page; null means no limit. */
  readonly maxPageSize: number | null;
  /** Filters by name match names that contain the text (`partial`) or equal it (`exact`). */
  readonly nameFilter: "partial" | "exact";
  /**
   * The reply to a detail call for an object that does not exist: an `empty` list, or an `error` with the not-found
   * code (docs/api/naver.md §5.1).
   */
  readonly missingDetail: "empty" | "error";
  /** A read whose ID is not a number finds nothing (`empty`) or is an `error`. */
  readonly malformedId: "empty" | "error";

  /** The status of a load balancer that is ready: USED, or CREAT, whose operation is then NULL too. */
  readonly idleBalancer: "USED" | "CREAT";
  /** Settings that a change of a load balancer, listener, target or scaling group leaves out: `kept`, or `reset` to the usual. */
  readonly omittedSettings: "kept" | "reset";
  /** A rule of a network ACL whose priority another rule of the direction has (docs/api/naver.md §4.5). */
  readonly samePriority: "refused" | "accepted";

  /** What names the target of a route: number and name (`both`), or the `number` alone (docs/api/naver.md §4.11). */
  readonly routeTarget: "both" | "number";
  /** A subnet that another table has, and that is added to a table: `moved`, or `refused` (docs/api/naver.md §4.11). */
  readonly subnetOfOtherTable: "moved" | "refused";
  /** The public IP that was created with a NAT gateway, once that is deleted (docs/api/naver.md §4.16). */
  readonly natGatewayAddress: "kept" | "released";
  /** A NAT gateway in a public subnet without a public IP of the account gets one that is `created`, or `none`. */
  readonly natGatewayWithoutAddress: "created" | "none";
  /** A peering of two VPCs of one account `runs` by itself, or `waits` to be accepted (docs/api/naver.md §4.17). */
  readonly ownVpcPeering: "runs" | "waits";
  /** The status of a peering that waits to be accepted: INIT, as before, or a word of its own. */
  readonly waitingVpcPeeringShows: "INIT" | "WAIT";
  /** Whether the account of the target VPC sees a peering too. */
  readonly vpcPeeringShownTo: "both" | "source";
  /** A second peering of two VPCs in the same direction. */
  readonly sameVpcPeering: "refused" | "accepted";

  /** New images of the account get to `create`, or `fail`. */
  readonly imageOutcome: "create" | "fail";
  /**
   * What createServerImage needs to know of the root disk: only its `order`, or a `snapshot` of it (docs/api/naver.md
   * §4.10).
   */
  readonly imageStorage: "order" | "snapshot";
  /** A NAS volume that is being deleted keeps its status, or shows TERMT (docs/api/naver.md §4.20). */
  readonly deletedNasShows: "CREAT" | "TERMT";
  /** Member server images are in a list of their own only (`apart`), or in that of server images too (`both`). */
  readonly memberImagesListed: "apart" | "both";
  /** The server of storage that is detached: `none`, or the `last` one that had it. */
  readonly detachedStorageShows: "none" | "last";
  /** A server enters or leaves a placement group only while it is stopped. */
  readonly placementNeedsStop: boolean;
  /** The fields of a launch configuration: with image number and spec code (`spec`), or only with product codes (`product`). */
  readonly launchConfigurationShows: "spec" | "product";

  /** Names of servers, networks and groups must be unique within account and region. */
  readonly uniqueNames: boolean;
  /** Starting a running or stopping a stopped server is rejected (`refuse`) or does nothing (`ok`). */
  readonly repeatedPower: "refuse" | "ok";
  /** A server can be renamed only while it is stopped. */
  readonly renameNeedsStop: boolean;

  /** New servers reach `run`, `fail`, or stay in CREAT forever (`never`). */
  readonly buildOutcome: "run" | "fail" | "never";
  /** The status of a failed build. */
  readonly failedStatus: "FSTOP" | "ST_FL";
  /** A server from an image that is no longer sold (FADE_OUT): `made` or `refused`. */
  readonly fadingImage: "made" | "refused";
  /** Zones without capacity. */
  readonly fullZones: readonly string[];
  /** Spec codes without capacity, in all zones. */
  readonly fullSpecs: readonly string[];
  /** Maximum number of servers of an account; null means no limit. */
  readonly serverQuota: number | null;
  /** Calls accepted for an account in one virtual second; 0 means no limit. */
  readonly callsPerSecond: number;
  /** Calls over that limit after which the account is blocked (HTTP 403); 0 means never. */
  readonly blocksAfter: number;
  /** The gateway's code for calls beyond that: `410`, `420`, or `400` (quota). */
  readonly overRate: "400" | "410" | "420";
  /** Retry-After of such a reply, in seconds; null: no such header. */
  readonly retryAfter: number | null;

  /** Seconds by which a timestamp may differ. */
  readonly clockWindow: number;
  /**
   * The reply to a bad key, signature or clock: the `gateway`'s 200, or the `service`'s 800 and 801 (docs/api/naver.md
   * §5.7).
   */
  readonly authenticationError: "gateway" | "service";
  /** Access keys that were disabled. */
  readonly disabledKeys: readonly string[];
  /** Actions that the accounts have no permission for: 210. */
  readonly deniedActions: readonly string[];
  /** The currency of prices if a request names none; `all`: each price in every currency (docs/api/naver.md §4.24). */
  readonly defaultPayCurrency: "KRW" | "USD" | "JPY" | "all";
}

/** A patch of the switches; those in groups can be set one by one. */
export type NaverSwitchPatch = Partial<Omit<NaverSwitches, "durations" | "codes" | "words" | "contentTypes">> & {
  readonly durations?: Partial<NaverDurations>;
  readonly codes?: Partial<NaverCodes>;
  readonly words?: Partial<NaverSwitches["words"]>;
  readonly contentTypes?: Partial<NaverSwitches["contentTypes"]>;
};

export const defaultSwitches: NaverSwitches = {
  durations: {
    init: 3,
    create: 15,
    boot: 10,
    setup: 5,
    optimize: 4,
    stop: 10,
    start: 10,
    reboot: 12,
    changeSpec: 15,
    terminate: 10,
    storageCreate: 5,
    storageAttach: 5,
    storageDetach: 5,
    storageDelete: 3,
    storageResize: 5,
    snapshotCreate: 8,
    snapshotDelete: 3,
    imageCreate: 10,
    imageDelete: 3,
    nasCreate: 6,
    nasResize: 4,
    nasDelete: 4,
    publicIpCreate: 2,
    publicIpAssociate: 4,
    publicIpDisassociate: 4,
    publicIpDelete: 2,
    interfaceAttach: 4,
    interfaceDetach: 4,
    interfaceGroups: 4,
    vpcInit: 2,
    vpcCreate: 6,
    vpcDelete: 6,
    subnetCreate: 6,
    subnetDelete: 6,
    networkAclCreate: 3,
    networkAclChange: 3,
    networkAclDelete: 3,
    routeTableCreate: 2,
    routeTableChange: 3,
    routeTableDelete: 3,
    natGatewayCreate: 8,
    natGatewayDelete: 5,
    vpcPeeringCreate: 4,
    vpcPeeringAccept: 3,
    vpcPeeringDelete: 3,
    denyAllowGroupCreate: 2,
    denyAllowGroupChange: 3,
    denyAllowGroupDelete: 3,
    accessControlGroupCreate: 2,
    accessControlGroupChange: 3,
    accessControlGroupDelete: 3,
    balancerCreate: 30,
    balancerChange: 5,
    balancerDelete: 8,
  },
  codes: {
    notFound: "1000901",
    invalid: "1000902",
    duplicateName: "10300",
    protected: "1100901",
    wrongState: "1100902",
    specMismatch: "1100903",
    capacity: "1100904",
    quota: "3005004",
    inUse: "1000903",
    defaultObject: "1000904",
    privateSubnet: "1003901",
    rootPassword: "1100905",
  },
  site: "public",
  accountsBegin: "demo",
  words: {
    INIT: "INIT",
    CREAT: "CREAT",
    RUN: "RUN",
    NSTOP: "NSTOP",
    TERMT: "TERMT",
    FSTOP: "FSTOP",
    SD_FL: "SD_FL",
    RS_FL: "RS_FL",
    ST_FL: "ST_FL",
  },
  stoppedName: "stopped",
  language: "en",
  idsAs: "text",
  largeNumbersAs: "integer",
  missingAs: "empty",
  contentTypes: { json: "application/json;charset=UTF-8", xml: "application/xml;charset=UTF-8" },
  errorMembers: "return",
  deletedGroupShows: "RUN",
  pageBase: 1,
  defaultPageSize: null,
  maxPageSize: null,
  nameFilter: "partial",
  missingDetail: "empty",
  malformedId: "empty",
  idleBalancer: "USED",
  omittedSettings: "kept",
  samePriority: "refused",
  routeTarget: "both",
  subnetOfOtherTable: "moved",
  natGatewayAddress: "released",
  natGatewayWithoutAddress: "created",
  ownVpcPeering: "runs",
  waitingVpcPeeringShows: "WAIT",
  vpcPeeringShownTo: "both",
  sameVpcPeering: "refused",
  imageOutcome: "create",
  imageStorage: "order",
  deletedNasShows: "CREAT",
  memberImagesListed: "apart",
  detachedStorageShows: "none",
  placementNeedsStop: false,
  launchConfigurationShows: "spec",
  uniqueNames: false,
  repeatedPower: "refuse",
  renameNeedsStop: false,
  buildOutcome: "run",
  failedStatus: "FSTOP",
  fadingImage: "made",
  fullZones: [],
  fullSpecs: [],
  serverQuota: null,
  callsPerSecond: 0,
  blocksAfter: 0,
  overRate: "410",
  retryAfter: null,
  clockWindow: 300,
  authenticationError: "gateway",
  disabledKeys: [],
  deniedActions: [],
  defaultPayCurrency: "KRW",
};

export const switchChoices: Choices = {
  defaultPayCurrency: ["KRW", "USD", "JPY", "all"],
  site: ["public", "gov", "fin"],
  accountsBegin: ["demo", "none"],
  language: ["en", "ko"],
  idsAs: ["text", "number"],
  largeNumbersAs: ["integer", "float"],
  missingAs: ["empty", "absent"],
  errorMembers: ["return", "response"],
  deletedGroupShows: ["RUN", "TERMTING"],
  fadingImage: ["made", "refused"],
  pageBase: ["0", "1"],
  nameFilter: ["partial", "exact"],
  samePriority: ["refused", "accepted"],
  routeTarget: ["both", "number"],
  subnetOfOtherTable: ["moved", "refused"],
  natGatewayAddress: ["kept", "released"],
  natGatewayWithoutAddress: ["created", "none"],
  ownVpcPeering: ["runs", "waits"],
  waitingVpcPeeringShows: ["INIT", "WAIT"],
  vpcPeeringShownTo: ["both", "source"],
  sameVpcPeering: ["refused", "accepted"],
  missingDetail: ["empty", "error"],
  malformedId: ["empty", "error"],
  idleBalancer: ["USED", "CREAT"],
  omittedSettings: ["kept", "reset"],
  imageOutcome: ["create", "fail"],
  imageStorage: ["order", "snapshot"],
  deletedNasShows: ["CREAT", "TERMT"],
  memberImagesListed: ["apart", "both"],
  detachedStorageShows: ["none", "last"],
  launchConfigurationShows: ["spec", "product"],
  repeatedPower: ["refuse", "ok"],
  buildOutcome: ["run", "fail", "never"],
  failedStatus: ["FSTOP", "ST_FL"],
  overRate: ["400", "410", "420"],
  authenticationError: ["gateway", "service"],
};

/** Merges a patch. Throws with the reason if a switch or value is unknown. */
export function withPatch(switches: NaverSwitches, patch: unknown): NaverSwitches {
  return mergeSwitches(switches, patch, switchChoices);
}
