import type { Entry } from "../../engine/definition/catalog.ts";
import type { ChoiceCatalogs } from "../../engine/definition/choice.ts";
import { type Decimal, parseDecimal } from "../../engine/definition/decimal.ts";
import { type CloudPrices, NoPriceError, type PricePart, type PriceQuery } from "../../engine/definition/price.ts";

/** What OVHcloud's price list says of resources (§4.11). */

interface CodePrice {
  price: Decimal;
  per: "hour" | "month";
  currency: string;
}

function codePrice({ facts = {} }: Entry): CodePrice | undefined {
  const [price, per] = [parseDecimal(facts.price ?? ""), facts.per];
  return price === undefined || (per !== "hour" && per !== "month")
    ? undefined
    : { price, per, currency: facts.currency ?? "" };
}

async function codePrices(catalogs: ChoiceCatalogs): Promise<ReadonlyMap<string, CodePrice>> {
  const entries = await catalogs.list("prices", "");
  return new Map(
    entries.flatMap((entry) => {
      const price = codePrice(entry);
      return price === undefined ? [] : [[entry.id, price] as const];
    }),
  );
}

/** The plan codes of a flavor, unless a licence, which is charged by the virtual CPU, comes on top. */
const codesOf = ({ facts = {} }: Entry): { hourly?: string | undefined; monthly?: string | undefined } =>
  facts.licence === undefined ? { hourly: facts.hourlyPlan, monthly: facts.monthlyPlan } : {};

async function part(
  { catalogs }: PriceQuery,
  planCode: string,
  more: Pick<PricePart, "description" | "quantity">,
): Promise<PricePart> {
  const price = (await codePrices(catalogs)).get(planCode);
  if (price === undefined) {
    throw new NoPriceError(`OVHcloud's price list has no price of ${planCode}`);
  }
  return { ...more, ...price };
}

/** Plan codes of regions of other kinds have more words, which are not known for all of them. */
function inPlainRegion(query: PriceQuery): void {
  if (!/^[A-Z]{2,3}\d{0,2}$/.test(query.text("region"))) {
    throw new NoPriceError("local zones and regions of several zones have prices of their own");
  }
}

async function instance(query: PriceQuery): Promise<readonly PricePart[]> {
  if (query.inputs.powerState === "shelved") {
    throw new NoPriceError("a shelved instance is charged for its snapshot only");
  }
  const flavor = await query.entry("plan");
  const [isMonthly, codes] = [query.inputs.monthlyBilling === true, codesOf(flavor)];
  const planCode = isMonthly ? codes.monthly : codes.hourly;
  if (planCode === undefined) {
    throw new NoPriceError(
      flavor.facts?.licence === undefined
        ? `OVHcloud's flavor has no plan code for ${isMonthly ? "monthly" : "hourly"} billing`
        : "a licence is charged in addition to the flavor",
    );
  }
  return [await part(query, planCode, { description: flavor.name })];
}

async function volume(query: PriceQuery): Promise<readonly PricePart[]> {
  inPlainRegion(query);
  const [type, size] = [query.text("type"), parseDecimal(query.text("size"))];
  return [await part(query, `volume.${type}.consumption`, { description: `GB of ${type}`, quantity: size })];
}

async function gateway(query: PriceQuery): Promise<readonly PricePart[]> {
  inPlainRegion(query);
  const model = query.text("model");
  return [await part(query, `gateway.${model}.hour.consumption`, { description: `gateway ${model}` })];
}

const BALANCER_SIZES: Readonly<Record<string, string>> = { small: "s", medium: "m", large: "l", xl: "xl" };

async function loadBalancer(query: PriceQuery): Promise<readonly PricePart[]> {
  inPlainRegion(query);
  const { name } = await query.entry("flavor");
  const size = BALANCER_SIZES[name] ?? name;
  const planCode = `octavia-loadbalancer.loadbalancer-${size}.hour.consumption`;
  return [await part(query, planCode, { description: `load balancer ${name}` })];
}

async function floatingIp(query: PriceQuery): Promise<readonly PricePart[]> {
  inPlainRegion(query);
  return [await part(query, "floatingip.floatingip.hour.consumption", { description: "floating IP" })];
}

export const prices: CloudPrices = {
  plans: async (catalogs, _scope, entries) => {
    const known = await codePrices(catalogs);
    return new Map(
      entries.flatMap((entry) => {
        const codes = codesOf(entry);
        const [hourly, monthly] = [known.get(codes.hourly ?? ""), known.get(codes.monthly ?? "")];
        const currency = (hourly ?? monthly)?.currency;
        return currency === undefined
          ? []
          : [[entry.id, { hourly: hourly?.price, monthly: monthly?.price, currency }] as const];
      }),
    );
  },
  resources: {
    "ovh:Instance": instance,
    "ovh:Volume": volume,
    "ovh:Gateway": gateway,
    "ovh:LoadBalancer": loadBalancer,
    "ovh:FloatingIp": floatingIp,
  },
};
