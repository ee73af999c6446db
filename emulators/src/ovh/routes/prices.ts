import type { EncodedTree } from "../encoding.ts";
import { badRequest } from "../errors.ts";
import { planCode } from "./catalog.ts";
import type { Call, Routes } from "./route.ts";

/** The public price list (docs/api/ovh.md §4.11). Its prices are plausible, not OVHcloud's. */
export const priceRoutes: Routes = {
  "GET /order/catalog/public/cloud": { run: publicCatalog, open: true },
};

const subsidiaries = ["CZ", "DE", "ES", "EU", "FI", "FR", "GB", "IE", "IT", "LT", "MA", "NL", "PL", "PT", "SN", "TN"];
const currencies: Readonly<Record<string, string>> = {
  US: "USD",
  GB: "GBP",
  PL: "PLN",
  CZ: "CZK",
  MA: "MAD",
  TN: "TND",
};

/** Per hour, in 1e-8 of the currency; a volume's per GB. */
const others: Readonly<Record<string, number>> = {
  "volume.classic.consumption": 5_900,
  "volume.high-speed.consumption": 11_900,
  "volume.high-speed-gen2.consumption": 13_400,
  "gateway.s.hour.consumption": 277_800,
  "gateway.m.hour.consumption": 833_400,
  "gateway.l.hour.consumption": 2_777_800,
  "octavia-loadbalancer.loadbalancer-s.hour.consumption": 830_000,
  "octavia-loadbalancer.loadbalancer-m.hour.consumption": 1_670_000,
  "octavia-loadbalancer.loadbalancer-l.hour.consumption": 3_330_000,
  "floatingip.floatingip.hour.consumption": 250_000,
};

const PER_VCPU = 2_540_000;
const HOURS_CHARGED = 500;

function publicCatalog({ cloudState, query }: Call): EncodedTree {
  const subsidiary = query.get("ovhSubsidiary") ?? "";
  const isUs = cloudState.switches.priceForm === "us";
  if (!(isUs ? ["US"] : subsidiaries).includes(subsidiary)) {
    throw badRequest(`[ovhSubsidiary] Given data (${subsidiary}) does not belong to the subsidiaries of this API`);
  }
  const flavors = new Map(cloudState.flavors.all().map((flavor) => [flavor.name, flavor]));
  const hourly = [...flavors.values()].map((one): [string, number] => [planCode(one, false), one.vcpus * PER_VCPU]);
  const monthly = [...flavors.values()]
    .filter((one) => one.monthly)
    .map((one): [string, number] => [planCode(one, true), one.vcpus * PER_VCPU * HOURS_CHARGED]);
  return {
    catalogId: 42,
    locale: { currencyCode: currencies[subsidiary] ?? "EUR", subsidiary, taxRate: isUs ? 0 : 20 },
    ...{ planFamilies: [], plans: [], products: [] },
    addons: [
      ...[...hourly, ...Object.entries(others)].map(([code, price]) =>
        addon(code, [use(price, isUs ? "none" : "hour")]),
      ),
      ...monthly.map(([code, price]) => addon(code, [setUp(), rent(price, isUs ? "none" : "month")])),
    ],
  };
}

function addon(code: string, pricings: readonly EncodedTree[]): EncodedTree {
  const isMonthly = code.endsWith(".postpaid");
  return {
    ...{ planCode: code, invoiceName: code, product: `publiccloud-${code}`, family: null, blobs: null },
    ...{ addonFamilies: [], configurations: [], pricingType: isMonthly ? "rental" : "consumption" },
    consumptionConfiguration: isMonthly ? null : { billingStrategy: "sum", pingEndPolicy: null, prorataUnit: "hour" },
    pricings: [...pricings],
  };
}

interface Terms {
  readonly type: string;
  readonly capacities: readonly string[];
  readonly unit: string;
  readonly phase: number;
}

function pricing(price: number, { type, capacities, unit, phase }: Terms): EncodedTree {
  return {
    ...{
      price,
      tax: 0,
      type,
      capacities: [...capacities],
      intervalUnit: unit,
      interval: unit === "none" ? 0 : 1,
      phase,
    },
    ...{ commitment: 0, description: "", engagementConfiguration: null, mode: "default", mustBeCompleted: false },
    ...{ promotions: [], strategy: "tiered", quantity: { min: 1, max: null }, repeat: { min: 1, max: null } },
  };
}

const use = (price: number, unit: string) =>
  pricing(price, { type: "consumption", capacities: ["consumption"], unit, phase: 1 });
const setUp = () => pricing(0, { type: "purchase", capacities: ["installation"], unit: "none", phase: 0 });
const rent = (price: number, unit: string) => pricing(price, { type: "rental", capacities: ["renew"], unit, phase: 1 });
