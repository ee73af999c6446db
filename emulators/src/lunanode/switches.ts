import type { Choices } from "../core/switches.ts";
import type { VmPhase } from "./model.ts";
import { vmStatuses } from "./vm-states.ts";

/** How long things take, in virtual seconds. Only a few orders of magnitude are known (docs/api/lunanode.md §3, §4). */
export interface LunaNodeDurations {
  /** BUILD until Online. */
  readonly build: number;
  /** From Online until the public address appears, also for vm/floatingip-add (docs/api/lunanode.md §3.1). */
  readonly address: number;
  /** `Powering off` until `Offline`. */
  readonly powerOff: number;
  readonly powerOn: number;
  readonly reboot: number;
  readonly resize: number;
  readonly shelve: number;
  readonly unshelve: number;
  readonly rescue: number;
  readonly reimage: number;
  /** From vm/delete until the VM is gone. */
  readonly delete: number;
  /** How long a deleted VM stays listed, if `deletedLingers` is set. */
  readonly linger: number;
  /** From the VM's end until its volumes are available (docs/api/lunanode.md §3.6: about 9 to 15 s). */
  readonly volumeRelease: number;
  readonly volumeAttach: number;
  readonly volumeCreate: number;
  readonly volumeFromImage: number;
  /** `queued` until `saving`. */
  readonly imageQueue: number;
  /** `saving` until `active` or `killed`. */
  readonly imageSave: number;
}

/** What the reference marks UNKNOWN and what may differ between accounts: the default and the alternatives. */
export interface LunaNodeSwitches {
  readonly durations: LunaNodeDurations;

  /** status_nohtml in each phase; only BUILD, Online, Offline and Powering off are known. */
  readonly words: Readonly<Record<VmPhase, string>>;
  /** vm/list and vm/info.extra have `os_status`. False: they do not, as in older samples. */
  readonly listShowsStatus: boolean;
  /** What vm/info shows in `securitygroups`: `ids` or `names`. */
  readonly groupsAs: "ids" | "names";
  /** Before a VM has an address, `ip` and `primaryip` are `absent` or `empty`. */
  readonly missingAddress: "absent" | "empty";
  /** plan/list names: `short` is `m.2`; `long` adds the memory. vm/create accepts the short one in either case. */
  readonly planNames: "short" | "long";
  /**
   * After deletion a VM disappears at once (`no`), stays in vm/list (`listed`), or shows everywhere as DELETED
   * (`shown`).
   */
  readonly deletedLingers: "no" | "listed" | "shown";
  /** `ids`: creations whose reply is unknown return an ID. `bare`: only success. */
  readonly createReplies: "ids" | "bare";
  /** The third region is `roubaix` (documentation) or `france` (a menu seen in 2022). Takes effect at start and reset. */
  readonly regionMenu: "roubaix" | "france";
  /** An empty list is present (`list`), or its member is omitted (`absent`). */
  readonly emptyLists: "list" | "absent";
  /** volume/snapshot-list, whose reply is unknown, has its rows under `snapshots` (`list`) or under numbers beside `success` (`numbered`). */
  readonly snapshotList: "list" | "numbered";
  /** A volume snapshot shows its label as `name`, as volumes do, or as `label`. */
  readonly snapshotLabelAs: "name" | "label";
  /** volume/info shows in `attached` the VM's `id`, or its ID with the `device`. */
  readonly attachedAs: "id" | "device";
  /** Scripts keep their line breaks, or LF becomes `crlf`. */
  readonly scriptNewlines: "keep" | "crlf";
  /** port_range of a rule: `short` is `80`, `80-90`; `full` is `80-80`, `80-90`; `colon` is `80`, `80:90`. */
  readonly portRange: "short" | "full" | "colon";
  /** A group as the remote of a rule appears as its `id` or its `name`. */
  readonly remoteGroupAs: "id" | "name";
  /** Zones, records and dynamic names are a `map` by ID, or a `list`. */
  readonly dnsLists: "map" | "list";
  /** The name of a record in record-list: `www.example.com.`, `www.example.com` or `www`. */
  readonly recordNames: "dotted" | "plain" | "relative";
  /** The data of a record in record-list: as it was `sent`, or `written` as in a zone file (texts quoted, names dotted). */
  readonly recordData: "sent" | "written";
  /** A zone that still has records: zone-remove removes it `with` them, or is refused. */
  readonly zoneRemoval: "with" | "refuse";
  /** The name in dyn-list: `web` (short) or `web.lndyn.com` (full). */
  readonly dynamicNames: "short" | "full";
  /** The content type of replies; PHP's own default would be text/html. */
  readonly contentType: string;

