import type { Command } from "commander";
import { CLOUDS } from "../provider-args.js";
import type { PlanPrice } from "../types.js";
import { stackConfig } from "./accounts.js";
import { openDesk } from "./desk.js";
import type { CloudFacts, Desk } from "./desk-types.js";
import { EXIT, Failure } from "./failure.js";
import { unsuccessfulRuns } from "./history.js";
import { bareStack } from "./identity.js";
import { type CommonOptions, type FormerlyOptions, withCommon, withFormerly } from "./options.js";
import type { StackFacts } from "./orphans/belongings.js";
import { type Orphan, orphansOf } from "./orphans/classify.js";
import { knownIn } from "./orphans/known.js";
import { priceOf } from "./orphans/price.js";
import { gathered, type InAccount } from "./orphans/search.js";
import { stacksOf, statesOf } from "./other-stacks.js";
import { print, printJson, table, tell } from "./output.js";
import type { Traces } from "./ownership.js";
import { projectOf } from "./project.js";
import { folderOf, stackName } from "./stack.js";
import { accountsOf, exported, namespacesOf, type StackState, writtenAt } from "./state.js";

interface OrphansOptions extends CommonOptions, FormerlyOptions {
  all?: boolean;
}

/** `indiecloud orphans` */
export function orphans(program: Command): void {
  const command = program
    .command("orphans")
    .description("What this stack may have made or left behind, and no stack of the project has: nothing is deleted")
    .argument("[stacks...]", "with --all: the stacks whose objects are known; all of the project, if not given")
    .option("--all", "everything in the accounts that none of the stacks has");
  withCommon(withFormerly(command)).action(async (stacks: readonly string[], options: OrphansOptions) => {
    if (stacks.length > 0 && options.all !== true) {
      throw new Failure("Stacks are named only with --all; --stack names the stack that is meant.", EXIT.usage);
    }
    const stack = await stackName(options);
    const searched = await search({ ...options, stack }, stack, stacks);
    const { found, clouds, others, problems } = searched;
    if (options.json === true) {
      printJson({ stack, clouds, orphans: found, others, problems });
    } else {
      print(shown(stack, searched, options.all === true));
    }
    process.exitCode = problems.length > 0 ? EXIT.failed : found.length > 0 ? EXIT.found : EXIT.done;
  });
}

interface Searched {
  found: readonly Orphan[];
  /** Where was looked. */
  clouds: readonly string[];
  /** How many other things are charged that no stack has. */
  others: number;
  /** Why something was not looked at. */
  problems: readonly string[];
}

async function search(options: OrphansOptions, stack: string, given: readonly string[]): Promise<Searched> {
  const all = options.all === true;
  const [{ name: project }, { deployment: state }, { accounts, namespace }, names] = await Promise.all([
    projectOf(folderOf(options)),
    exported(options, "open"),
    stackConfig(options),
    given.length > 0 ? given : stacksOf(options),
  ]);
  // What a stack has whose state cannot be read would seem to be nobody's.
  const states = await statesOf(
    options,
    names.filter((each) => each !== stack),
    all ? "must" : "may",
  );
  const facts = {
    ...{ stack: bareStack(stack), project, state, formerly: options.formerly },
    namespaces: namespacesOf(state, namespace),
  };
  const desk = openDesk();
  const { found, problems } = await everywhere(desk, facts, (cloud) => accountsOf(cloud, state, accounts));
  if (found.length + problems.length === 0) {
    throw new Failure("No cloud has credentials here: neither in the stack's configuration nor in the environment.");
  }
  const question = {
    known: knownIn([state, ...states]),
    namespaces: facts.namespaces,
    traces: await tracesOf(options, stack, state),
  };
  const own = found.flatMap((each) => orphansOf(each.account, { ...question, all }));
  const total = all ? own : found.flatMap((each) => orphansOf(each.account, { ...question, all: true }));
  return {
    found: await Promise.all(own.map((orphan) => priced(desk, found, orphan))),
    clouds: [...new Set(found.map(({ facts: { name } }) => name))],
    others: total.filter(({ isCharged }) => isCharged).length - own.filter(({ isCharged }) => isCharged).length,
    problems,
  };
}

/** What all accounts of the stack have, and what could not be looked at. */
async function everywhere(desk: Desk, stack: StackFacts, accounts: (cloud: string) => readonly unknown[]) {
  const found: InAccount[] = [];
  const problems: string[] = [];
  for (const cloud of CLOUDS) {
    for (const account of accounts(cloud)) {
      const credentials = await desk.credentials(cloud, account);
      if (credentials.are === "broken") {
        problems.push(credentials.message);
      }
      if (credentials.are === "whole") {
        const { failures, ...seen } = await gathered(desk, cloud, account, stack);
        found.push(seen);
        problems.push(...failures);
      }
    }
  }
  return { found, problems };
}

/** What runs of the stack that did not come to their end have left at Pulumi. */
async function tracesOf(options: OrphansOptions, stack: string, state: StackState): Promise<Traces> {
  const creating = (state.pending_operations ?? []).filter(({ type }) => type === "creating");
  return {
    pending: new Set(creating.map(({ resource }) => resource.urn)),
    writtenAt: writtenAt(state),
    unsuccessful: await unsuccessfulRuns(options, stack),
  };
}

/** With what the cloud's list of plans says that a server costs. */
async function priced(desk: Desk, found: readonly InAccount[], orphan: Orphan): Promise<Orphan> {
  const home = found.find(({ facts, account }) => facts.server === orphan.resource && has(account.objects, orphan));
  return home === undefined
    ? orphan
    : { ...orphan, price: await priceKnown(desk, home.facts, orphan.id, home.credentials) };
}

const has = (objects: InAccount["account"]["objects"], { resource, id }: Orphan): boolean =>
  objects.some(({ kind, object }) => kind.token === resource && object.id === id);

const priceKnown = (desk: Desk, facts: CloudFacts, id: string, account: unknown): Promise<PlanPrice | undefined> =>
  priceOf(desk, facts, id, account).catch((error: unknown) => {
    tell(`What ${id} costs is not known. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });

function costs({ price, isCharged }: Orphan): string {
  if (price === undefined) {
    return isCharged ? "not known" : "nothing";
  }
  return [
    price.monthly === undefined ? [] : [`${price.monthly} ${price.currency} a month`],
    price.hourly === undefined ? [] : [`${price.hourly} ${price.currency} an hour`],
  ]
    .flat()
    .join(", ");
}

function shown(stack: string, { found, clouds, others, problems }: Searched, all: boolean): string {
  // What costs something comes first.
  const sorted = [...found].sort((a, b) => Number(b.isCharged) - Number(a.isCharged));
  const rows = sorted.map((each) => [each.resource, each.id, each.name, each.owner, each.why, costs(each)]);
  const places = clouds.length === 0 ? "" : ` at ${clouds.join(", ")}`;
  const none = all
    ? `Everything${places} is in the state of a stack.`
    : `Stack ${stack}: nothing${places} bears its names, or was left by its servers, and is in no state.`;
  return [
    ...(rows.length === 0
      ? [none]
      : [
          table(["type", "id", "name", "owner", "why", "costs"], rows),
          "",
          ...sorted.map(({ id, next }) => `${id}: ${next}.`),
        ]),
    ...(others > 0
      ? [`${others} more charged in these accounts are in no stack of the project: indiecloud orphans --all`]
      : []),
    ...problems.map((problem) => `Not looked at: ${problem}`),
  ].join("\n");
}
