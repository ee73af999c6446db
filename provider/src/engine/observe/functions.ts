import { z } from "zod";
import type { Entry } from "../definition/catalog.ts";
import { imageInfo, planInfo, regionInfo } from "../definition/catalog-info.ts";
import type { CloudDefinition, CloudFunction, Lookups, Parameter } from "../definition/cloud.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { nearest } from "../definition/nearest.ts";
import { quoted } from "../definition/secrecy.ts";
import { type CheckFailure, shapeFailures } from "../definition/shape.ts";
import { defined, type Json } from "../definition/values.ts";
import { plural } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { outputsFrom, plainOutputs } from "../state/state.ts";
import { byName } from "./by-name.ts";
import { entryIn } from "./catalogs.ts";
import { type ObservedObject, observedScope } from "./objects.ts";
import { observe, readInput } from "./observe.ts";
import type { ReadSession } from "./read-session.ts";
import { describeEntry, unresolvedMessage } from "./references.ts";

/**
 * Lookup functions: what programs ask of a cloud without managing it. They are derived from the cloud's definition and only
 * read; all of them share the lists of the account's session.
 */

export interface LookupFunction {
  /** `lunanode:getPlans` */
  token: string;
  /** The resource that it looks up. Undefined: its result has the same types for every cloud. */
  resource?: string;
  description: string;
  /** Absent: no input is required. */
  required?: readonly string[];
  inputs: Readonly<Record<string, Parameter>>;
  outputs: Readonly<Record<string, Parameter & { always?: true }>>;
  validate?(args: Json): readonly CheckFailure[];
  run(session: ReadSession, args: Json): Promise<Json>;
}

/** All arguments; a function has some of them. */
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

const LISTINGS: readonly Listing[] = [
  {
    name: "getPlans",
    output: "plans",
    input: "plan",
    type: planInfo,
    filters: {
      ...parameter("minVcpus", "Only plans with at least this many virtual CPUs."),
      ...parameter("minMemoryMb", "Only plans with at least this much memory, in MiB."),
    },
    order:
      "Sorted by price (if the cloud publishes prices), virtual CPUs, memory and name. Plans that are closed to new servers come last.",
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

/** The functions of a cloud, derived from its definition. */
export function functionsOf(cloud: CloudDefinition): readonly LookupFunction[] {
  const { lookups } = cloud;
  return lookups === undefined
    ? []
    : [
        ...LISTINGS.flatMap((listing) => listFunction(cloud, lookups, listing)),
        serverFunction(cloud, lookups),
        ...(lookups.others ?? []).map((server) => serverFunction(cloud, { server })),
        ...(cloud.functions ?? []).map((own) => ownFunction(cloud, own)),
      ];
}

/** A function of the cloud's own. */
const ownFunction = (
  { name: cloud }: CloudDefinition,
  { name, run, ...own }: CloudFunction<unknown>,
): LookupFunction => ({
  ...own,
  token: `${cloud}:${name}`,
  validate: (args) =>
    own.required
      .filter((key) => args[key] === undefined)
      .map((property) => ({ property, reason: `${name} needs ${property}` })),
  run: async ({ api }, args) => plainOutputs(defined(await run(api, args))),
});

/** The errors in the arguments, as for a resource. */
export function argumentFailures(definition: LookupFunction, args: Json): CheckFailure[] {
  const names = Object.keys(definition.inputs);
  const failures = Object.entries(args).flatMap(([key, value]) => {
    const known = definition.inputs[key];
    if (known !== undefined) {
      return shapeFailures(key, known, value);
    }
    const [closest] = nearest(key, names, (name) => [name], 1);
    return [{ property: key, reason: `${definition.token} has no argument ${key}. Did you mean ${closest}?` }];
  });
  return failures.length > 0 ? failures : [...(definition.validate?.(args) ?? [])];
}

const regionInput = ({ region = "region" }: Lookups): string => region;

/** The catalog of an input of the server. */
const kindBehind = (lookups: Lookups, input: Listing["input"]): string | undefined =>
  lookups.server.inputs[lookups[input] ?? input]?.catalog;

/**
 * The arguments for the scope, as the server's inputs have it. `everywhere`: what an absent region means, if not one region.
 */
function placeInputs(lookups: Lookups, everywhere: string | undefined): Readonly<Record<string, Parameter>> {
  const { inputs } = lookups.server;
  const input = inputs[regionInput(lookups)];
  const one = input?.default === undefined ? "the configuration's" : `\`${input.default}\``;
  const absent = everywhere ?? `If absent, ${input?.required === true ? "all regions" : one}.`;
  return {
    ...(inputs.project === undefined ? {} : parameter("project", "Project. If absent, the configuration's.")),
    ...(input === undefined
      ? {}
      : parameter("region", `Region, by ID or name, as returned by \`getRegions\`. ${absent}`)),
  };
}

interface Where {
  /** The scope that a server would have. */
  scope: string;
  /** The ID of the named region. */
  region?: string;
}

async function whereOf(session: ReadSession, lookups: Lookups, args: Arguments): Promise<Where> {
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

async function idOf(session: ReadSession, kind: string, scope: string, text: string): Promise<string> {
  const resolution = await session.catalogs.resolve(kind, scope, text);
  const reason = unresolvedMessage(resolution, quoted(text), describeEntry(session, kind, ""));
  if (reason !== undefined) {
    throw new RefusedError(`region: ${reason}`);
  }
  return entryIn(resolution)?.id ?? text;
}

function listFunction(cloud: CloudDefinition, lookups: Lookups, listing: Listing): LookupFunction[] {
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
        const fitting = entries.filter((entry) => fits(entry, wanted)).sort(byRank);
        return plainOutputs({ [listing.output]: fitting.map((entry) => displayInfo(listing, entry)) });
      },
    },
  ];
}