  /** A second SSH key with the same label is an error (apparently it is). False: it is accepted. */
  readonly uniqueKeyLabels: boolean;
  /** vm/start of a running and vm/stop of a stopped VM: `ok`, or the `conflict` error. */
  readonly repeatedPower: "ok" | "conflict";
  /** vm/resize requires a stopped VM, as vm/diskswap does. */
  readonly resizeNeedsStop: boolean;
  /** vm/resize reports success and has no effect, whatever the plan. */
  readonly resizeIgnored: boolean;
  /** floating/delete of an attached address: `refuse`, or `release` the address. */
  readonly deleteAttachedAddress: "refuse" | "release";
  /** volume/extend of an attached volume is rejected. False: it is accepted. */
  readonly extendNeedsDetach: boolean;

  /** New VMs become `online`, end in `error`, or stay in BUILD forever (`never`). */
  readonly buildOutcome: "online" | "error" | "never";
  /**
   * Addresses are never attached to VMs built from now on; vm/floatingip-add then works (docs/api/lunanode.md §3.1).
   */
  readonly addressFails: boolean;
  /** New images end `active`, `killed`, or `error`. */
  readonly imageOutcome: "active" | "killed" | "error";
  /** New volumes end `available` or `error`. */
  readonly volumeOutcome: "available" | "error";
  /**
   * volume/list without a region lists all volumes (`optional`), or fails with "region not set", as recorded in 2015
   * (docs/api/lunanode.md §4.1).
   */
  readonly volumeListRegion: "optional" | "required";

  /** Regions without capacity. */
  readonly fullRegions: readonly string[];
  /** USD of each account; at 0 nothing can be created. */
  readonly credit: number;
  /** Maximum number of VMs of an account; null means no limit. */
  readonly vmQuota: number | null;
  /** Calls accepted for an account in one virtual second; 0 means no limit. */
  readonly callsPerSecond: number;
  /** Calls over that limit after which the account is blocked (HTTP 403); 0 means never. */
  readonly blocksAfter: number;
  /** The response beyond that: HTTP `429` with Retry-After, or an `envelope` with HTTP 200. */
  readonly overRate: "429" | "envelope";

  /** Seconds by which a nonce may differ. */
  readonly nonceWindow: number;
  /** A nonce must be greater than the previous one (one client assumes so; docs/api/lunanode.md §1.4). */
  readonly nonceIncreasing: boolean;
  /** Signatures in upper-case hexadecimal are valid. */
  readonly upperCaseSignatures: boolean;
  /**
   * The only address from which keys work; null means any. Any address other than the client's own locks out all keys.
   */
  readonly boundSourceIp: string | null;
  /** The calls that keys are limited to, such as `vm.list`; empty means no limit. */
  readonly restrictedTo: readonly string[];

  /** The response to an unknown call: an `envelope` with HTTP 200, or a `404` page. */
  readonly unknownCall: "envelope" | "404";
  /**
   * Missing parameters are reported in the wording of 2015: `hostname, plan_id, and/or image_id not set`, `region not
   * set`.
   */
  readonly oldMissingTexts: boolean;
  /** Not-found text of all objects except VMs and images, whose texts are known; `{kind}` is filled in. */
  readonly notFoundText: string;
  /** The error if the VM's state does not allow the call: OpenStack's own `json` inside `error`, or a `plain` text. */
  readonly conflictError: "json" | "plain";
  /** The error if the region has no capacity for a VM. */
  readonly capacityText: string;
  /** The error of a creation if the credit is used up. */
  readonly creditText: string;
  /** The error of a creation beyond `vmQuota`. */
  readonly quotaText: string;
  /** The error of a call beyond `callsPerSecond`. */
  readonly rateText: string;
  /** The error of a call that the key may not make (`restrictedTo`). */
  readonly restrictedText: string;
  /** The error of a second SSH key with the same label (`uniqueKeyLabels`). */
  readonly duplicateLabelText: string;
  /** The error for an object that cannot be deleted while in use; `{kind}` is filled in. */
  readonly inUseText: string;
}

