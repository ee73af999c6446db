import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import type { Trial, TrialChoice, TrialContext } from "../../engine/definition/trial.ts";
import { isRecord, type Json, UNKNOWN } from "../../engine/definition/values.ts";
import { RefusedError } from "../../engine/errors.ts";

import { verifyName } from "./prefix.ts";
import type { Price } from "./spending-limit.ts";

/** What the user requested. */
export interface Requested {
  plan?: string | undefined;
  image?: string | undefined;
  region?: string | undefined;
}

/** The plan and image of the server, and what it changes to. */
export interface Chosen {
  choice: TrialChoice;
  /** For the resize; undefined if there is none. */
  largerPlan: string | undefined;
  /** For the replacement; undefined if there is none. */
  otherImage: string | undefined;
  price: Price | undefined;
  /** Price of the larger plan. */
  largerPrice: Price | undefined;
}

interface Plan {
  name: string;
  memoryMb: number;
  vcpus: number;
  diskGb: number;
  price: Price | undefined;
}

const number = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

function planOf(entry: Json): Plan {
  const { name, id, memoryMb, vcpus, diskGb, price } = entry;
  const hourly = isRecord(price) && typeof price.hourly === "number" ? price.hourly : undefined;
  return {
    name: String(name ?? id),
    memoryMb: number(memoryMb, Number.POSITIVE_INFINITY),
    vcpus: number(vcpus, Number.POSITIVE_INFINITY),
    diskGb: number(diskGb, 0),
    price: hourly === undefined || !isRecord(price) ? undefined : { hourly, currency: String(price.currency) },
  };
}

const cheaper = (a: Plan, b: Plan): number =>
  (a.price?.hourly ?? 0) - (b.price?.hourly ?? 0) ||
  a.memoryMb - b.memoryMb ||
  a.vcpus - b.vcpus ||
  a.diskGb - b.diskGb;

/** A larger plan that a server can be resized to. */
const largerThan = ({ family = () => "" }: Trial, plan: Plan, plans: readonly Plan[]): Plan | undefined =>
  plans.find(
    (each) =>
      family(each.name) === family(plan.name) &&
      cheaper(plan, each) < 0 &&
      each.memoryMb > plan.memoryMb &&
      each.diskGb >= plan.diskGb,
  );

/** Linux distributions that every cloud offers. */
const DISTRIBUTIONS = /ubuntu|debian|rocky|alma|centos/i;
const isUsual = ({ name, os, available }: Json): boolean =>
  available !== false && os !== "windows" && DISTRIBUTIONS.test(String(name));
const newer = (a: Json, b: Json): number =>
  String(b.version ?? "").localeCompare(String(a.version ?? ""), "en", { numeric: true });

/** Maximum number of entries to try, the likeliest first. */
const TRIES = 12;

/** Chooses the cheapest plan, a compatible image, and what the server can be changed to. Only reads. */
export async function choose(
  cloud: CloudDefinition,
  cloudProvider: CloudProvider,
  trial: Trial,
  requested: Requested,
): Promise<Chosen> {
  const list = async (kind: "plans" | "images"): Promise<Json[]> => {
    const token = `${cloud.name}:get${kind === "plans" ? "Plans" : "Images"}`;
    if ((await cloudProvider.function(token)) === undefined) {
      return [];
    }
    const region = requested.region === undefined ? {} : { region: requested.region };
    const { result } = await cloudProvider.invoke(token, region);
    const entries = result[kind];
    return Array.isArray(entries) ? entries.filter(isRecord).filter(({ available }) => available !== false) : [];
  };
  const all = (await list("plans")).map(planOf).filter(({ name }) => !/^win/i.test(name));
  const isLast = (plan: Plan): number => Number(largerThan(trial, plan, all) === undefined);
  const plans = all.toSorted((a, b) => cheaper(a, b) || isLast(a) - isLast(b));
  const images = (await list("images")).filter(isUsual).sort(newer);
  const names = [...new Set(images.map(({ name, id }) => String(name ?? id)))];
  const wantedPlans = requested.plan === undefined ? plans : plans.filter(({ name }) => name === requested.plan);
  const candidates: readonly Plan[] =
    wantedPlans.length > 0 || requested.plan === undefined ? wantedPlans : [planOf({ name: requested.plan })];
  const imageNames = requested.image === undefined ? names : [requested.image];
  for (const plan of candidates.slice(0, TRIES)) {
    const fitting: string[] = [];
    for (const image of [...new Set([...imageNames, ...names])].slice(0, TRIES)) {
      const choice = { plan: plan.name, image, region: requested.region };
      if (await isPossible(cloudProvider, trial, choice)) {
        fitting.push(image);
      } else if (fitting.length === 0 && requested.image !== undefined) {
        break;
      }
      if (fitting.length === 2) {
        break;
      }
    }
    const [image, otherImage] = fitting;
    if (image !== undefined) {
      const larger = largerThan(trial, plan, plans);
      return {
        choice: { plan: plan.name, image, region: requested.region },
        largerPlan: larger?.name,
        otherImage,
        price: plan.price,
        largerPrice: larger?.price,
      };
    }
  }
  throw new RefusedError(
    `${cloud.title}: no plan and image were found that go together. Name them with --plan and --image, and the region with --region.`,
  );
}

/** Whether the provider accepts a server with this choice. Objects that it needs do not exist yet, so their IDs are unknown. */
async function isPossible(cloudProvider: CloudProvider, { server }: Trial, choice: TrialChoice): Promise<boolean> {
  const context: TrialContext = {
    ...{ name: verifyName(server.label), choice, publicKey: "" },
    id: () => UNKNOWN,
    output: () => UNKNOWN,
  };
  const { failures } = await cloudProvider.check(server.token, {
    ...{ olds: {}, news: server.inputs(context), urn: `urn:pulumi:verify::indiecloud::${server.token}::server` },
  });
  return failures.length === 0;
}
