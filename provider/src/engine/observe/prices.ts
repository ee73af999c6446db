import type { Entry } from "../definition/catalog.ts";
import type { ChoiceCatalogs } from "../definition/choice.ts";
import type { CloudDefinition } from "../definition/cloud.ts";
import { type Decimal, decimalText, plus, times, ZERO } from "../definition/decimal.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { type ListPrice, NoPriceError, type PricePart, type PriceQuery } from "../definition/price.ts";
import { hasUnknown, type Json, sameValue } from "../definition/values.ts";
import { withArticle } from "../definition/words.ts";
import { messageOf } from "../errors.ts";
import { entryIn } from "./catalogs.ts";
import type { ReadSession } from "./read-session.ts";

/** What plans and objects cost, by the clouds' own price lists. Nothing here is part of a resource, so no price is ever a diff. */

/** The hours that a month has here: a year's by twelve. */
export const HOURS_PER_MONTH: Decimal = { units: 730n, scale: 0 };

/** An amount as functions return it. */
const numberOf = (amount: Decimal | undefined): number | undefined =>
  amount === undefined ? undefined : Number(decimalText(amount));

/** Entries with their list prices, where these are known. */
export async function withPrices(
  { prices }: CloudDefinition,
  catalogs: ChoiceCatalogs,
  scope: string,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  const known = await unlessUnknown(prices?.plans?.(catalogs, scope, entries));
  return entries.map((entry) => {
    const price = known?.get(entry.id);
    return price === undefined ? entry : { ...entry, info: { ...entry.info, price: displayed(price) } };
  });
}

const displayed = ({ hourly, monthly, currency }: ListPrice) => ({
  hourly: numberOf(hourly),
  monthly: numberOf(monthly),
  currency,
});

async function unlessUnknown<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NoPriceError) {
      return undefined;
    }
    throw error;
  }
}

/** An object, or what it will be. */
export interface Priced {
  inputs: Json;
  /** The ID of the object in the state. */
  id?: string | undefined;
  /** The inputs that it has, if they are not `inputs`. */
  previous?: Json | undefined;
}

/** What an object costs. `free`: it is not charged by itself. */
export type ObjectPrice =
  | { is: "known"; monthly: Decimal; currency: string; parts: readonly PricePart[] }
  | { is: "free" }
  | { is: "unknown"; reason: string };

/**
 * What an object costs in a month. Whatever keeps the answer from being known, a call that fails included, is its reason: one
 * cloud that does not answer leaves the costs at others known.
 */
export async function priceOf(
  session: ReadSession,
  cloud: CloudDefinition,
  definition: ResourceDefinition,
  object: Priced,
): Promise<ObjectPrice> {
  if (definition.isCharged !== true) {
    return { is: "free" };
  }
  const parts = cloud.prices?.resources[definition.token];
  if (parts === undefined) {
    return { is: "unknown", reason: `no price of ${withArticle(definition.noun)} is known from ${cloud.title}'s API` };
  }
  try {
    return summed(await parts(queryOf(session, definition, object)));
  } catch (error) {
    return { is: "unknown", reason: messageOf(error) };
  }
}

function summed(parts: readonly PricePart[]): ObjectPrice {
  const [first] = parts;
  if (first === undefined || parts.some(({ currency }) => currency !== first.currency)) {
    return { is: "unknown", reason: "its prices are in several currencies" };
  }
  return { is: "known", monthly: parts.map(monthlyOf).reduce(plus, ZERO), currency: first.currency, parts };
}

const ONE: Decimal = { units: 1n, scale: 0 };

const monthlyOf = ({ price, per, quantity = ONE }: PricePart): Decimal =>
  times(times(price, quantity), per === "hour" ? HOURS_PER_MONTH : ONE);

function queryOf(session: ReadSession, definition: ResourceDefinition, object: Priced): PriceQuery {
  const { inputs, id, previous = inputs } = object;
  const scope = () => {
    const unknown = Object.keys(definition.listBy ?? {}).find((key) => hasUnknown(inputs[key]));
    if (unknown !== undefined) throw notKnownYet(unknown);
    return definition.scope(inputs, session.api);
  };
  const text = (input: string): string => {
    const value = inputs[input];
    if (hasUnknown(value)) throw notKnownYet(input);
    if (typeof value !== "string" && typeof value !== "number") {
      throw new NoPriceError(`its ${input} is not shown: it is not set, or a secret that changes`);
    }
    return String(value);
  };
  return {
    catalogs: session.catalogs,
    scope: scope(),
    inputs,
    key: id === undefined ? undefined : definition.id.parse(id).key,
    isNew: (...keys) =>
      id === undefined || keys.some((key) => !sameValue(definition.inputs[key] ?? {}, inputs[key], previous[key])),
    text,
    entry: async (input) => {
      const kind = definition.inputs[input]?.catalog ?? "";
      const entry = entryIn(await session.catalogs.resolve(kind, scope(), text(input)));
      if (entry === undefined) {
        throw new NoPriceError(`its ${input} is not in ${session.cloud}'s list`);
      }
      return entry;
    },
  };
}

const notKnownYet = (input: string): NoPriceError => new NoPriceError(`its ${input} is not known before pulumi up`);
