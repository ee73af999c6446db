import type { ChoiceCatalogs } from "../../engine/definition/choice.ts";
import { parseDecimal } from "../../engine/definition/decimal.ts";
import { type CloudPrices, type ListPrice, NoPriceError, type PricePart } from "../../engine/definition/price.ts";

/** What NAVER Cloud's price list says of resources (§4.24). */

/** List prices by product code. */
async function listPrices(catalogs: ChoiceCatalogs, scope: string): Promise<ReadonlyMap<string, ListPrice>> {
  const entries = await catalogs.list("prices", scope);
  return new Map(
    entries.map(({ id, facts = {} }) => [
      id,
      {
        hourly: parseDecimal(facts.hourly ?? ""),
        monthly: parseDecimal(facts.monthly ?? ""),
        currency: facts.currency ?? "",
      },
    ]),
  );
}

export const prices: CloudPrices = {
  plans: async (catalogs, scope, entries) => {
    const known = await listPrices(catalogs, scope);
    return new Map(
      entries.flatMap(({ id, facts }) => {
        const price = known.get(facts?.product ?? "");
        return price?.hourly === undefined && price?.monthly === undefined ? [] : [[id, price] as const];
      }),
    );
  },
  resources: {
    // Only the server: what its storage costs is not in this list.
    "naver:Server": async ({ catalogs, scope, inputs, entry }): Promise<readonly PricePart[]> => {
      const { name, facts } = await entry("plan");
      const price = (await listPrices(catalogs, scope)).get(facts?.product ?? "");
      const per = inputs.feeSystemType === "FXSUM" ? "month" : "hour";
      const amount = per === "month" ? price?.monthly : price?.hourly;
      if (price === undefined || amount === undefined) {
        throw new NoPriceError(`NAVER Cloud's price list has no single price of the server spec by the ${per}`);
      }
      return [{ description: `${name}, without storage`, price: amount, per, currency: price.currency }];
    },
  },
};
