import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import { decimalText, parseDecimal } from "../../engine/definition/decimal.ts";
import { NoPriceError } from "../../engine/definition/price.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import type { PriceRow } from "./price-schemas.ts";

/** NAVER Cloud's list prices of servers (§4.24). */

/** The basis of a price is one unit of time. Another number is a price of something else. */
const isSimple = ({ chargingUnitType, chargingUnitBasicValue = "1", ratingUnitType }: PriceRow): boolean =>
  chargingUnitType === "TIME" && ["0", "1"].includes(chargingUnitBasicValue) && (ratingUnitType ?? "POINT") === "POINT";

/** The one price of a type: `MTRAT` is by the hour, `FXSUM` by the month. Several are none. */
function priceOf(rows: readonly PriceRow[], type: "MTRAT" | "FXSUM"): string | undefined {
  const prices = new Set(
    rows
      .filter((row) => row.priceType === type && isSimple(row))
      .map(({ price }) => parseDecimal(price))
      .flatMap((price) => (price === undefined ? [] : decimalText(price))),
  );
  const [only] = prices;
  return prices.size === 1 ? only : undefined;
}

/** One entry for each product of servers. */
export const priceList: Catalog<Naver> = {
  noun: "list price",
  list: async (api, region) =>
    (await products(api, region)).flatMap(({ productCode: id, priceList: rows }): Entry[] => {
      const currencies = new Set(rows.flatMap(({ payCurrency }) => payCurrency ?? []));
      const [currency] = currencies;
      // In several currencies, no price is that of this account.
      return currencies.size === 1
        ? [{ id, name: id, facts: { currency, hourly: priceOf(rows, "MTRAT"), monthly: priceOf(rows, "FXSUM") } }]
        : [];
    }),
};

async function products(api: Naver, region: string) {
  try {
    return await api.productPrices(region);
  } catch (error) {
    if (error instanceof CloudError && error.kind === "auth") {
      throw new NoPriceError(
        "these credentials may not read NAVER Cloud's price list (getProductPriceList): allow the sub account to view Billing",
      );
    }
    throw error;
  }
}
