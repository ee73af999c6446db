import { z } from "zod";
import type { Entry } from "../definition/catalog.ts";
import { imageInfo, planInfo, regionInfo } from "../definition/catalog-info.ts";
import type { CloudDefinition, Lookups, Parameter } from "../definition/cloud.ts";
import { defined, type Json } from "../definition/values.ts";
import { plural } from "../definition/words.ts";
import { plainOutputs } from "../state/state.ts";
import {
  type Arguments,
  argumentsType,
  kindBehind,
  type LookupFunction,
  parameter,
  placeInputs,
  whereOf,
} from "./lookup.ts";
import { withPrices } from "./prices.ts";

/** The functions that list plans, images and regions. */

const NAME_FILTER = parameter("name", "Only entries whose name or description contains this text, ignoring case.");

interface Listing {
  /** `getPlans` */
  name: string;
  /** `plans` */
  output: string;
  input: "plan" | "image" | "region";
  type: typeof planInfo | typeof imageInfo | typeof regionInfo;
  filters: Readonly<Record<string, Parameter>>;
  order: string;
}

export const LISTINGS: readonly Listing[] = [
  {
    name: "getPlans",
    output: "plans",
    input: "plan",
    type: planInfo,
    filters: {
      ...parameter("minVcpus", "Only plans with at least this many virtual CPUs."),
      ...parameter("minMemoryMb", "Only plans with at least this much memory, in MiB."),
      ...parameter(
        "prices",
        "Whether to ask for list prices too, at clouds where the list of plans has none. They do not change the order.",
      ),
    },
    order: "Sorted by virtual CPUs, memory and name. Plans that are closed to new servers come last.",
  },
  {
    name: "getImages",
    output: "images",
    input: "image",
    type: imageInfo,
    filters: parameter("os", "Only images of this operating system: `linux`, `windows` or `bsd`."),
    order: "Sorted by name. Images that are closed to new servers come last.",
  },
  { name: "getRegions", output: "regions", input: "region", type: regionInfo, filters: {}, order: "Sorted by name." },
];

export function listFunction(cloud: CloudDefinition, lookups: Lookups, listing: Listing): LookupFunction[] {
  const kind = kindBehind(lookups, listing.input);
  const noun = cloud.catalogs[kind ?? ""]?.noun;
  if (kind === undefined || noun === undefined) {
    return [];
  }
  const isShared = cloud.catalogs[kind]?.allScopes === true;
  const places = placeInputs(lookups, isShared ? "All regions have the same." : undefined);
  const { region: _, ...onlyProject } = places;
  return [
    {
      token: `${cloud.name}:${listing.name}`,
      description: `The ${plural(noun)} of ${cloud.title}. ${listing.order}`,
      inputs: { ...(listing.input === "region" ? onlyProject : places), ...NAME_FILTER, ...listing.filters },
      outputs: {
        [listing.output]: { type: z.array(listing.type), description: `The matching ${plural(noun)}.`, always: true },
      },
      run: async (session, args) => {
        const wanted = argumentsType.parse(args);
        const { scope } = await whereOf(session, lookups, wanted);
        const entries = await session.catalogs.list(kind, scope);
        const found = entries.filter((entry) => fits(entry, wanted)).sort(bySize);
        const fitting = wanted.prices === true ? await withPrices(cloud, session.catalogs, scope, found) : found;
        return plainOutputs({ [listing.output]: fitting.map((entry) => displayInfo(listing, entry)) });
      },
    },
  ];
}

const fold = (text: string): string => text.toLowerCase();

/** An unknown value never satisfies a minimum. */
export const isAtLeast = (least: number | undefined, has: number | undefined): boolean =>
  least === undefined || (has !== undefined && has >= least);

function fits({ name, info = {} }: Entry, wanted: Arguments): boolean {
  const { name: text, minVcpus, minMemoryMb, os } = wanted;
  return (
    (text === undefined || [name, info.description ?? ""].some((each) => fold(each).includes(fold(text)))) &&
    isAtLeast(minVcpus, info.vcpus) &&
    isAtLeast(minMemoryMb, info.memoryMb) &&
    (os === undefined || (info.os !== undefined && fold(info.os) === fold(os)))
  );
}

/** Independent of this machine's locale; numbers in names are compared as numbers. */
const names = new Intl.Collator("en", { numeric: true });

const NO_PRICE = () => Number.MAX_VALUE;

type PriceOf = (entry: Entry) => number;

const rankOf = (entry: Entry, priceOf: PriceOf): number[] => [
  entry.info?.available === false ? 1 : 0,
  priceOf(entry),
  entry.info?.vcpus ?? Number.MAX_VALUE,
  entry.info?.memoryMb ?? Number.MAX_VALUE,
];

const ranking =
  (priceOf: PriceOf) =>
  (a: Entry, b: Entry): number => {
    const [left, right] = [rankOf(a, priceOf), rankOf(b, priceOf)];
    const apart = left.map((value, index) => value - (right[index] ?? value)).find((difference) => difference !== 0);
    return (
      apart ??
      (names.compare(a.name, b.name) ||
        names.compare(a.info?.region ?? "", b.info?.region ?? "") ||
        names.compare(a.id, b.id))
    );
  };

/** The order of lists: available ones first, then by size and name. A changed price changes no order. */
const bySize = ranking(NO_PRICE);

/** For a choice that is kept once it is made: available ones first, cheap ones first, then by size and name. */
export const byRank = ranking(({ info }) => info?.price?.hourly ?? info?.price?.monthly ?? NO_PRICE());

const displayInfo = ({ type }: Listing, { id, name, info }: Entry): Json => {
  const all: Json = { ...info, id, name };
  return defined(Object.fromEntries(Object.keys(type.shape).map((key) => [key, all[key]] as const)));
};
