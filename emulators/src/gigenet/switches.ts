import type { Choices } from "../core/switches.ts";
import type { Phase } from "./model.ts";

/** How long things take, in virtual seconds; GigeNET documents none of them. */
export interface GigeNetDurations {
  /** RunInstances until the state is `on`. */
  readonly build: number;
  /** RunInstances until other calls find the instance (EC2 warns of a delay; docs/api/gigenet.md §3.1). */
  readonly appear: number;
  readonly stop: number;
  readonly start: number;
  readonly reboot: number;
  /** A new hostname or password. */
  readonly modify: number;
  readonly resize: number;
  readonly reinstall: number;
  /** TerminateInstances until the instance is gone. */
  readonly terminate: number;
  /** How long a terminated instance is still shown, if `terminatedLingers`. */
  readonly linger: number;
}

/** Where the reference says unknown, or where servers may differ: the default and what else there is. */
export interface GigeNetSwitches {
  readonly durations: GigeNetDurations;

  /** The state's name in each phase; `on` and `unknown` are documented (docs/api/gigenet.md §3.1). */
  readonly words: Readonly<Record<Phase, string>>;
  /** The state's code in each phase; 0, 3 and 4 are known. */
  readonly codes: Readonly<Record<Phase, number>>;

  /** Version 2 signatures must be over the canonical query. False: over the query as sent will do, and AWSKeyId too. */
  readonly strictSignatures: boolean;
  /** Version 4 signatures in the query are taken. False: such a request counts as unsigned. */
  readonly presignedV4: boolean;
  /** Seconds that Timestamp and X-Amz-Date may be off. */
  readonly clockWindow: number;
  /** The only address that keys work from; null is any. Anything but the client's own address locks all keys out. */
  readonly allowedSourceIp: string | null;

  /** EC2's element names are there beside GigeNET's own (`instanceState`, `ipAddress` …; docs/api/gigenet.md §4). */
  readonly awsAliases: boolean;
  /** Elements that nobody documents appear in replies. */
  readonly extraElements: boolean;
  /** An empty list is an empty `element`, as in EC2's answers, or `absent`. */
  readonly emptyLists: "element" | "absent";
  /** Which roots have EC2's namespace: DescribeVmTypes only (`documented`), `always` or `never`. */
  readonly xmlns: "documented" | "always" | "never";
  readonly contentType: string;
  /** RunInstances answers with `instancesSet`, or as in early 2018 with `reservation` and `instances`. */
  readonly runReply: "instancesSet" | "reservation";
  /** Calls whose reply has no sample answer with what EC2 or the Go client has (`full`), or with `return` only. */
  readonly unsampledReplies: "full" | "bare";
  /** Credentials of GetSessionToken are `plain`, or in an `item` as in older documentation. */
  readonly sessionCredentials: "plain" | "item";
  /** instanceType of an instance is `custom_…`, or the `name` that it was asked for by. */
  readonly reportedTypes: "custom" | "name";
  /** privateDnsName is the bare `hostname`, or has `.thegcloud.com` behind it (both are in samples). */
  readonly dnsNames: "hostname" | "domain";
  /** DescribeAvailabilityZones lists ord1 three times with mixed states, as in the sample. False: each zone once. */
  readonly duplicateZones: boolean;
  /** DescribeAddresses shows additional addresses too. False: elastic ones only. */
  readonly listAdditional: boolean;
  /**
   * DescribeAddresses shows `privateIpAddress` and DescribeTags `value`, which the vendor's Go client reads. False: as in the
   * samples, which lack them (docs/api/gigenet.md §4).
   */
  readonly goClientFields: boolean;
  /** DescribeReservedInstances counts additional addresses, as in its sample. False: it is silent about them. */
  readonly billAdditional: boolean;
  /** Filters are obeyed. False: ignored, as parameters can be. */
  readonly filters: boolean;

  /** Which spelling of TagSpecification.N.…N.Key RunInstances reads. */
  readonly launchTags: "both" | "Tag" | "Tags" | "none";
  /** A ClientToken makes RunInstances repeatable, as at EC2. False: it is ignored. */
  readonly enforceClientToken: boolean;
  /** Starting what runs and stopping what is off: `InvalidState` (`refuse`), or `ok`. */
  readonly repeatedPower: "refuse" | "ok";
  /** A new type needs a stopped instance, as at EC2. */
  readonly resizeNeedsStop: boolean;
  /** ModifyInstanceAttribute says true and nothing ever happens. */
  readonly modifyIgnored: boolean;
  /** ReleaseAddress of an associated address: `refuse`, or `release` it. */
  readonly releaseAssociated: "refuse" | "release";
  /** TerminateInstances releases the associated elastic addresses. False: they stay with the account. */
  readonly terminateReleasesElastic: boolean;
  /** A terminated instance is shown for `durations.linger` with the word `deleted`. False: it is gone. */
  readonly terminatedLingers: boolean;

  /** New instances come `on`, end in `error`, or stay as they are for ever (`never`). */
  readonly buildOutcome: "on" | "error" | "never";

  /** Zones that take new instances; others are InvalidZone.NotFound. */
  readonly openZones: readonly string[];
  /** Zones that are out of capacity. */
  readonly fullZones: readonly string[];
  /** No capacity: GigeNET documents no code; the default is EC2's, with HTTP 500. */
  readonly capacityCode: string;
  /** USD that each account has; at 0 nothing can be bought. */
  readonly funds: number;
  /** Greatest number of instances, addresses beside primary ones, and tags an account may have; null is no limit. */
  readonly instanceQuota: number | null;
  readonly addressQuota: number | null;
  readonly tagQuota: number | null;
  /** Calls taken in one virtual second an account; 0 is no limit. */
  readonly callsPerSecond: number;
  /** What calls beyond that get: GigeNET documents nothing; the default is EC2's. */
  readonly throttleCode: string;
  readonly throttleStatus: number;
  /** HTTP status of DryRunOperation: 500 by its documented type, 412 at EC2. */
  readonly dryRunStatus: number;
}

/** A patch of the switches: any of them; durations, words and codes singly. */
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
  goClientFields: true,
  billAdditional: true,
  filters: true,
  launchTags: "both",
  enforceClientToken: false,
  repeatedPower: "refuse",
  resizeNeedsStop: false,
  modifyIgnored: false,
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
  releaseAssociated: ["refuse", "release"],
  buildOutcome: ["on", "error", "never"],
};
