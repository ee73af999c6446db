import { type ZodType, z } from "zod";
import { byName } from "./by-name.ts";
import { type Entry, nearest } from "./catalogue.ts";
import { type Failure, shapeFailures } from "./check.ts";
import type { CloudDefinition, Lookups } from "./cloud.ts";
import type { ResourceDefinition } from "./definition.ts";
import { look, told } from "./look.ts";
import { type Shown, scopeShown } from "./objects.ts";
import { imageOffer, planOffer, regionOffer } from "./offers.ts";
import { RefusedError } from "./problems.ts";
import { complaint, described } from "./references.ts";
import { quoted } from "./secrecy.ts";
import type { Session } from "./session.ts";
import { outputsFrom, plain } from "./state.ts";
import { defined, type Json } from "./values.ts";
import { plural, withArticle } from "./words.ts";

/**
 * Functions: what programs ask of a cloud without managing it. They are made from the cloud's definition and read only;
 * all of them share the lists of the account's session.
 */

export interface Parameter {
  type: ZodType;
  description: string;
}

export interface LookupFunction {
  /** `lunanode:getPlans` */
  token: string;
  /** The resource that it looks for; undefined: its result has the same types for every cloud. */
  resource?: string;
  description: string;
  /** None is required. */
  inputs: Readonly<Record<string, Parameter>>;
  outputs: Readonly<Record<string, Parameter & { always?: true }>>;
  problems?(args: Json): readonly Failure[];
  run(session: Session, args: Json): Promise<Json>;
}

/** Every argument that there is; a function has some of them. */
const argumentsType = z.object({
  project: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  id: z.string().min(1).optional(),
  minVcpus: z.number().min(0).optional(),
  minMemoryMb: z.number().min(0).optional(),
  os: z.string().min(1).optional(),
});
type Arguments = z.infer<typeof argumentsType>;

const parameter = (key: keyof Arguments, description: string): Readonly<Record<string, Parameter>> => ({
  [key]: { type: argumentsType.shape[key], description },
});

const NAME_FILTER = parameter("name", "Only those whose name or description contains this text, in any case.");

interface Listing {
  /** `getPlans` */
  name: string;
  /** `plans` */
  output: string;
  input: "plan" | "image" | "region";
  type: typeof planOffer | typeof imageOffer | typeof regionOffer;
  filters: Readonly<Record<string, Parameter>>;
  order: string;
}

const LISTINGS: readonly Listing[] = [
  {
    name: "getPlans",
    output: "plans",
    input: "plan",
    type: planOffer,
    filters: {
      ...parameter("minVcpus", "Only those with at least so many virtual CPUs."),
      ...parameter("minMemoryMb", "Only those with at least so much memory, in MiB."),
    },
    order:
      "The cheapest first where the cloud tells prices, then the smallest by virtual CPUs and memory, then by name. Those that are closed to new servers come last.",
  },
  {
    name: "getImages",
    output: "images",
    input: "image",
    type: imageOffer,
    filters: parameter("os", "Only those with this kind of system: `linux`, `windows` or `bsd`."),
    order: "By name. Those that are closed to new servers come last.",
  },
  { name: "getRegions", output: "regions", input: "region", type: regionOffer, filters: {}, order: "By name." },
];

/** The functions of a cloud, as its definition has them. */
export function functionsOf(cloud: CloudDefinition): readonly LookupFunction[] {
  const { lookups } = cloud;
  return lookups === undefined
    ? []
    : [...LISTINGS.flatMap((listing) => listFunction(cloud, lookups, listing)), serverFunction(cloud, lookups)];
}

/** What is wrong with arguments, as of a resource. */
export function argumentFailures(definition: LookupFunction, args: Json): Failure[] {
  const names = Object.keys(definition.inputs);
  const failures = Object.entries(args).flatMap(([key, value]) => {
    const known = definition.inputs[key];
    if (known !== undefined) {
      return shapeFailures(key, known, value);
    }
    const [closest] = nearest(key, names, (name) => [name], 1);
    return [{ property: key, reason: `${definition.token} has no argument ${key}; the nearest is ${closest}` }];
  });
  return failures.length > 0 ? failures : [...(definition.problems?.(args) ?? [])];
}

const regionInput = ({ region = "region" }: Lookups): string => region;

/** The catalogue behind an input of the server. */
const kindBehind = (lookups: Lookups, input: Listing["input"]): string | undefined =>
  lookups.server.inputs[lookups[input] ?? input]?.catalogue;

