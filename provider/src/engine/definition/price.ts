import type { Entry } from "./catalog.ts";
import type { ChoiceCatalogs } from "./choice.ts";
import type { Decimal } from "./decimal.ts";
import type { Json } from "./values.ts";

/** Prices as clouds publish them, without tax. What is not known is never guessed: it has a reason instead. */

/** List prices of a plan. */
export interface ListPrice {
  hourly?: Decimal | undefined;
  monthly?: Decimal | undefined;
  /** `EUR` */
  currency: string;
}

/** A part of what one object costs. */
export interface PricePart {
  /** `b3-8`, for readers. */
  description: string;
  price: Decimal;
  per: "hour" | "month";
  /** How many units of it: the GB of a volume. One if absent. */
  quantity?: Decimal | undefined;
  currency: string;
}

/** One object, as the state or a preview has it. Its methods throw `NoPriceError` if the answer is not known. */
export interface PriceQuery {
  /** The account's catalogs, which a price list is one of. */
  catalogs: ChoiceCatalogs;
  scope: string;
  inputs: Json;
  /** The cloud's ID of an object that exists. */
  key: string | undefined;
  /** Whether there is no object yet, or one of these inputs will change. */
  isNew(...inputs: readonly string[]): boolean;
  /** The text or number of an input that every object has. */
  text(input: string): string;
  /** The entry of its catalog that an input names. */
  entry(input: string): Promise<Entry>;
}

export interface CloudPrices {
  /** List prices of the entries that have one, by ID, if the catalog of plans has no prices itself. */
  plans?(catalogs: ChoiceCatalogs, scope: string, entries: readonly Entry[]): Promise<ReadonlyMap<string, ListPrice>>;
  /** What an object costs, by the token of its resource. A charged resource without an entry has no known price. */
  resources: Readonly<Record<string, (query: PriceQuery) => Promise<readonly PricePart[]>>>;
}

/** A price is not known. The message says why; it is not a failure. */
export class NoPriceError extends Error {
  override readonly name = "NoPriceError";
}
