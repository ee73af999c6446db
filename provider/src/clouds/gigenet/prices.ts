import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { decimalText, parseDecimal, plus, ZERO } from "../../engine/definition/decimal.ts";
import { type CloudPrices, NoPriceError, type PriceQuery } from "../../engine/definition/price.ts";
import type { GigeNet } from "./account.ts";
import { planOf } from "./instance-views.ts";
import { reservedRow } from "./schemas.ts";

/** GigeNET publishes no price list: only the billing view of instances that run has prices (§2). */

/** The billing view. `extra`: what is charged in addition by the hour; absent if it is not known. */
export const bills: Catalog<GigeNet> = {
  noun: "bill",
  allScopes: true,
  list: async (api) => {
    const rows = await api.list("DescribeReservedInstances", {}, "reservedInstancesSet", reservedRow);
    return rows.map(({ reservedInstancesId: id, instanceType, usagePrice, currencyCode, recurringCharges }): Entry => {
      const amounts = recurringCharges?.map(({ amount = "", frequency }) =>
        frequency === "Hourly" ? parseDecimal(amount) : undefined,
      );
      const known = amounts?.filter((amount) => amount !== undefined);
      const extra = known === undefined || known.length !== amounts?.length ? undefined : known.reduce(plus, ZERO);
      return {
        ...{ id, name: id },
        facts: {
          ...{ type: planOf({ instanceType }), price: usagePrice, currency: currencyCode },
          extra: extra === undefined ? undefined : decimalText(extra),
        },
      };
    });
  },
};

/** The spellings in bills that mean a plan: its ID, and its size if no other plan has it. */
async function spellingsOf(catalogs: PriceQuery["catalogs"], { id, also = [] }: Entry): Promise<readonly string[]> {
  const plans = await catalogs.list("plans", "");
  return [id, ...also.filter((size) => plans.filter((plan) => plan.also?.includes(size)).length === 1)];
}

async function instance({ catalogs, key, isNew, inputs, entry }: PriceQuery) {
  const all = await catalogs.list("bills", "");
  const plan = await entry("plan");
  const own = isNew("plan", "additionalIps") ? undefined : all.find(({ id }) => id === key);
  const spellings = await spellingsOf(catalogs, plan);
  // A new instance costs what others of its type do, unless addresses come on top.
  const likes = inputs.additionalIps === undefined || inputs.additionalIps === 0 ? all : [];
  const others = likes.filter(({ facts }) => facts?.price !== undefined && spellings.includes(facts.type ?? ""));
  const isOne = new Set(others.map(({ facts }) => `${facts?.price} ${facts?.currency}`)).size === 1;
  const facts = own?.facts ?? (isOne ? { ...others[0]?.facts, extra: "0" } : {});
  const [price, extra] = [parseDecimal(facts.price ?? ""), parseDecimal(facts.extra ?? "")];
  if (price === undefined || extra === undefined || facts.currency === undefined) {
    throw new NoPriceError("GigeNET shows the price of an instance only once it runs");
  }
  const { currency } = facts;
  return [
    { description: plan.name, price, per: "hour" as const, currency },
    ...(extra.units === 0n ? [] : [{ description: "recurring charges", price: extra, per: "hour" as const, currency }]),
  ];
}

export const prices: CloudPrices = { resources: { "gigenet:Instance": instance } };