/** The arguments that say where: as the server's inputs do. `everywhere`: what an absent region means, if not one of them. */
function placeInputs(lookups: Lookups, everywhere: string | undefined): Readonly<Record<string, Parameter>> {
  const { inputs } = lookups.server;
  const input = inputs[regionInput(lookups)];
  const one = input?.default === undefined ? "that of the configuration" : `\`${input.default}\``;
  const absent = everywhere ?? `If absent, ${input?.required === true ? "all of them" : one}.`;
  return {
    ...(inputs.project === undefined
      ? {}
      : parameter("project", "Project, where it is not that of the configuration.")),
    ...(input === undefined ? {} : parameter("region", `Region, by id or name, as \`getRegions\` has it. ${absent}`)),
  };
}

interface Where {
  /** As that of a server would be. */
  scope: string;
  /** The id of the region that is named. */
  region?: string;
}

async function whereOf(session: Session, lookups: Lookups, args: Arguments): Promise<Where> {
  const { server } = lookups;
  const { project, region: text } = args;
  const around = server.scope({ project }, session.api);
  if (text === undefined) {
    return { scope: around };
  }
  const kind = kindBehind(lookups, "region");
  const region = kind === undefined ? text : await idOf(session, kind, around, text);
  return { scope: server.scope({ project, [regionInput(lookups)]: region }, session.api), region };
}

async function idOf(session: Session, kind: string, scope: string, text: string): Promise<string> {
  const resolution = await session.catalogues.resolve(kind, scope, text);
  const reason = complaint(resolution, quoted(text), described(session, kind, ""));
  if (reason !== undefined) {
    throw new RefusedError(`region: ${reason}.`);
  }
  return resolution.is === "entry" ? resolution.entry.id : text;
}

function listFunction(cloud: CloudDefinition, lookups: Lookups, listing: Listing): LookupFunction[] {
  const kind = kindBehind(lookups, listing.input);
  const noun = cloud.catalogues[kind ?? ""]?.noun;
  if (kind === undefined || noun === undefined) {
    return [];
  }
  const isShared = cloud.catalogues[kind]?.allScopes === true;
  const places = placeInputs(lookups, isShared ? "All of them have the same." : undefined);
  const { region: _, ...onlyProject } = places;
  return [
    {
      token: `${cloud.name}:${listing.name}`,
      description: `The ${plural(noun)} of ${cloud.title}. ${listing.order}`,
      inputs: { ...(listing.input === "region" ? onlyProject : places), ...NAME_FILTER, ...listing.filters },
      outputs: {
        [listing.output]: { type: z.array(listing.type), description: `The ${plural(noun)} that fit.`, always: true },
      },
      run: async (session, args) => {
        const wanted = argumentsType.parse(args);
        const { scope } = await whereOf(session, lookups, wanted);
        const entries = await session.catalogues.list(kind, scope);
        const fitting = entries.filter((entry) => fits(entry, wanted)).sort(byRank);
        return plain({ [listing.output]: fitting.map((entry) => shown(listing, entry)) });
      },
    },
  ];
}

const fold = (text: string): string => text.toLowerCase();

function fits({ name, offer = {} }: Entry, wanted: Arguments): boolean {
  const { name: text, minVcpus, minMemoryMb, os } = wanted;
  // What is not told is not enough.
  const atLeast = (least: number | undefined, has: number | undefined) =>
    least === undefined || (has !== undefined && has >= least);
  return (
    (text === undefined || [name, offer.description ?? ""].some((each) => fold(each).includes(fold(text)))) &&
    atLeast(minVcpus, offer.vcpus) &&
    atLeast(minMemoryMb, offer.memoryMb) &&
    (os === undefined || (offer.os !== undefined && fold(offer.os) === fold(os)))
  );
}

/** Not by the locale of this machine; numbers in names count as numbers. */
const names = new Intl.Collator("en", { numeric: true });

const rankOf = ({ offer = {} }: Entry): number[] => [
  offer.open === false ? 1 : 0,
  offer.price?.hourly ?? offer.price?.monthly ?? Number.MAX_VALUE,
  offer.vcpus ?? Number.MAX_VALUE,
  offer.memoryMb ?? Number.MAX_VALUE,
];