const fold = (text: string): string => text.toLowerCase();

function fits({ name, info = {} }: Entry, wanted: Arguments): boolean {
  const { name: text, minVcpus, minMemoryMb, os } = wanted;
  // An unknown value never satisfies a minimum.
  const atLeast = (least: number | undefined, has: number | undefined) =>
    least === undefined || (has !== undefined && has >= least);
  return (
    (text === undefined || [name, info.description ?? ""].some((each) => fold(each).includes(fold(text)))) &&
    atLeast(minVcpus, info.vcpus) &&
    atLeast(minMemoryMb, info.memoryMb) &&
    (os === undefined || (info.os !== undefined && fold(info.os) === fold(os)))
  );
}

/** Independent of this machine's locale; numbers in names are compared as numbers. */
const names = new Intl.Collator("en", { numeric: true });

const rankOf = ({ info = {} }: Entry): number[] => [
  info.available === false ? 1 : 0,
  info.price?.hourly ?? info.price?.monthly ?? Number.MAX_VALUE,
  info.vcpus ?? Number.MAX_VALUE,
  info.memoryMb ?? Number.MAX_VALUE,
];

function byRank(a: Entry, b: Entry): number {
  const [left, right] = [rankOf(a), rankOf(b)];
  const apart = left.map((value, index) => value - (right[index] ?? value)).find((difference) => difference !== 0);
  return (
    apart ??
    (names.compare(a.name, b.name) ||
      names.compare(a.info?.region ?? "", b.info?.region ?? "") ||
      names.compare(a.id, b.id))
  );
}

const displayInfo = ({ type }: Listing, { id, name, info }: Entry): Json => {
  const all: Json = { ...info, id, name };
  return defined(Object.fromEntries(Object.keys(type.shape).map((key) => [key, all[key]] as const)));
};

/** The fields that a view shows, without secrets: the result of a function is not a secret. */
const readableInputs = ({ inputs }: ResourceDefinition) =>
  Object.entries(inputs).filter(([, { read, secret }]) => read !== undefined && secret !== true);
