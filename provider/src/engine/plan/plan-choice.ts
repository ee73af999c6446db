import { z } from "zod";
import type { Entry } from "../definition/catalog.ts";
import type { ChoiceCatalogs } from "../definition/choice.ts";
import type { CloudDefinition, Lookups } from "../definition/cloud.ts";
import { plainId, type ResourceDefinition, resourceKit } from "../definition/definition.ts";
import { nearest } from "../definition/nearest.ts";
import { quoted } from "../definition/secrecy.ts";
import type { CheckFailure } from "../definition/shape.ts";
import type { Json } from "../definition/values.ts";
import { orList } from "../definition/words.ts";
import { kindBehind, regionInput } from "../observe/lookup.ts";
import { byRank, isAtLeast } from "../observe/lookup-lists.ts";
import { fitsWith } from "../observe/matches.ts";

/**
 * A choice of plan and image by what a server needs. It exists only in Pulumi's state, which keeps it: a plan that the cloud
 * adds, renames or prices anew touches no server.
 */

const { required, optional, define } = resourceKit<unknown, { none: true }>();

const REQUIREMENTS = ["vcpus", "memoryGb", "diskGb", "system"] as const;
const CHOSEN = ["plan", "image"] as const;

const requirements = z.object({
  vcpus: z.int().min(1).optional(),
  memoryGb: z.number().positive().optional(),
  diskGb: z.number().positive().optional(),
  system: z.string().regex(/^[a-z][a-z-]*-\d+(\.\d+)*$/, 'is not a distribution and version such as "ubuntu-24.04"'),
  plan: z.string().min(1).optional(),
  image: z.string().min(1).optional(),
});
type Requirements = z.infer<typeof requirements>;

const known = new WeakMap<CloudDefinition, readonly ResourceDefinition[]>();

/** The resources of a cloud: its own, and the choice of a plan if it has plans and images to choose from. */
export function resourcesOf(cloud: CloudDefinition): readonly ResourceDefinition[] {
  // Every call of a resource asks.
  const all = known.get(cloud) ?? withPlanChoice(cloud);
  known.set(cloud, all);
  return all;
}

function withPlanChoice(cloud: CloudDefinition): readonly ResourceDefinition[] {
  const { lookups, resources } = cloud;
  const isChoosable =
    lookups?.server.create !== undefined &&
    kindBehind(lookups, "plan") !== undefined &&
    kindBehind(lookups, "image") !== undefined;
  return isChoosable ? [...resources, planChoice(cloud, lookups)] : resources;
}

function planChoice(cloud: CloudDefinition, lookups: Lookups): ResourceDefinition {
  const { server } = lookups;
  const places = Object.fromEntries(
    ["project", regionInput(lookups)].flatMap((key) => {
      const field = server.inputs[key];
      return field === undefined
        ? []
        : [
            [
              key,
              { ...field, read: undefined, change: "replace" as const, description: placeOf(server, key) },
            ] as const,
          ];
    }),
  );
  return define({
    token: `${cloud.name}:PlanChoice`,
    noun: "plan choice",
    description: `The plan and image of ${cloud.title} for what a server needs. It exists only in Pulumi's state and sends no changes to ${cloud.title}. The choice is made when the resource is created and when a requirement changes. Until then it stays, even if a better plan appears.`,
    isLocal: true,
    inputs: {
      ...places,
      vcpus: optional(requirements.shape.vcpus.unwrap(), {
        description: "Virtual CPUs that the plan has at least.",
        change: "update",
      }),
      memoryGb: optional(requirements.shape.memoryGb.unwrap(), {
        description: "Memory that the plan has at least, in GB. 1000 MiB count as one GB.",
        change: "update",
      }),
      diskGb: optional(requirements.shape.diskGb.unwrap(), {
        description: "Disk that the plan has at least, in GB. A plan whose disk is not known does not fit.",
        change: "update",
      }),
      system: required(requirements.shape.system, {
        description: 'Distribution and version of the image, such as `"ubuntu-24.04"`.',
        change: "update",
      }),
      plan: optional(requirements.shape.plan.unwrap(), {
        description:
          "The plan. If absent, the cheapest that fits (if the cloud publishes prices), or else the smallest.",
        change: "update",
      }),
      image: optional(requirements.shape.image.unwrap(), {
        description: "The image. If absent, the first by name that has the system and works with the plan.",
        change: "update",
      }),
    },
    outputs: {},
    scope: server.scope,
    choice: {
      inputs: CHOSEN,
      from: [...Object.keys(places), ...REQUIREMENTS],
      choose: (catalogs, scope, given) => choose({ cloud, lookups, catalogs, scope }, requirements.parse(given)),
    },
    id: plainId("m.2"),
    views: { none: { one: async () => ({ none: true }) } },
    absenceProof: "one",
    create: async ({ desired }) => String(desired.plan),
    steps: [{ label: "record the choice", fields: [...REQUIREMENTS, ...CHOSEN], run: async () => undefined }],
    // There is nothing to delete, and nothing to wait for.
    remove: async () => "released",
  });
}

const placeOf = ({ inputs }: ResourceDefinition, key: string): string =>
  (inputs[key]?.description ?? "").split(/(?<=\.)\s/)[0] ?? "";

