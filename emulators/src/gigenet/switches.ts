import type { Choices } from "../core/switches.ts";
import type { Phase } from "./model.ts";

/** How long things take, in virtual seconds; GigeNET documents none of it. */
export interface GigeNetDurations {
  /** RunInstances until the state is `on`. */
  readonly build: number;
  /** From RunInstances until other calls find the instance (EC2 warns of a delay; docs/api/gigenet.md §3.1). */
  readonly appear: number;
  readonly stop: number;
  readonly start: number;
  readonly reboot: number;
  /** A new hostname or password. */
  readonly modify: number;
  readonly resize: number;
  readonly reinstall: number;
  /** From TerminateInstances until the instance is gone. */
  readonly terminate: number;
  /** How long a terminated instance is still shown, if `terminatedLingers`. */
  readonly linger: number;
}

/** What the reference marks as unknown and where servers may differ: the default and the alternatives. */
export interface GigeNetSwitches {
  readonly durations: GigeNetDurations;

  /** The state's name in each phase; `on` and `unknown` are documented (docs/api/gigenet.md §3.1). */
  readonly words: Readonly<Record<Phase, string>>;
  /** The state's code in each phase; 0, 3 and 4 are known. */
  readonly codes: Readonly<Record<Phase, number>>;

  /**
   * Version 2 signatures must cover the canonical query. False: covering the query as sent is enough, and AWSKeyId
   * works too.
   */
  readonly strictSignatures: boolean;
  /** Version 4 signatures in the query are accepted. False: such a request counts as unsigned. */
  readonly presignedV4: boolean;
  /** Seconds by which Timestamp and X-Amz-Date may differ. */
  readonly clockWindow: number;
  /**
   * The only address from which keys work; null means any. Any address other than the client's own locks out all keys.
   */
  readonly allowedSourceIp: string | null;

  /**
   * EC2's element names appear in addition to GigeNET's own (`instanceState`, `ipAddress` …; docs/api/gigenet.md §4).
   */
  readonly awsAliases: boolean;
  /** Undocumented elements appear in replies. */
  readonly extraElements: boolean;
  /** An empty list is an empty `element`, as in EC2, or `absent`. */
  readonly emptyLists: "element" | "absent";
  /** Which roots have EC2's namespace: DescribeVmTypes only (`documented`), `always` or `never`. */
  readonly xmlns: "documented" | "always" | "never";
  /** The content type of replies. */
  readonly contentType: string;
  /** RunInstances replies with `instancesSet`, or, as in early 2018, with `reservation` and `instances`. */
  readonly runReply: "instancesSet" | "reservation";
  /** Calls without a sample reply return what EC2 or the Go client has (`full`), or only `return`. */
  readonly unsampledReplies: "full" | "bare";
  /** Credentials of GetSessionToken are `plain`, or in an `item` as in older documentation. */
  readonly sessionCredentials: "plain" | "item";
  /** instanceType of an instance is `custom_…`, or the `name` that was requested. */
  readonly reportedTypes: "custom" | "name";
  /** privateDnsName is the bare `hostname`, or is followed by `.thegcloud.com` (samples have both). */
  readonly dnsNames: "hostname" | "domain";
  /** DescribeAvailabilityZones lists ord1 three times with mixed states, as in the sample. False: each zone once. */
  readonly duplicateZones: boolean;
  /** DescribeAddresses includes additional addresses. False: only elastic ones. */
  readonly listAdditional: boolean;
  /** DescribeAddresses shows the instance of an address, as the vendor's Go client reads. False: as in its sample, which has none. */
  readonly addressInstances: boolean;
  /** `domain` in DescribeAddresses: `standard`, as in the sample, or the `zone` that AllocateAddress has. */
  readonly addressDomain: "standard" | "zone";
  /**
   * DescribeAddresses shows `privateIpAddress` and DescribeTags `value`, which GigeNET's Go client reads. False: as in
   * the samples, which do not have them (docs/api/gigenet.md §4).
   */
  readonly goClientFields: boolean;
  /** DescribeReservedInstances counts additional addresses, as in its sample. False: it does not mention them. */
  readonly billAdditional: boolean;
  /** Filters take effect. False: they are ignored, as unknown parameters are. */
  readonly filters: boolean;

  /** Which spelling of TagSpecification.N.…N.Key RunInstances reads. */
  readonly launchTags: "both" | "Tag" | "Tags" | "none";
  /** A ClientToken makes RunInstances repeatable, as in EC2. False: it is ignored. */
  readonly enforceClientToken: boolean;
  /** Starting a running and stopping a stopped instance: `InvalidState` (`refuse`), or `ok`. */
  readonly repeatedPower: "refuse" | "ok";
  /** A new type requires a stopped instance, as in EC2. */
  readonly resizeNeedsStop: boolean;
  /** ModifyInstanceAttribute returns true and has no effect. */
  readonly modifyIgnored: boolean;
  /** AssociateAddress of an address that another instance has: the address moves (`move`), as in EC2 Classic, or `refuse`. */
  readonly reassociation: "move" | "refuse";
  /** ReleaseAddress of an associated address: `refuse`, or `release` the address. */
  readonly releaseAssociated: "refuse" | "release";
  /** TerminateInstances releases the associated elastic addresses. False: they stay with the account. */
  readonly terminateReleasesElastic: boolean;
  /** A terminated instance is shown as `deleted` for `durations.linger`. False: it disappears at once. */
  readonly terminatedLingers: boolean;

