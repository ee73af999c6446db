import type { DriftReport, ResourceStatus } from "../../automation/report.js";
import type { Money } from "../../cost-types.js";
import type { Orphan } from "../orphans/classify.js";
import type { StateOf } from "../orphans/search.js";
import { nameIn, type StackState, type StateResource, tokenOf, writtenAt } from "../state.js";

/** A resource as the report shows it: no input or output that could be a secret. */
export interface ReportResource {
  urn: string;
  name: string;
  /** `lunanode:Vm` */
  token: string;
  cloud: string;
  isServer: boolean;
  id: string;
  region: string;
  plan: string;
  image: string;
  address: string;
  /** `running`, `stopped`, another word of the cloud, such as `shelved`, or `unknown`. */
  power: string;
  /** What a live check has found; absent if there was none. */
  drift?: ResourceStatus | "none";
  /** When Pulumi created it, in milliseconds since 1970: its image was installed then. */
  created?: number;
  /** Absent if the price is not known. */
  monthlyCost?: Money;
}

export interface ReportStack {
  project: string;
  stack: string;
  /** When the state was written, in milliseconds since 1970. */
  writtenAt?: number;
  resources: readonly ReportResource[];
  /** The live check. */
  drift?: DriftReport;
  /** Charged objects of the stack that no state has, if they were looked for. */
  leftovers?: readonly Orphan[];
  /** Why something is missing from the report. */
  errors: readonly string[];
}

/** What is known of a stack besides its state. */
interface Findings {
  drift?: DriftReport | undefined;
  leftovers?: readonly Orphan[] | undefined;
  /** The state of an object as a list of its account shows it; of a server, whether it runs. */
  stateOf?: StateOf | undefined;
  /** By URN. */
  costs?: ReadonlyMap<string, Money> | undefined;
  errors?: readonly string[] | undefined;
}

const SERVERS: ReadonlySet<string> = new Set([
  ...["lunanode:Vm", "hostdime:Vps", "hostdime:Server", "gigenet:Instance", "naver:Server"],
  ...["ovh:Instance", "ovh:Vps", "ovh:DedicatedServer"],
]);

/** A stack of the report. The state may be sealed: secrets are not texts in it and are left out. */
export function reportStack(project: string, stack: string, state: StackState, findings: Findings = {}): ReportStack {
  const { drift, leftovers, costs, stateOf, errors = [] } = findings;
  const time = writtenAt(state);
  const resources = (state.resources ?? []).flatMap((resource) => {
    const shown = resource.delete === true ? undefined : reportResource(resource, drift, stateOf);
    const monthlyCost = costs?.get(resource.urn);
    return shown ? [{ ...shown, ...(monthlyCost ? { monthlyCost } : {}) }] : [];
  });
  return {
    ...{ project, stack, resources, errors },
    ...(time === undefined ? {} : { writtenAt: time }),
    ...(drift ? { drift } : {}),
    ...(leftovers ? { leftovers } : {}),
  };
}

function reportResource(
  resource: StateResource,
  drift: DriftReport | undefined,
  stateOf: StateOf | undefined,
): ReportResource | undefined {
  const token = tokenOf(resource);
  if (token === undefined) return undefined;
  const found = drift?.resources.find(({ urn }) => urn === resource.urn);
  // What the cloud shows today comes before what the state has.
  const observed = Object.fromEntries(
    [...(found?.properties.filter(({ secret }) => !secret) ?? []), ...(found?.outputs ?? [])].map((one) => [
      one.path,
      one.new,
    ]),
  );
  const text = (...names: readonly string[]): string => {
    const values = names.flatMap((name) => [observed[name], resource.outputs?.[name], resource.inputs?.[name]]);
    return values.find((value): value is string => typeof value === "string" && value !== "") ?? "";
  };
  const power = stateOf?.(token, resource.id ?? "") ?? text("powerState");
  const created = Date.parse(String(resource.created ?? ""));
  return {
    ...{ urn: resource.urn, name: nameIn(resource.urn), token, cloud: token.split(":")[0] ?? "" },
    ...{ isServer: SERVERS.has(token), id: resource.id ?? "" },
    ...{ region: text("region", "zone") || regionOf(resource.id), plan: text("plan"), image: text("image") },
    address: text("ip", "privateIp"),
    power: power || "unknown",
    ...(drift ? { drift: found?.status ?? "none" } : {}),
    ...(Number.isNaN(created) ? {} : { created }),
  };
}

/** `toronto/81eb…`: the region before the ID. */
const regionOf = (id = ""): string => (id.includes("/") ? (id.split("/")[0] ?? "") : "");

/** Sums by currency; amounts of different currencies are never added. */
export function totals(resources: readonly Pick<ReportResource, "monthlyCost">[]): Money[] {
  const sums = new Map<string, number>();
  for (const { monthlyCost } of resources) {
    if (monthlyCost) sums.set(monthlyCost.currency, (sums.get(monthlyCost.currency) ?? 0) + Number(monthlyCost.amount));
  }
  return [...sums].map(([currency, amount]) => ({ amount: amount.toFixed(2), currency }));
}
