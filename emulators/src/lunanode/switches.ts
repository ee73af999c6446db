import type { Choices } from "../core/switches.ts";
import type { VmPhase } from "./model.ts";
import { vmStatuses } from "./vm-states.ts";

/** How long things take, in virtual seconds. The order of magnitude is known for a few only (docs/api/lunanode.md §3, §4). */
export interface LunaNodeDurations {
  /** BUILD until Online. */
  readonly build: number;
  /** Online until the public address is there, and for vm/floatingip-add (docs/api/lunanode.md §3.1). */
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
  /** vm/delete until the VM is gone. */
  readonly delete: number;
  /** How long a deleted VM stays listed, if `deletedLingers` says so. */
  readonly linger: number;
  /** VM gone until its volumes are available (docs/api/lunanode.md §3.6: some 9 to 15 s). */
  readonly volumeRelease: number;
  readonly volumeAttach: number;
  readonly volumeCreate: number;
  readonly volumeFromImage: number;
  /** `queued` until `saving`. */
  readonly imageQueue: number;
  /** `saving` until `active` or `killed`. */
  readonly imageSave: number;
}

/** Where the reference says UNKNOWN, or where somebody's account may differ: the default and what else there is. */
export interface LunaNodeSwitches {
  readonly durations: LunaNodeDurations;

  /** status_nohtml in each phase; only BUILD, Online, Offline and Powering off are known words. */
  readonly words: Readonly<Record<VmPhase, string>>;
  /** vm/list and vm/info.extra have `os_status`. Older samples lack it: false. */
  readonly listShowsStatus: boolean;
  /** What vm/info shows in `securitygroups`: `ids` or `names`. */
  readonly groupsAs: "ids" | "names";
  /** Before a VM has an address, `ip` and `primaryip` are `absent` or `empty`. */
  readonly missingAddress: "absent" | "empty";
  /** plan/list names: `short` is `m.2`; `long` adds the memory. vm/create takes the short one either way. */
  readonly planNames: "short" | "long";
  /** After its deletion a VM is gone at once (`no`), in vm/list only (`listed`), or everywhere as DELETED (`shown`). */
  readonly deletedLingers: "no" | "listed" | "shown";
  /** `ids`: creations whose reply is unknown answer with an id. `bare`: with success only. */
  readonly createReplies: "ids" | "bare";
  /** The third region is `roubaix` (documentation) or `france` (a menu seen in 2022). Takes effect at start and reset. */
  readonly regionMenu: "roubaix" | "france";
  /** An empty list is there (`list`), or its member is left out (`absent`). */
  readonly emptyLists: "list" | "absent";
  /** Scripts keep their line ends, or LF becomes `crlf`. */
  readonly scriptNewlines: "keep" | "crlf";
  /** port_range of a rule: `short` is `80`, `80-90`; `full` is `80-80`, `80-90`; `colon` is `80`, `80:90`. */
  readonly portRange: "short" | "full" | "colon";
  /** A group as remote of a rule shows as its `id` or its `name`. */
  readonly remoteGroupAs: "id" | "name";
  /** The content type of replies; PHP's own default would be text/html. */
  readonly contentType: string;

  /** A second SSH key with the same label is an error (it evidently is one). False: it is taken. */
  readonly uniqueKeyLabels: boolean;
  /** vm/start of a running and vm/stop of a stopped VM: `ok`, or the `conflict` error. */
  readonly repeatedPower: "ok" | "conflict";
  /** vm/resize needs a stopped VM, like vm/diskswap. */
  readonly resizeNeedsStop: boolean;
  /** vm/resize says yes and nothing ever happens, whatever the plan. */
  readonly resizeIgnored: boolean;
  /** floating/delete of an attached address: `refuse`, or `release` it. */
  readonly deleteAttachedAddress: "refuse" | "release";
  /** volume/extend of an attached volume is refused; false: taken. */
  readonly extendNeedsDetach: boolean;

  /** New VMs come `online`, end in `error`, or stay in BUILD for ever (`never`). */
  readonly buildOutcome: "online" | "error" | "never";
  /** Addresses never attach to VMs built from now on; vm/floatingip-add then works (docs/api/lunanode.md §3.1). */
  readonly addressFails: boolean;
  /** New images end `active`, `killed`, or `error`. */
  readonly imageOutcome: "active" | "killed" | "error";
  /** New volumes end `available` or `error`. */
  readonly volumeOutcome: "available" | "error";
  /** volume/list without a region lists all (`optional`), or is refused with "region not set", as recorded in 2015 (docs/api/lunanode.md §4.1). */
  readonly volumeListRegion: "optional" | "required";

  /** Regions that are out of capacity. */
  readonly fullRegions: readonly string[];
  /** USD that each account has; at 0 nothing can be created. */
  readonly credit: number;
  /** Largest number of VMs an account may have; null is no limit. */
  readonly vmQuota: number | null;
  /** Calls taken in one virtual second an account; 0 is no limit. */
  readonly callsPerSecond: number;
  /** What calls beyond that get: HTTP `429` with Retry-After, or an `envelope` with HTTP 200. */
  readonly overRate: "429" | "envelope";

  /** Seconds that a nonce may be off. */
  readonly nonceWindow: number;
  /** A nonce must be greater than the one before (one client believes so; docs/api/lunanode.md §1.4). */
  readonly nonceIncreasing: boolean;
  /** Signatures in upper-case hexadecimal hold. */
  readonly upperCaseSignatures: boolean;
  /** The only address that keys work from; null is any. Anything but the client's own address locks all keys out. */
  readonly boundSourceIp: string | null;
  /** The calls that keys are limited to, as `vm.list`; empty is no limit. */
  readonly restrictedTo: readonly string[];

  /** An unknown call: an `envelope` with HTTP 200, or a `404` page. */
  readonly unknownCall: "envelope" | "404";
  /** Missing parameters are named in the wording of 2015: `hostname, plan_id, and/or image_id not set`, `region not set`. */
  readonly oldMissingTexts: boolean;
  /** Not-found text of everything but VMs and images, whose texts are known; `{kind}` is filled in. */
  readonly notFoundText: string;
  /** A call that the VM's state forbids: OpenStack's own `json` inside `error`, or `plain` words. */
  readonly conflictError: "json" | "plain";
  readonly capacityText: string;
  readonly creditText: string;
  readonly quotaText: string;
  readonly rateText: string;
  readonly restrictedText: string;
  readonly duplicateLabelText: string;
  /** A thing that cannot be deleted while used; `{kind}` is filled in. */
  readonly inUseText: string;
}

/** A patch of the switches: any of them; durations and words singly. */
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
  scriptNewlines: "keep",
  portRange: "short",
  remoteGroupAs: "id",
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
  scriptNewlines: ["keep", "crlf"],
  portRange: ["short", "full", "colon"],
  remoteGroupAs: ["id", "name"],
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