const readableOutputs = ({ outputs }: ResourceDefinition) =>
  Object.entries(outputs).filter(([, { from, secret }]) => from !== undefined && secret !== true);

function serverFunction({ name, title }: CloudDefinition, lookups: Lookups): LookupFunction {
  const { server } = lookups;
  const [, resource = ""] = server.token.split(":");
  const [first] = Object.values(server.views);
  const reason = "set exactly one of name and id";
  return {
    token: `${name}:get${resource}`,
    resource,
    description: `Looks up an existing ${title} ${server.noun} by name or ID, as the cloud shows it now. References, such as to a plan or an image, may be IDs. Fails if there is none, or if several have the name.`,
    inputs: {
      ...parameter("name", "Its exact name. Set exactly one of `name` and `id`."),
      ...parameter("id", `Its ID, such as \`${server.id.example}\`, or the ID in the cloud's panel.`),
      ...placeInputs(lookups, first?.allScopes === true ? "If absent, all regions." : undefined),
    },
    outputs: {
      id: { type: z.string(), description: "ID, as accepted by `adopt` and `import`.", always: true },
      ...Object.fromEntries(
        [...readableInputs(server), ...readableOutputs(server)].map(([key, { type, description }]) => [
          key,
          { type, description },
        ]),
      ),
    },
    validate: (args) => ((args.name === undefined) === (args.id === undefined) ? [{ property: "name", reason }] : []),
    run: async (session, args) => {
      const { at, observed } = await findServer(session, lookups, argumentsType.parse(args));
      const inputs = readableInputs(server).map(([key]) => [key, readInput(server, observed, key, undefined)] as const);
      const outputs = outputsFrom(server, observed, {});
      const telling = readableOutputs(server).map(([key]) => [key, outputs[key]] as const);
      return plainOutputs(defined({ ...Object.fromEntries([...inputs, ...telling]), id: server.id.format(at) }));
    },
  };
}

async function findServer(session: ReadSession, lookups: Lookups, args: Arguments): Promise<ObservedObject> {
  return args.id === undefined
    ? findByName(session, lookups, args.name ?? "", args)
    : byId(session, lookups, args.id, args);
}

async function byId(session: ReadSession, lookups: Lookups, id: string, args: Arguments): Promise<ObservedObject> {
  const { server } = lookups;
  const { key, scope } = server.id.parse(id);
  const from = { key, scope: scope ?? (await whereOf(session, lookups, args)).scope };
  const seen = await observe(session, server, from, { inputs: [], everyView: true, freshness: "cached" });
  if (seen.is === "gone") {
    throw new RefusedError(
      `There is no ${session.cloud} ${server.noun} ${id} in this account. Check the ID and the credentials.`,
    );
  }
  const { observed } = seen;
  // The cloud's own ID alone does not identify the scope; the cloud's answer does.
  return { at: { key, scope: scope ?? observedScope(session, server, observed, projectIn(args)) }, observed };
}

/** Reads one list, and then the views of the matching object that the list does not include. */
async function findByName(
  session: ReadSession,
  lookups: Lookups,
  name: string,
  args: Arguments,
): Promise<ObservedObject> {
  const { server } = lookups;
  const { scope, region } = await whereOf(session, lookups, args);
  let { at, observed } = await byName(session, server, name, {
    scope: region === undefined ? undefined : scope,
    given: projectIn(args),
    // For clouds whose scopes are wider than regions.
    fits: (row) =>
      region === undefined || region === (readInput(server, row, regionInput(lookups), undefined) ?? region),
  });
  for (const view of Object.keys(server.views)) {
    observed =
      view in observed
        ? observed
        : { ...observed, ...(await session.observer.view(server, view, at, "cached")).observed };
  }
  return { at, observed };
}

const projectIn = ({ project }: Arguments): Json => defined({ project });
