import type { LunaNodeCloudState } from "../cloud-state.ts";
import type { EncodedTree } from "../php.ts";
import { type Plan, plans } from "../seeds.ts";
import { type Actions, type Call, read } from "./action.ts";

/** Plans, regions and credit. */
export const catalogActions: Actions = {
  "plan/list": read([], listPlans),
  "region/list": read([], ({ cloudState }) => ({ regions: { ...cloudState.regions } })),
  "billing/credit": read([], ({ cloudState }) => ({ credit: cloudState.switches.credit.toFixed(8) })),
};

function listPlans({ cloudState }: Call): Record<string, EncodedTree> {
  return { plans: plans.map((plan) => planRow(plan, cloudState)) };
}

/** As far as is known, every region has every plan; what CPU points count is unknown. */
function planRow(plan: Plan, { regions, switches }: LunaNodeCloudState): EncodedTree {
  const { id, name, ram, vcpu, storage, bandwidth, price, category } = plan;
  return {
    ...{
      plan_id: id,
      name: switches.planNames === "short" ? name : `${name} (${ram} MB RAM)`,
      ram: String(ram),
      vcpu: String(vcpu),
    },
    ...{ storage: String(storage), bandwidth: String(bandwidth), ips: "1", price, category, metadata_json: "[]" },
    ...{ price_nice: `$${price}`, price_monthly_nice: `$${(Number(price) * 720).toFixed(2)}` },
    ...{ all_regions: "1", regions: Object.keys(regions), regions_nice: Object.values(regions).join(", ") },
    ...{ cpu_points: String(vcpu), metadata: [] },
  };
}
