import type { z } from "zod";
import { list, optionalText, record, text } from "../../http/decode/schemas.ts";
import { code, pageOf } from "./schemas.ts";

/** Answers with list prices (§4.24). */

const priceRow = record({
  priceType: code,
  chargingUnitType: code,
  chargingUnitBasicValue: optionalText,
  ratingUnitType: code,
  price: text,
  payCurrency: code,
});
export type PriceRow = z.output<typeof priceRow>;

const productRow = record({ productCode: text, priceList: list(priceRow, { in: "price" }) });
export type ProductRow = z.output<typeof productRow>;

export const productPrices = pageOf({ thing: "productPrice", row: productRow });
