import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { decimalText, scaled } from "../../engine/definition/decimal.ts";
import { NoPriceError } from "../../engine/definition/price.ts";
import { list, optionalList, optionalText, record, text } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";

/** OVHcloud's public price list of Public Cloud (§4.11). */

const pricing = record({
  price: text,
  mode: optionalText,
  capacities: optionalList(text),
});

const publicCatalog = record({
  locale: record({ currencyCode: text }),
  addons: list(record({ planCode: text, pricings: list(pricing) })),
});

const customer = record({ ovhSubsidiary: text });

/** Prices are whole numbers of 1e-8 of the currency. */
const SCALE = 8;

/** What the end of a plan code says of its period; `intervalUnit` is `none` in the United States. */
const PERIODS: readonly (readonly [RegExp, "hour" | "month"])[] = [
  [/\.(?:month\.consumption|monthly\.postpaid)(?:\.|$)/, "month"],
  [/\.consumption(?:\.|$)/, "hour"],
];

/** The period of a plan code; undefined if its end says none. */
const periodOf = (planCode: string): string | undefined => PERIODS.find(([end]) => end.test(planCode))?.[1];

/** The one price of a plan's use; undefined if it has several, by quantity or for other terms. */
function priceOf(pricings: readonly { price: string; mode?: string | undefined; capacities: string[] }[]) {
  const used = pricings.filter(
    ({ mode = "default", capacities }) =>
      mode === "default" && capacities.some((each) => each === "consumption" || each === "renew"),
  );
  const prices = new Set(used.map(({ price }) => price));
  const [price] = prices;
  return price !== undefined && prices.size === 1 ? scaled(price, SCALE) : undefined;
}

/** One entry for each plan code that has one price. */
export const priceList: Catalog<Ovh> = {
  noun: "list price",
  allScopes: true,
  list: async (api) => {
    const ovhSubsidiary = await subsidiaryOf(api);
    const catalog = await api.open("GET /order/catalog/public/cloud", { ovhSubsidiary }, publicCatalog);
    const codes = new Set(catalog.addons.map(({ planCode }) => planCode));
    return [...codes].flatMap((planCode): Entry[] => {
      const pricings = catalog.addons.flatMap((plan) => (plan.planCode === planCode ? plan.pricings : []));
      const [price, per] = [priceOf(pricings), periodOf(planCode)];
      const currency = catalog.locale.currencyCode;
      return price === undefined || per === undefined || !/^[A-Z]{3}$/.test(currency)
        ? []
        : [{ id: planCode, name: planCode, facts: { price: decimalText(price), per, currency } }];
    });
  },
};

/** Whose prices apply: the setting, else those of the customer's account. */
async function subsidiaryOf(api: Ovh): Promise<string> {
  if (api.subsidiary !== undefined) {
    return api.subsidiary;
  }
  try {
    return (await api.call("GET /me", "read", {}, customer)).ovhSubsidiary;
  } catch (error) {
    if (error instanceof CloudError && error.kind === "auth") {
      throw new NoPriceError(
        "prices depend on the OVHcloud subsidiary, and these credentials may not ask for it (GET /me): set indiecloud:ovh.subsidiary, such as FR",
      );
    }
    throw error;
  }
}
