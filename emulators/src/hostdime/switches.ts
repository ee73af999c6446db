import { type Choices, mergeSwitches } from "../core/switches.ts";
import type { Shape } from "./encoding.ts";
import { type ErrorCode, errorCodes } from "./errors.ts";
import { type Status, statuses } from "./model.ts";

/** How long things take, in virtual seconds; none of it is known. */
export interface HostDimeDurations {
  /** `pending` until `active` or `failed`. */
  readonly build: number;
  /** vps.stop until the VPS is off; vps.stopf takes no time. */
  readonly stop: number;
  /** `cancelled` until the VPS is gone. */
  readonly cancel: number;
}

/** What the reference marks UNKNOWN: the default and the alternatives. */
export interface HostDimeSwitches extends Shape {
  readonly durations: HostDimeDurations;

  /** The word of each status; only active, suspended and clientsuspend are known. */
  readonly words: Readonly<Record<Status, string>>;
  /** vps.get and server.get show `power`, which no source documents. */
  readonly showPower: boolean;
  /** vps.get shows `name`, and server.get `label`, as it did in 2016. */
  readonly getShowsName: boolean;
  /** Objects have undocumented members, some of them nested. */
  readonly extraFields: boolean;
  /** The items of server.list and vps.list have a `cuid`. */
  readonly listCuids: boolean;
  /** memory, ssh_port, disk_usage and disk_quota are `text` or, if they are whole, a `number`. */
  readonly numbersAs: "text" | "number";
  /** `error.code` is a `number` or a `text`. */
  readonly codesAs: "number" | "text";
  /** An absent value (no control panel, no PTR, no address yet) is `empty` text, `null` or `absent`. */
  readonly missingAs: "empty" | "null" | "absent";
  /** A `response` that is an empty list is an empty `list`, or `null`. */
  readonly emptyLists: "list" | "null";
  /** `error` of a success is `null`, `absent`, `false` or an empty `list`. */
  readonly successError: "null" | "absent" | "false" | "list";
  /** A PTR is kept as `sent`; or `canonical`: in lower case without a trailing dot; or `dotted`: with one. */
  readonly ptrSpelling: "sent" | "canonical" | "dotted";

  /** vps.list exists, by analogy with server.list. False: unknown method. */
  readonly vpsList: boolean;
  /** The made-up order calls exist. False: both are unknown methods. */
  readonly ordering: boolean;
  /** Name of the call that orders a VPS. */
  readonly createMethod: string;
  /** Name of the call that cancels a VPS. */
  readonly cancelMethod: string;
  /** start, stop and stopf (on, off) of a service already in that state: `ok`, or `refuse` (422). */
  readonly repeatedPower: "ok" | "refuse";
  /** An empty `ptr` is rejected (400), or it clears the record. */
  readonly emptyPtr: "refuse" | "clear";
  /** A cancelled VPS stays, with status `cancelled`. False: it is deleted after `durations.cancel`. */
  readonly cancelledStays: boolean;

  /** Ordered VPSes become `active`, end as `failed`, or stay pending forever (`never`). */
  readonly buildOutcome: "active" | "failed" | "never";
  /** Plans without capacity. */
  readonly fullPlans: readonly string[];
  /** Maximum number of VPSes of an account, not counting cancelled ones; null means no limit. */
  readonly vpsQuota: number | null;
  /** Calls accepted for a key in one virtual second; 0 means no limit. */
  readonly callsPerSecond: number;
  /** Calls over that limit after which the account is blocked (HTTP 403); 0 means never. */
  readonly blocksAfter: number;
  /** The response beyond that: HTTP `429` with Retry-After, or an `envelope` with code 429. */
  readonly overRate: "429" | "envelope";

