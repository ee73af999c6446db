import type { Wire } from "../php.ts";
import { type Plan, plans } from "../seeds.ts";
import { type Actions, type Call, read } from "./action.ts";

/** Plans, regions and credit. */
export const catalogueActions: Actions = {
  "plan/list": read([], listPlans),
  "region/list": read([], ({ world }) => ({ regions: { ...world.regions } })),
  "billing/credit": read([], ({ world }) => ({ credit: world.switches.credit.toFixed(8) })),
};

function listPlans({ world }: Call): Record<string, Wire> {
  const regions = Object.values(world.regions).join(", ");
  return { plans: plans.map((plan) => planRow(plan, world.switches.planNames, regions)) };
}

function planRow(plan: Plan, names: "short" | "long", regions: string): Wire {
  const { id, name, ram, vcpu, storage, bandwidth, price, category } = plan;
  return {
    ...{
      plan_id: id,
      name: names === "short" ? name : `${name} (${ram} MB RAM)`,
      ram: String(ram),
      vcpu: String(vcpu),
    },
    ...{ storage: String(storage), bandwidth: String(bandwidth), ips: "1", price, category, metadata_json: "[]" },
    ...{ price_nice: `$${price}`, price_monthly_nice: `$${(Number(price) * 720).toFixed(2)}` },
    ...{ regions_nice: regions, metadata: [] },
  };
}