  /** New instances become `on`, end in `error`, or never change (`never`). */
  readonly buildOutcome: "on" | "error" | "never";

  /** Zones in which instances can be created; others return InvalidZone.NotFound. */
  readonly openZones: readonly string[];
  /** Zones without capacity. */
  readonly fullZones: readonly string[];
  /** The error code without capacity: GigeNET documents none; the default is EC2's, with HTTP 500. */
  readonly capacityCode: string;
  /** USD of each account; at 0 nothing can be bought. */
  readonly funds: number;
  /** Maximum number of instances of an account; null means no limit. */
  readonly instanceQuota: number | null;
  /** Maximum number of non-primary addresses of an account; null means no limit. */
  readonly addressQuota: number | null;
  /** Maximum number of tags of an account; null means no limit. */
  readonly tagQuota: number | null;
  /** Calls accepted for an account in one virtual second; 0 means no limit. */
  readonly callsPerSecond: number;
  /** Calls over that limit after which the account is blocked (HTTP 403); 0 means never. */
  readonly blocksAfter: number;
  /** The error code beyond that: GigeNET documents none; the default is EC2's. */
  readonly throttleCode: string;
  /** The HTTP status with that code. */
  readonly throttleStatus: number;
  /** HTTP status of DryRunOperation: 500 by its documented type, 412 in EC2. */
  readonly dryRunStatus: number;
}

/** A patch of the switches; durations, words and codes can be set one by one. */
export type GigeNetSwitchPatch = Partial<Omit<GigeNetSwitches, "durations" | "words" | "codes">> & {
  readonly durations?: Partial<GigeNetDurations>;
  readonly words?: Partial<GigeNetSwitches["words"]>;
  readonly codes?: Partial<GigeNetSwitches["codes"]>;
};

export const defaultSwitches: GigeNetSwitches = {
  durations: {
    build: 45,
    appear: 0,
    stop: 8,
    start: 10,
    reboot: 12,
    modify: 4,
    resize: 30,
    reinstall: 60,
    terminate: 10,
    linger: 60,
  },
  words: {
    building: "unknown",
    on: "on",
    stopping: "unknown",
    off: "off",
    starting: "unknown",
    rebooting: "unknown",
    reinstalling: "unknown",
    paused: "pause",
    error: "error",
    deleting: "unknown",
    deleted: "terminated",
  },
  codes: {
    building: 4,
    on: 0,
    stopping: 4,
    off: 3,
    starting: 4,
    rebooting: 4,
    reinstalling: 4,
    paused: 2,
    error: 5,
    deleting: 4,
    deleted: 6,
  },
  strictSignatures: true,
  presignedV4: false,
  clockWindow: 900,
  allowedSourceIp: null,
  awsAliases: true,
  extraElements: false,
  emptyLists: "element",
  xmlns: "documented",
  contentType: "text/xml; charset=utf-8",
  runReply: "instancesSet",
  unsampledReplies: "full",
  sessionCredentials: "plain",
  reportedTypes: "custom",
  dnsNames: "hostname",
  duplicateZones: true,
  listAdditional: true,
  addressInstances: true,
  addressDomain: "standard",
  goClientFields: true,
  billAdditional: true,
  filters: true,
  launchTags: "both",
  enforceClientToken: false,
  repeatedPower: "refuse",
  resizeNeedsStop: false,
  modifyIgnored: false,
  reassociation: "move",
  releaseAssociated: "refuse",
  terminateReleasesElastic: false,
  terminatedLingers: false,
  buildOutcome: "on",
  openZones: ["ord1"],
  fullZones: [],
  capacityCode: "InsufficientInstanceCapacity",
  funds: 100,
  instanceQuota: null,
  addressQuota: null,
  tagQuota: null,
  callsPerSecond: 0,
  blocksAfter: 0,
  throttleCode: "RequestLimitExceeded",
  throttleStatus: 503,
  dryRunStatus: 500,
};

export const switchChoices: Choices = {
  emptyLists: ["element", "absent"],
  xmlns: ["documented", "always", "never"],
  runReply: ["instancesSet", "reservation"],
  unsampledReplies: ["full", "bare"],
  sessionCredentials: ["plain", "item"],
  reportedTypes: ["custom", "name"],
  dnsNames: ["hostname", "domain"],
  launchTags: ["both", "Tag", "Tags", "none"],
  repeatedPower: ["refuse", "ok"],
  addressDomain: ["standard", "zone"],
  reassociation: ["move", "refuse"],
  releaseAssociated: ["refuse", "release"],
  buildOutcome: ["on", "error", "never"],
};
