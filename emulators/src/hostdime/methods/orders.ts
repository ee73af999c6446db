import type { HostDimeCloudState } from "../cloud-state.ts";
import type { EncodedTree } from "../encoding.ts";
import { HostDimeError, invalid } from "../errors.ts";
import { beginBuild, cancel } from "../machine.ts";
import type { Vps } from "../model.ts";
import { nameServers, operatingSystems, type Plan, plans } from "../seeds.ts";
import { vpsObject } from "../view.ts";
import { type Call, hostNameOf, type Method, write } from "./method.ts";

/** Made-up calls: nothing is known about ordering by API (docs/api/hostdime.md §4). Their names are switches. */
export function orderMethod(name: string, { switches }: HostDimeCloudState): Method | undefined {
  if (!switches.ordering) return undefined;
  if (name === switches.createMethod) return write(create);
  return name === switches.cancelMethod ? write(cancelVps) : undefined;
}

/** Returns what vps.get would: status `pending`, no address yet. */
function create(call: Call): EncodedTree {
  const { cloudState, account } = call;
  const { switches } = cloudState;
  const name = call.text("name");
  if (!/^[^\p{Cc}]{1,255}$/u.test(name)) throw invalid("name");
  const plan = planOf(call);
  const os = call.word("os", operatingSystems);
  const wanted = call.get("ptr") ?? "";
  const wantedPtr = wanted === "" ? "" : hostNameOf("ptr", wanted);
  refuseBeyondLimits(call, plan);
  const vps: Vps = {
    ...{ id: cloudState.nextCuid, account, name, status: "pending", power: "stopped", restarts: 0 },
    ...{ plan: plan.name, memory: plan.memory, diskQuota: plan.diskQuota, diskUsage: 0, os },
    ...{ controlPanel: "", ipMain: "", sshPort: 22, dns: nameServers },
    ...{ locked: false, wantedPtr, outcome: switches.buildOutcome },
  };
  call.effect(() => beginBuild(cloudState, vps));
  return vpsObject(vps, switches);
}

function planOf(call: Call): Plan {
  const name = call.text("plan");
  const plan = plans.find((one) => one.name === name);
  if (!plan) throw invalid("plan");
  return plan;
}

function refuseBeyondLimits({ cloudState, account }: Call, { name }: Plan): void {
  const { vpsQuota, quotaText, fullPlans, capacityText } = cloudState.switches;
  const owned = cloudState.vpses.where((vps) => vps.account === account && vps.status !== "cancelled").length;
  if (vpsQuota !== null && owned >= vpsQuota) throw new HostDimeError(403, quotaText);
  if (fullPlans.includes(name)) throw new HostDimeError(422, capacityText);
}

function cancelVps(call: Call): EncodedTree {
  const { cloudState, account } = call;
  const vps = cloudState.service("vps", call.text("cuid"), account);
  if (vps.status === "cancelled") throw new HostDimeError(422, `${vps.id} is cancelled already`);
  if (vps.locked) throw new HostDimeError(403, `${vps.id} is locked and cannot be cancelled`);
  call.effect(() => cancel(cloudState, vps.id));
  return true;
}
