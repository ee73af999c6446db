import type {
  Cost,
  CostEstimate,
  CostPart,
  CostQuery,
  CostSide,
  CostTotal,
  Money,
  ResourceCost,
} from "../../../sdk/src/cost-types.ts";
import type { CloudProvider } from "../engine/cloud-provider.ts";
import { type Decimal, decimalText, minus, parseDecimal, plus, ZERO } from "../engine/definition/decimal.ts";
import type { PricePart } from "../engine/definition/price.ts";
import { messageOf } from "../engine/errors.ts";
import { HOURS_PER_MONTH, type ObjectPrice, type Priced } from "../engine/observe/prices.ts";
import { incoming } from "./encoding.ts";
import type { AccountSettings } from "./query-types.ts";

/** What the resources of a stack cost, and what its pending changes would add or save. */

type ProviderOf = (token: string, account: AccountSettings) => CloudProvider;

export async function estimateCosts(
  providerOf: ProviderOf,
  queries: readonly CostQuery[],
  hasPreview: boolean,
): Promise<Omit<CostEstimate, "stack">> {
  const resources = await Promise.all(queries.map((query) => resourceCost(providerOf, query, hasPreview)));
  return {
    hoursPerMonth: Number(decimalText(HOURS_PER_MONTH)),
    taxes: "excluded",
    hasPreview,
    resources,
    totals: totalsOf(resources, hasPreview),
    unknown: { now: unknownIn(resources, "now"), after: unknownIn(resources, "after") },
  };
}

async function resourceCost(providerOf: ProviderOf, query: CostQuery, hasPreview: boolean): Promise<ResourceCost> {
  const { urn, name, token, id, change, now, after } = query;
  const price = (side: CostSide | undefined, object: Omit<Priced, "inputs">) =>
    side === undefined ? undefined : priceOf(providerOf, token, side, object);
  // The object that exists now is that of afterwards, unless it is replaced.
  const kept = change === "replace" || change === "create" ? {} : { id, previous: now && incoming(now.inputs) };
  const [before, later] = await Promise.all([price(now, { id }), price(after, kept)]);
  const monthly = before?.is === "known" ? moneyOf(before.monthly, before.currency) : undefined;
  const difference = hasPreview ? differenceOf(before, later) : undefined;
  return {
    ...{ urn, name, token, ...(id === undefined ? {} : { id }), change },
    ...(before === undefined ? {} : { now: costOf(before) }),
    ...(later === undefined ? {} : { after: costOf(later) }),
    ...(monthly === undefined ? {} : { monthlyCost: monthly }),
    ...(difference === undefined ? {} : { difference }),
  };
}

async function priceOf(
  providerOf: ProviderOf,
  token: string,
  { inputs, account }: CostSide,
  object: Omit<Priced, "inputs">,
): Promise<ObjectPrice> {
  try {
    return await providerOf(token, account).price(token, { ...object, inputs: incoming(inputs) });
  } catch (error) {
    // Such as an account without credentials: the costs at others are still known.
    return { is: "unknown", reason: messageOf(error) };
  }
}

const moneyOf = (amount: Decimal, currency: string): Money => ({ amount: decimalText(amount), currency });

const costOf = (price: ObjectPrice): Cost =>
  price.is === "known"
    ? { is: "known", monthly: moneyOf(price.monthly, price.currency), parts: price.parts.map(partOf) }
    : price;

const partOf = ({ description, price, per, quantity, currency }: PricePart): CostPart => ({
  description,
  price: moneyOf(price, currency),
  per,
  quantity: quantity === undefined ? "1" : decimalText(quantity),
});

/** Undefined: one of the two is not known, or they are in different currencies. Nothing costs nothing. */
function differenceOf(now: ObjectPrice | undefined, after: ObjectPrice | undefined): Money | undefined {
  const sides = [now, after].flatMap((side) => (side === undefined || side.is === "free" ? [] : [side]));
  const known = sides.flatMap((side) => (side.is === "known" ? [side] : []));
  const [first] = known;
  if (first === undefined || known.length < sides.length || known.some((side) => side.currency !== first.currency)) {
    return undefined;
  }
  return moneyOf(minus(amountOf(after), amountOf(now)), first.currency);
}

const amountOf = (price: ObjectPrice | undefined): Decimal => (price?.is === "known" ? price.monthly : ZERO);

const unknownIn = (resources: readonly ResourceCost[], side: "now" | "after"): number =>
  resources.filter((resource) => resource[side]?.is === "unknown").length;

function totalsOf(resources: readonly ResourceCost[], hasPreview: boolean): CostTotal[] {
  const sumOf = (currency: string, moneyIn: (resource: ResourceCost) => Money | undefined): string => {
    const amounts = resources.map(moneyIn).filter((money) => money?.currency === currency);
    return decimalText(amounts.map((money) => parseDecimal(money?.amount ?? "") ?? ZERO).reduce(plus, ZERO));
  };
  const knownMoney = (cost: Cost | undefined): Money | undefined => (cost?.is === "known" ? cost.monthly : undefined);
  const all = resources.flatMap(({ now, after }) => [knownMoney(now), knownMoney(after)]);
  const currencies = [...new Set(all.flatMap((money) => money?.currency ?? []))].sort();
  return currencies.map((currency) => ({
    currency,
    now: sumOf(currency, ({ now }) => knownMoney(now)),
    ...(hasPreview
      ? {
          after: sumOf(currency, ({ after }) => knownMoney(after)),
          difference: sumOf(currency, ({ difference }) => difference),
        }
      : {}),
  }));
}