/** A patch of the switches; durations and words can be set one by one. */
export type LunaNodeSwitchPatch = Partial<Omit<LunaNodeSwitches, "durations" | "words">> & {
  readonly durations?: Partial<LunaNodeDurations>;
  readonly words?: Partial<LunaNodeSwitches["words"]>;
};

export const defaultSwitches: LunaNodeSwitches = {
  durations: {
    build: 20,
    address: 10,
    powerOff: 8,
    powerOn: 6,
    reboot: 10,
    resize: 45,
    shelve: 60,
    unshelve: 40,
    rescue: 15,
    reimage: 40,
    delete: 5,
    linger: 30,
    volumeRelease: 8,
    volumeAttach: 3,
    volumeCreate: 3,
    volumeFromImage: 60,
    imageQueue: 5,
    imageSave: 60,
  },
  words: defaultWords(),
  listShowsStatus: true,
  groupsAs: "ids",
  missingAddress: "absent",
  planNames: "short",
  deletedLingers: "no",
  createReplies: "ids",
  regionMenu: "roubaix",
  emptyLists: "list",
  snapshotList: "list",
  snapshotLabelAs: "name",
  attachedAs: "id",
  scriptNewlines: "keep",
  portRange: "short",
  remoteGroupAs: "id",
  dnsLists: "map",
  recordNames: "dotted",
  recordData: "sent",
  zoneRemoval: "with",
  dynamicNames: "short",
  contentType: "application/json",
  uniqueKeyLabels: true,
  repeatedPower: "ok",
  resizeNeedsStop: false,
  resizeIgnored: false,
  deleteAttachedAddress: "refuse",
  extendNeedsDetach: true,
  buildOutcome: "online",
  addressFails: false,
  imageOutcome: "active",
  volumeOutcome: "available",
  volumeListRegion: "optional",
  fullRegions: [],
  credit: 4.81033438,
  vmQuota: null,
  callsPerSecond: 0,
  blocksAfter: 0,
  overRate: "429",
  nonceWindow: 300,
  nonceIncreasing: false,
  upperCaseSignatures: true,
  boundSourceIp: null,
  restrictedTo: [],
  unknownCall: "envelope",
  oldMissingTexts: false,
  notFoundText: "invalid {kind}",
  conflictError: "json",
  capacityText: "no capacity is available for this plan in the selected region",
  creditText: "insufficient credit",
  quotaText: "virtual machine limit reached",
  rateText: "rate limit exceeded",
  restrictedText: "this API key may not perform this action",
  duplicateLabelText: "a key with this label already exists",
  inUseText: "{kind} is in use",
};

function defaultWords(): Record<VmPhase, string> {
  const words = Object.entries(vmStatuses).map(([phase, { word }]) => [phase, word]);
  return Object.fromEntries(words);
}

export const switchChoices: Choices = {
  groupsAs: ["ids", "names"],
  missingAddress: ["absent", "empty"],
  planNames: ["short", "long"],
  deletedLingers: ["no", "listed", "shown"],
  createReplies: ["ids", "bare"],
  regionMenu: ["roubaix", "france"],
  emptyLists: ["list", "absent"],
  snapshotList: ["list", "numbered"],
  snapshotLabelAs: ["name", "label"],
  attachedAs: ["id", "device"],
  scriptNewlines: ["keep", "crlf"],
  portRange: ["short", "full", "colon"],
  remoteGroupAs: ["id", "name"],
  dnsLists: ["map", "list"],
  recordNames: ["dotted", "plain", "relative"],
  recordData: ["sent", "written"],
  zoneRemoval: ["with", "refuse"],
  dynamicNames: ["short", "full"],
  repeatedPower: ["ok", "conflict"],
  deleteAttachedAddress: ["refuse", "release"],
  buildOutcome: ["online", "error", "never"],
  imageOutcome: ["active", "killed", "error"],
  volumeOutcome: ["available", "error"],
  volumeListRegion: ["optional", "required"],
  overRate: ["429", "envelope"],
  unknownCall: ["envelope", "404"],
  conflictError: ["json", "plain"],
};
