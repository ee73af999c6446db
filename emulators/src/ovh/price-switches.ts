import type { Choices } from "../core/switches.ts";

/** How prices appear (docs/api/ovh.md §4.11). */
export interface PriceSwitches {
  /** The account and its price list are those of Europe (euros), or of the United States, whose units are all `none`. */
  readonly priceForm: "eu" | "us";
  /** The plan codes of flavors are `given`, or `null`. */
  readonly flavorPlanCodes: "given" | "null";
}

export const priceSwitches: PriceSwitches = { priceForm: "eu", flavorPlanCodes: "given" };

export const priceSwitchChoices: Choices = { priceForm: ["eu", "us"], flavorPlanCodes: ["given", "null"] };
