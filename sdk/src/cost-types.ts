/** Costs as `estimateCost` and `indiecloud cost --json` return them. */

/** An amount of money: a decimal number as text, because a binary number would round it. Tax is not included. */
export interface Money {
  /** `37.084`; negative for a saving. */
  amount: string;
  /** ISO 4217: `EUR`. */
  currency: string;
}

/** A part of what one resource costs. */
export interface CostPart {
  /** What is charged: a plan, `GB of high-speed`. */
  description: string;
  /** List price of one unit for one period. */
  price: Money;
  per: "hour" | "month";
  /** Number of units, as a decimal number. */
  quantity: string;
}

/** What a resource costs in a month. */
export type Cost =
  | { is: "known"; monthly: Money; parts: readonly CostPart[] }
  /** The cloud does not charge it by itself. */
  | { is: "free" }
  /** `reason`: why the price is not known, in words. */
  | { is: "unknown"; reason: string };

/** What `pulumi up` would do with a resource, as far as its costs are concerned. */
export type CostChange = "none" | "create" | "update" | "replace" | "delete";

export interface ResourceCost {
  urn: string;
  /** Name in the program. */
  name: string;
  /** Such as `lunanode:Vm`. */
  token: string;
  /** ID in the state; absent before it is created. */
  id?: string;
  /** `none` without a preview. */
  change: CostChange;
  /** What it costs now, according to the state; absent if it does not exist yet. */
  now?: Cost;
  /** What it would cost after the pending changes; absent if it would be deleted, or without a preview. */
  after?: Cost;
  /** The amount of `now`, if it is known and not free. */
  monthlyCost?: Money;
  /** What the pending changes would add to a month, or save; absent if it is not known, or without a preview. */
  difference?: Money;
}

/** The sums of one currency. Amounts of different currencies are never added. */
export interface CostTotal {
  currency: string;
  /** Of all resources whose price is known. */
  now: string;
  /** The same after the pending changes; absent without a preview. */
  after?: string;
  /** The sum of the differences that are known; absent without a preview. */
  difference?: string;
}

export interface CostEstimate {
  stack: string;
  /** The hours of a month, by which hourly prices are multiplied. */
  hoursPerMonth: number;
  /** List prices do not include taxes. */
  taxes: "excluded";
  /** Whether `after` and `difference` are part of it. */
  hasPreview: boolean;
  /** The stack's indiecloud resources, sorted by URN. */
  resources: readonly ResourceCost[];
  /** By currency. */
  totals: readonly CostTotal[];
  /** How many resources have an unknown price, which is in no sum: now, and after the pending changes. */
  unknown: { now: number; after: number };
}

/** @internal A resource in the state or in a preview, with the settings of its account. */
export interface CostSide {
  inputs: Record<string, unknown>;
  account: unknown;
}

/** @internal A resource whose costs are asked for. */
export interface CostQuery extends Pick<ResourceCost, "urn" | "name" | "token" | "change"> {
  /** In the state. */
  id?: string | undefined;
  now?: CostSide | undefined;
  after?: CostSide | undefined;
}
