import type { NaverCloudState } from "../cloud-state.ts";
import type { Fields } from "../encoding.ts";
import { type Region, type Spec, specs } from "../seeds.ts";
import { coded } from "../views.ts";
import { type Actions, type Call, reads } from "./action.ts";
import { searchRows } from "./list.ts";

/** List prices (docs/api/naver.md §4.24). They are plausible, not NAVER Cloud's. */
export const priceActions: Actions = reads("billing", { getProductPriceList: listPrices });

const currencies = ["KRW", "USD", "JPY"] as const;
type Currency = (typeof currencies)[number];

/** Won to one unit of the currency. */
const rates: Readonly<Record<Currency, number>> = { KRW: 1, USD: 1250, JPY: 10 };

const WON_PER_CPU = 62;
const HOURS_CHARGED = 720;

function listPrices(call: Call): Fields {
  const { cloudState } = call;
  const wanted = call.get("payCurrencyCode");
  if (wanted !== "" && !currencies.some((each) => each === wanted)) call.invalid("payCurrencyCode");
  const usual = cloudState.switches.defaultPayCurrency;
  const chosen = currencies.filter((each) => (wanted === "" ? usual === "all" || usual === each : wanted === each));
  const regionCode = call.text("regionCode");
  const region = cloudState.regions.find(({ code }) => code === regionCode);
  const view = (_: NaverCloudState, spec: Spec): Fields => ({
    productItemKind: coded(cloudState, "VSVR", "type"),
    productItemKindDetail: coded(cloudState, spec.type, "type"),
    ...{ productCode: spec.productCode, productName: spec.code, productDescription: "" },
    priceList: chosen.flatMap((currency) => [
      priceView(cloudState, region, spec, currency, "MTRAT"),
      priceView(cloudState, region, spec, currency, "FXSUM"),
    ]),
  });
  return searchRows(call, "productPriceList", specs, view, {
    ...{ productCode: "productCode", productItemKindCode: "productItemKind.code" },
  });
}

function priceView(
  cloudState: NaverCloudState,
  region: Region | undefined,
  { no, cpus }: Spec,
  currency: Currency,
  type: "MTRAT" | "FXSUM",
): Fields {
  const won = cpus * WON_PER_CPU * (type === "MTRAT" ? 1 : HOURS_CHARGED);
  const none = coded(cloudState, "", "type");
  return {
    priceNo: String(no * 10 + currencies.indexOf(currency) + (type === "MTRAT" ? 0 : 5)),
    priceType: coded(cloudState, type, "type"),
    region: { regionCode: region?.code ?? "", regionName: region?.name ?? "" },
    chargingUnitType: coded(cloudState, "TIME", "type"),
    ratingUnitType: coded(cloudState, "POINT", "type"),
    ...{ chargingUnitBasicValue: "0", productRatingType: none, unit: none, price: won / rates[currency] },
    ...{
      conditionType: none,
      conditionPrice: 0,
      priceDescription: "",
      freeUnit: none,
      freeValue: 0,
      meteringUnit: none,
    },
    ...{ startDate: "2024-01-01T00:00:00+0900", priceAttribute: none, priceVersionName: "" },
    payCurrency: coded(cloudState, currency, "type"),
    ...{ periodUnitList: [], countryUnitList: [], packageUnitList: [] },
  };
}