  /** Seconds by which a timestamp may differ; uniques are kept for twice as long. */
  readonly clockWindow: number;
  /** Hashes in the JavaScript (and Ruby) dialect of JSON are valid too. */
  readonly acceptJsDialect: boolean;
  /** Hashes without the parameter `testing` are valid too, as one client computes them. */
  readonly unsignedTesting: boolean;
  /** A unique that was used before: `refuse` (409) or `accept`. */
  readonly repeatedUnique: "refuse" | "accept";
  /** Names such as `list[]`: `refuse` (400), or read and sign as `php` does. */
  readonly bracketedNames: "refuse" | "php";
  /** GET with a query string is accepted, as it was until 2013. */
  readonly acceptGet: boolean;

  /** HTTP status of each error code. */
  readonly httpStatuses: Readonly<Record<ErrorCode, number>>;
  /** The error of an order beyond `vpsQuota`. */
  readonly quotaText: string;
  /** The error of an order of a plan without capacity (`fullPlans`). */
  readonly capacityText: string;
  /** The error of a call beyond `callsPerSecond`. */
  readonly rateText: string;
}

type Nested = "durations" | "words" | "httpStatuses";

/** A patch of the switches; durations, words and HTTP statuses can be set one by one. */
export type HostDimeSwitchPatch = Partial<Omit<HostDimeSwitches, Nested>> & {
  readonly [N in Nested]?: Partial<HostDimeSwitches[N]>;
};

export const defaultSwitches: HostDimeSwitches = {
  durations: { build: 30, stop: 8, cancel: 10 },
  words: byKey(statuses, (status) => status),
  showPower: false,
  getShowsName: false,
  extraFields: false,
  listCuids: true,
  numbersAs: "text",
  codesAs: "number",
  missingAs: "empty",
  emptyObjectAs: "list",
  listsAs: "list",
  emptyLists: "list",
  successError: "null",
  ptrSpelling: "sent",
  vpsList: true,
  ordering: false,
  createMethod: "vps.create",
  cancelMethod: "vps.cancel",
  repeatedPower: "ok",
  emptyPtr: "refuse",
  cancelledStays: false,
  buildOutcome: "active",
  fullPlans: [],
  vpsQuota: null,
  callsPerSecond: 0,
  blocksAfter: 0,
  overRate: "429",
  clockWindow: 300,
  acceptJsDialect: false,
  unsignedTesting: false,
  repeatedUnique: "refuse",
  bracketedNames: "refuse",
  acceptGet: false,
  httpStatuses: byKey(errorCodes, () => 200),
  quotaText: "VPS limit reached",
  capacityText: "no capacity is available for this plan",
  rateText: "too many requests",
};

function byKey<K extends PropertyKey, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}

export const switchChoices: Choices = {
  numbersAs: ["text", "number"],
  codesAs: ["number", "text"],
  missingAs: ["empty", "null", "absent"],
  emptyObjectAs: ["list", "object"],
  listsAs: ["list", "object"],
  emptyLists: ["list", "null"],
  successError: ["null", "absent", "false", "list"],
  ptrSpelling: ["sent", "canonical", "dotted"],
  repeatedPower: ["ok", "refuse"],
  emptyPtr: ["refuse", "clear"],
  buildOutcome: ["active", "failed", "never"],
  overRate: ["429", "envelope"],
  repeatedUnique: ["refuse", "accept"],
  bracketedNames: ["refuse", "php"],
};

/** Merges a patch. Throws with the reason if a switch or value is unknown. */
export function withPatch(current: HostDimeSwitches, patch: unknown): HostDimeSwitches {
  const merged = mergeSwitches(current, patch, switchChoices);
  for (const name of ["createMethod", "cancelMethod"] as const) {
    if (!/^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(merged[name])) {
      throw new Error(`${name} must be the name of a method, such as ${defaultSwitches[name]}`);
    }
  }
  for (const [code, status] of Object.entries(merged.httpStatuses)) {
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new Error(`httpStatuses.${code} must be an HTTP status`);
    }
  }
  return merged;
}