function byRank(a: Entry, b: Entry): number {
  const [left, right] = [rankOf(a), rankOf(b)];
  const apart = left.map((value, index) => value - (right[index] ?? value)).find((difference) => difference !== 0);
  return (
    apart ??
    (names.compare(a.name, b.name) ||
      names.compare(a.offer?.region ?? "", b.offer?.region ?? "") ||
      names.compare(a.id, b.id))
  );
}

const shown = ({ type }: Listing, { id, name, offer }: Entry): Json => {
  const all: Json = { ...offer, id, name };
  return defined(Object.fromEntries(Object.keys(type.shape).map((key) => [key, all[key]] as const)));
};

/** What a view tells, secrets left out: a function's result is none. */
const tellingInputs = ({ inputs }: ResourceDefinition) =>
  Object.entries(inputs).filter(([, { read, secret }]) => read !== undefined && secret !== true);
const tellingOutputs = ({ outputs }: ResourceDefinition) =>
  Object.entries(outputs).filter(([, { from, secret }]) => from !== undefined && secret !== true);

function serverFunction({ name, title }: CloudDefinition, lookups: Lookups): LookupFunction {
  const { server } = lookups;
  const [, resource = ""] = server.token.split(":");
  const [first] = Object.values(server.views);
  const reason = `exactly one of name and id tells which ${server.noun} is meant`;
  return {
    token: `${name}:get${resource}`,
    resource,
    description: `${withArticle(`${title} ${server.noun}`).replace(/^a/, "A")} that exists, by its name or its id, as the cloud shows it now: what refers to a plan, an image and the like may be an id. An error where there is none, or several of the name.`,
    inputs: {
      ...parameter("name", "Its name, exactly. Exactly one of `name` and `id`."),
      ...parameter("id", `Its id, as in \`${server.id.example}\` or as the cloud's panel shows it.`),
      ...placeInputs(lookups, first?.allScopes === true ? "If absent, all of them." : undefined),
    },
    outputs: {
      id: { type: z.string(), description: "Id, as of a resource: what `adopt` and `import` take.", always: true },
      ...Object.fromEntries(
        [...tellingInputs(server), ...tellingOutputs(server)].map(([key, { type, description }]) => [
          key,
          { type, description },
        ]),
      ),
    },
    problems: (args) => ((args.name === undefined) === (args.id === undefined) ? [{ property: "name", reason }] : []),
    run: async (session, args) => {
      const { at, live } = await found(session, lookups, argumentsType.parse(args));
      const inputs = tellingInputs(server).map(([key]) => [key, told(server, live, key, undefined)] as const);
      const outputs = outputsFrom(server, live, {});
      const telling = tellingOutputs(server).map(([key]) => [key, outputs[key]] as const);
      return plain(defined({ ...Object.fromEntries([...inputs, ...telling]), id: server.id.format(at) }));
    },
  };
}

async function found(session: Session, lookups: Lookups, args: Arguments): Promise<Shown> {
  return args.id === undefined ? named(session, lookups, args.name ?? "", args) : byId(session, lookups, args.id, args);
}

async function byId(session: Session, lookups: Lookups, id: string, args: Arguments): Promise<Shown> {
  const { server } = lookups;
  const { key, scope } = server.id.parse(id);
  const from = { key, scope: scope ?? (await whereOf(session, lookups, args)).scope };
  const seen = await look(session, server, from, { inputs: [], everything: true, freshness: "kept" });
  if (seen.is === "gone") {
    throw new RefusedError(
      `There is no ${session.cloud} ${server.noun} ${id} in this account. Check the id and the credentials.`,
    );
  }
  const { live } = seen;
  // The cloud's own id alone does not say where it is; the cloud does.
  return { at: { key, scope: scope ?? scopeShown(session, server, live, projectIn(args)) }, live };
}

/** One list, and of the one that it shows the views that it does not have. */
async function named(session: Session, lookups: Lookups, name: string, args: Arguments): Promise<Shown> {
  const { server } = lookups;
  const { scope, region } = await whereOf(session, lookups, args);
  let { at, live } = await byName(session, server, name, {
    scope: region === undefined ? undefined : scope,
    given: projectIn(args),
    // Where scopes are wider than regions.
    fits: (row) => region === undefined || region === (told(server, row, regionInput(lookups), undefined) ?? region),
  });
  for (const view of Object.keys(server.views)) {
    live = view in live ? live : { ...live, ...(await session.observer.view(server, view, at, "kept")).live };
  }
  return { at, live };
}

const projectIn = ({ project }: Arguments): Json => defined({ project });
