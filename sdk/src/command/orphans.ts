import type { Command } from "commander";
import { CLOUDS } from "../provider-args.js";
import type { PlanPrice } from "../types.js";
import { stackConfig } from "./accounts.js";
import { openDesk } from "./desk.js";
import type { Account, CloudFacts, Desk, ListedObject, ResourceFacts, Stray } from "./desk-types.js";
import { EXIT, Failure } from "./failure.js";
import { type Span, unsuccessfulRuns } from "./history.js";
import { bareStack } from "./identity.js";
import { type CommonOptions, type FormerlyOptions, withCommon, withFormerly } from "./options.js";
import { belongingsOf, type StackFacts } from "./orphans/belongings.js";
import { priceOf } from "./orphans/price.js";
import { otherStacks } from "./other-stacks.js";
import { print, printJson, table, tell } from "./output.js";
import { type Clue, type Owner, ownerOf, type Traces } from "./ownership.js";
import { projectOf } from "./project.js";
import { folderOf, stackName } from "./stack.js";
import { accountsOf, exported, nameIn, namespacesOf, type StackState, writtenAt } from "./state.js";

interface OrphansOptions extends CommonOptions, FormerlyOptions {}

/** An object that looks like the stack's, and that no state has. */
interface Orphan extends ListedObject {
  cloud: string;
  /** The resource that it was made for, or has the name of. */
  urn: string;
  /** Whether the provider generated its name, or the program gives it. */
  by: Stray["by"];
  /** Whether this stack made it. */
  owner: Owner;
  why: string;
  /** `lunanode:Vm` */
  resource: string;
  price?: PlanPrice | undefined;
  next: string;
}

/** `indiecloud orphans` */
export function orphans(program: Command): void {
  const command = program
    .command("orphans")
    .description("What bears this stack's names, and no stack of the project has in its state: nothing is deleted");
  withCommon(withFormerly(command)).action(async (options: OrphansOptions) => {
    const stack = await stackName(options);
    const searched = await search({ ...options, stack }, stack);
    const { found, problems } = searched;
    if (options.json === true) {
      printJson({ stack, clouds: searched.clouds, orphans: found, problems });
    } else {
      print(shown(stack, searched));
    }
    process.exitCode = problems.length > 0 ? EXIT.failed : found.length > 0 ? EXIT.found : EXIT.done;
  });
}

/** What a cloud shows of an object that no state has. */
interface Found {
  cloud: string;
  kind: ResourceFacts;
  stray: Stray;
  price: PlanPrice | undefined;
}

interface Searched {
  found: readonly Orphan[];
  /** Where was looked. */
  clouds: readonly string[];
  /** Why something was not looked at. */
  problems: readonly string[];
}

async function search(options: OrphansOptions, stack: string): Promise<Searched> {
  const [{ name: project }, { deployment: state }, { accounts, namespace }, otherStackWith] = await Promise.all([
    projectOf(folderOf(options)),
    exported(options, "open"),
    stackConfig(options),
    otherStacks(options, stack),
  ]);
  const facts = {
    ...{ stack: bareStack(stack), project, state, formerly: options.formerly },
    namespaces: namespacesOf(state, namespace),
  };
  const desk = openDesk();
  const found: Found[] = [];
  const clouds = new Set<string>();
  const problems: string[] = [];
  for (const cloud of CLOUDS) {
    for (const account of accountsOf(cloud, state, accounts)) {
      const credentials = await desk.credentials(cloud, account);
      if (credentials.are === "broken") {
        problems.push(credentials.message);
      }
      if (credentials.are !== "whole") {
        continue;
      }
      try {
        found.push(...(await inAccount(desk, cloud, facts, account)));
        clouds.add(cloud);
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  if (clouds.size + problems.length === 0) {
    throw new Failure("No cloud has credentials here: neither in the stack's configuration nor in the environment.");
  }
  const lost = found.filter(({ stray, kind }) => otherStackWith(stray.id, kind.token) === undefined);
  const traces = tracesOf(state, lost.length > 0 ? await unsuccessfulRuns(options, stack) : []);
  return {
    found: lost.map((each) => orphanOf(each, facts, traces)),
    clouds: [...clouds],
    problems,
  };
}

async function inAccount(desk: Desk, cloud: string, stack: StackFacts, account: Account): Promise<Found[]> {
  const facts = await desk.facts(cloud);
  const kinds = facts.resources.filter(({ listNeeds }) => listNeeds.length === 0);
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const strays = await desk.strays(kind.token, belongingsOf(stack, kind), account);
      return Promise.all(
        strays.map(async (stray): Promise<Found> => {
          const isServer = kind.token === facts.server;
          const price = isServer ? await priceKnown(desk, facts, stray.id, account) : undefined;
          return { cloud, kind, stray, price };
        }),
      );
    }),
  );
  return found.flat();
}