interface Market {
  cloud: CloudDefinition;
  lookups: Lookups;
  catalogs: ChoiceCatalogs;
  scope: string;
}

async function choose(market: Market, wanted: Requirements): Promise<Json | readonly CheckFailure[]> {
  const { lookups, catalogs, scope } = market;
  const [plans, images] = await Promise.all([
    catalogs.list(kindBehind(lookups, "plan") ?? "", scope),
    catalogs.list(kindBehind(lookups, "image") ?? "", scope),
  ]);
  const fitting = plans.filter((plan) => fits(plan, wanted)).sort(byRank);
  if (fitting.length === 0) {
    return [noPlan(market, plans, wanted)];
  }
  const installable = images.filter((image) => hasSystem(image, wanted.system)).sort(byRank);
  if (installable.length === 0 && wanted.image === undefined) {
    return [noImage(market, images, wanted)];
  }
  if (wanted.image !== undefined) {
    return { plan: textOf(fitting[0], plans) };
  }
  const rule = lookups.server.inputs[lookups.image ?? "image"]?.matches;
  for (const plan of fitting) {
    const value = rule && plan.facts?.[rule.fact];
    const match = rule && value !== undefined ? { ...rule, value, text: plan.name } : undefined;
    const image = installable.find(fitsWith(match));
    if (image !== undefined) {
      return { plan: textOf(plan, plans), image: textOf(image, images) };
    }
  }
  return [
    {
      property: "system",
      reason: `no plan of ${market.cloud.title}${where(scope)} with ${needs(wanted)} works with an image of ${quoted(wanted.system)}`,
    },
  ];
}

/** The name, unless others have it too. */
const textOf = (chosen: Entry | undefined, entries: readonly Entry[]): string | undefined =>
  chosen !== undefined && entries.filter(({ name }) => name === chosen.name).length === 1 ? chosen.name : chosen?.id;

function fits(plan: Entry, { plan: given, vcpus, memoryGb, diskGb }: Requirements): boolean {
  const { info = {}, id, name } = plan;
  if (given !== undefined) {
    return [id, name, ...(plan.also ?? [])].includes(given);
  }
  return (
    info.available !== false &&
    isAtLeast(vcpus, info.vcpus) &&
    isAtLeast(memoryGb === undefined ? undefined : memoryGb * 1000, info.memoryMb) &&
    isAtLeast(diskGb, info.diskGb)
  );
}

/** `ubuntu-24.04`; undefined if the cloud does not say what an image contains. */
function systemOf({ info = {} }: Entry): string | undefined {
  const { distribution, version } = info;
  return distribution === undefined || version === undefined
    ? undefined
    : `${distribution.replace(/ linux$/, "").replaceAll(" ", "-")}-${version}`;
}

const hasSystem = (image: Entry, system: string): boolean => {
  const has = systemOf(image);
  return image.info?.available !== false && (has === system || has?.startsWith(`${system}.`) === true);
};

function noPlan({ cloud, scope }: Market, plans: readonly Entry[], wanted: Requirements): CheckFailure {
  const offered = plans.filter(({ info }) => info?.available !== false);
  const [largest] = offered.sort((a, b) => vcpusOf(b) - vcpusOf(a) || memoryOf(b) - memoryOf(a));
  return {
    property: wanted.plan === undefined ? "vcpus" : "plan",
    reason: `${cloud.title} has no plan${where(scope)} with ${needs(wanted)}${largest === undefined ? "" : `. The largest is ${describe(largest)}`}`,
  };
}

function noImage({ cloud, scope }: Market, images: readonly Entry[], { system }: Requirements): CheckFailure {
  const systems = [...new Set(images.flatMap((image) => systemOf(image) ?? []))];
  const close = nearest(system, systems, (each) => [each], 3).map(quoted);
  return {
    property: "system",
    reason: `${cloud.title} has no image of ${quoted(system)}${where(scope)}${close.length === 0 ? "" : `. Did you mean ${orList(close)}?`}`,
  };
}

const where = (scope: string): string => (scope === "" ? "" : ` in ${scope}`);

const vcpusOf = ({ info }: Entry): number => info?.vcpus ?? 0;
/** In GB of 1000 MiB. */
const memoryOf = ({ info }: Entry): number => (info?.memoryMb ?? 0) / 1000;

const describe = (plan: Entry): string => `"${plan.name}", with ${sizes(vcpusOf(plan), Math.round(memoryOf(plan)))}`;

const sizes = (vcpus: number | undefined, memoryGb: number | undefined, diskGb?: number): string =>
  [
    vcpus === undefined ? "" : `${vcpus} virtual CPU${vcpus === 1 ? "" : "s"}`,
    memoryGb === undefined ? "" : `${memoryGb} GB of memory`,
    diskGb === undefined ? "" : `${diskGb} GB of disk`,
  ]
    .filter((part) => part !== "")
    .join(" and ");

const needs = ({ plan, vcpus, memoryGb, diskGb }: Requirements): string =>
  plan === undefined ? sizes(vcpus, memoryGb, diskGb) || "a known size" : `the name ${quoted(plan)}`;