const priceKnown = (desk: Desk, facts: CloudFacts, id: string, account: Account): Promise<PlanPrice | undefined> =>
  priceOf(desk, facts, id, account).catch((error: unknown) => {
    tell(`What ${id} costs is not known. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });

/** What runs of the stack that did not come to their end have left at Pulumi. */
function tracesOf(state: StackState, unsuccessful: readonly Span[]): Traces {
  const creating = (state.pending_operations ?? []).filter(({ type }) => type === "creating");
  return {
    pending: new Set(creating.map(({ resource }) => resource.urn)),
    writtenAt: writtenAt(state),
    unsuccessful,
  };
}

function orphanOf({ cloud, kind, stray, price }: Found, stack: StackFacts, traces: Traces): Orphan {
  const { id, name, urn, by, identity, createdAt } = stray;
  const hasNamespace = stack.namespaces.some((namespace) => identity === `urn:pulumi:${namespace}::`);
  const clue = { urn, createdAt, createSeconds: CREATE_SECONDS, isGenerated: by === "generated", hasNamespace };
  const owner = ownerOf(clue, traces);
  const logical = nameIn(urn);
  const take = `indiecloud recover --take '${urn}=${id}' takes it over, if the program declares ${logical} and the state lacks it`;
  const next =
    owner === "this stack"
      ? `indiecloud recover takes it over, if the program declares ${logical} and the state lacks it; ${kind.takingInput}: "${id}" gives it to another ${kind.noun} of the program; else delete it in the panel`
      : `find out whose it is first; if it is this stack's, ${take}; else leave it`;
  return { ...{ cloud, resource: kind.token, id, name, urn, by, owner }, why: whyOf(owner, clue), price, next };
}

/** How long a create may take that an orphan comes from, as its program is not known. */
const CREATE_SECONDS = 900;

function whyOf(owner: Owner, { urn, hasNamespace }: Clue): string {
  const logical = nameIn(urn);
  switch (owner) {
    case "this stack":
      return `made for ${logical} by an interrupted run of this stack`;
    case "unknown":
      return hasNamespace
        ? `made for ${logical} with this stack's namespace; no run is known to have been interrupted`
        : `made for ${logical} of this stack, or of another deployment with its name`;
    case "other":
      return `has the name that the program gives ${logical}`;
  }
}

const costs = (price: PlanPrice | undefined): string =>
  price === undefined
    ? "not told"
    : [
        price.monthly === undefined ? [] : [`${price.monthly} ${price.currency} a month`],
        price.hourly === undefined ? [] : [`${price.hourly} ${price.currency} an hour`],
      ]
        .flat()
        .join(", ");

function shown(stack: string, { found, clouds, problems }: Searched): string {
  const rows = found.map(({ resource, id, name, owner, why, price }) => [
    ...[resource, id, name, owner],
    ...[why, costs(price)],
  ]);
  const places = clouds.length === 0 ? "" : ` of ${clouds.join(", ")}`;
  return [
    ...(rows.length === 0
      ? [`Stack ${stack}: nothing${places} bears its names and is in no state.`]
      : [
          table(["type", "id", "name", "owner", "why", "costs"], rows),
          "",
          ...found.map(({ id, next }) => `${id}: ${next}.`),
        ]),
    ...problems.map((problem) => `Not looked at: ${problem}`),
  ].join("\n");
}
