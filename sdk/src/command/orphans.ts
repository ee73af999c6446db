import type { Command } from "commander";
import type { Cost } from "../cost-types.js";
import { CLOUDS } from "../provider-args.js";
import type { PlanPrice } from "../types.js";
import { stackConfig } from "./accounts.js";
import { CommandError, EXIT, messageOf } from "./command-error.js";
import { unsuccessfulRuns } from "./history.js";
import { bareStack } from "./identity.js";
import { type CommonOptions, type FormerlyOptions, withCommon, withFormerly } from "./options.js";
import { type Orphan, orphansOf } from "./orphans/classify.js";
import { knownIn } from "./orphans/known.js";
import { collectAccount, type InAccount, type StateOf, statesIn } from "./orphans/search.js";
import type { StackFacts } from "./orphans/stack-identity.js";
import { stacksOf, statesOf } from "./other-stacks.js";
import { print, printError, printJson, table } from "./output.js";
import type { Traces } from "./ownership.js";
import { projectOf } from "./project.js";
import type { ProviderQueries } from "./queries.js";
import { openQueries } from "./queries.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";
import { accountsOf, namespacesOf, type StackAccount } from "./stack-providers.js";
import { exportState, type StackState, writtenAt } from "./state.js";

interface OrphansOptions extends CommonOptions, FormerlyOptions {
  all?: boolean;
}

/** `indiecloud orphans` */
export function orphans(program: Command): void {
  const command = program
    .command("orphans")
    .description(
      "List charged objects that this stack may have created and that are in no stack of the project (read-only)",
    )
    .argument("[stacks...]", "with --all: the stacks whose objects are left out (default: all of the project)")
    .option("--all", "list everything in the accounts that is in none of the stacks");
  withCommon(withFormerly(command)).action(async (stacks: readonly string[], options: OrphansOptions) => {
    if (stacks.length > 0 && options.all !== true) {
      throw new CommandError("Stack arguments need --all. To choose the stack, pass --stack.", EXIT.usage);
    }
    const stack = await stackName(options);
    const { deployment: state } = await exportState({ ...options, stack }, "open");
    const searched = await search({ ...options, stack }, stack, stacks, state);
    const { found, clouds, otherStacks, errors } = searched;
    if (options.json === true) {
      printJson({ stack, clouds, orphans: found, otherStacks, errors });
    } else {
      print(formatReport(stack, searched, options.all === true));
    }
    process.exitCode = errors.length > 0 ? EXIT.failed : found.length > 0 ? EXIT.found : EXIT.done;
  });
}

interface Searched {
  found: readonly Orphan[];
  /** The clouds that were searched. */
  clouds: readonly string[];
  /** How many other charged objects are in no stack of the project. */
  otherStacks: number;
  /** Why something could not be searched. */
  errors: readonly string[];
  /** The states of all objects in the accounts, whoever has them. */
  stateOf: StateOf;
}

/** The objects that a stack may have created and that no state has. `state`: its own, with secrets as plain text. */
export const searchOrphans = (options: StackOptions, stack: string, state: StackState): Promise<Searched> =>
  search({ formerly: [], ...options, stack }, stack, [], state);

async function search(
  options: OrphansOptions,
  stack: string,
  given: readonly string[],
  state: StackState,
): Promise<Searched> {
  const all = options.all === true;
  const [{ name: project }, { accounts, namespace }, names] = await Promise.all([
    projectOf(folderOf(options)),
    stackConfig(options),
    given.length > 0 ? given : stacksOf(options),
  ]);
  // If a stack's state cannot be read, its objects would look like orphans.
  const states = await statesOf(
    options,
    names.filter((each) => each !== stack),
    all ? "must" : "may",
  );
  const facts = {
    ...{ stack: bareStack(stack), project, state, formerly: options.formerly },
    namespaces: namespacesOf(state, namespace),
  };
  const queries = openQueries();
  const { found, errors } = await everywhere(queries, facts, (cloud) => accountsOf(cloud, state, accounts));
  if (found.length + errors.length === 0) {
    throw new CommandError("No cloud has credentials, neither in the stack's configuration nor in the environment.");
  }
  const question = {
    known: knownIn([state, ...states]),
    namespaces: facts.namespaces,
    traces: await tracesOf(options, stack, state),
  };
  const own = once(found.flatMap((each) => orphansOf(each.account, { ...question, all })));
  const total = all ? own : once(found.flatMap((each) => orphansOf(each.account, { ...question, all: true })));
  return {
    found: await Promise.all(own.map((orphan) => priced(queries, found, orphan))),
    clouds: [...new Set(found.map(({ facts: { name } }) => name))],
    otherStacks: total.filter(({ isCharged }) => isCharged).length - own.filter(({ isCharged }) => isCharged).length,
    errors,
    stateOf: statesIn(found),
  };
}

/** Two settings may be of one account: then its first listing counts. */
function once(orphans: readonly Orphan[]): Orphan[] {
  const byObject = new Map<string, Orphan>();
  for (const orphan of orphans) {
    const key = `${orphan.resource}\n${orphan.id}`;
    byObject.set(key, byObject.get(key) ?? orphan);
  }
  return [...byObject.values()];
}

/** What is in all accounts of the stack, and what could not be searched. */
async function everywhere(
  queries: ProviderQueries,
  stack: StackFacts,
  accounts: (cloud: string) => readonly StackAccount[],
) {
  const found: InAccount[] = [];
  const errors: string[] = [];
  for (const cloud of CLOUDS) {
    for (const account of accounts(cloud)) {
      const { provider, settings } = account;
      const note = (text: string) => errors.push(provider === undefined ? text : `provider ${provider}: ${text}`);
      const credentials = await queries.credentials(cloud, settings);
      if (credentials.are === "broken") {
        note(credentials.message);
      }
      if (credentials.are === "whole") {
        const { failures, ...seen } = await collectAccount(queries, cloud, account, stack);
        found.push(seen);
        failures.forEach(note);
      }
    }
  }
  return { found, errors };
}

/** What Pulumi has recorded of the stack's runs that did not complete. */
async function tracesOf(options: OrphansOptions, stack: string, state: StackState): Promise<Traces> {
  const creating = (state.pending_operations ?? []).filter(({ type }) => type === "creating");
  return {
    pending: new Set(creating.map(({ resource }) => resource.urn)),
    writtenAt: writtenAt(state),
    unsuccessful: await unsuccessfulRuns(options, stack),
  };
}

/** Adds what a charged object costs, where `indiecloud cost` would know it. */
async function priced(queries: ProviderQueries, found: readonly InAccount[], orphan: Orphan): Promise<Orphan> {
  const home = found.find(({ account }) => has(account.objects, orphan));
  return home === undefined || !orphan.isCharged
    ? orphan
    : { ...orphan, price: await priceKnown(queries, orphan, home.credentials) };
}

const has = (objects: InAccount["account"]["objects"], { resource, id }: Orphan): boolean =>
  objects.some(({ kind, object }) => kind.token === resource && object.id === id);

/** As `cost` estimates it, from the object's inputs as an import would read them. */
async function priceKnown(
  queries: ProviderQueries,
  { resource: token, id, name }: Orphan,
  account: unknown,
): Promise<PlanPrice | undefined> {
  try {
    const { inputs } = (await queries.read(token, id, account)) ?? {};
    if (inputs === undefined) return undefined;
    const query = { urn: id, name, token, id, change: "none" as const, now: { inputs, account } };
    const { resources } = await queries.estimateCosts([query], false);
    return priceIn(resources[0]?.now);
  } catch (error) {
    printError(`The price of ${id} is unknown. ${messageOf(error)}`);
    return undefined;
  }
}

/** The hourly price is the cloud's own: only if it is all that is charged. */
function priceIn(cost: Cost | undefined): PlanPrice | undefined {
  if (cost?.is !== "known") return undefined;
  const { monthly, parts } = cost;
  const [part, ...others] = parts;
  const isHourly = part?.per === "hour" && part.quantity === "1" && others.length === 0;
  const hourly = isHourly ? { hourly: Number(part.price.amount) } : {};
  return { ...hourly, monthly: Number(monthly.amount), currency: monthly.currency };
}

function costs({ price, isCharged }: Orphan): string {
  if (price === undefined) {
    return isCharged ? "unknown" : "nothing";
  }
  return [
    price.monthly === undefined ? [] : [`${price.monthly} ${price.currency}/month`],
    price.hourly === undefined ? [] : [`${price.hourly} ${price.currency}/hour`],
  ]
    .flat()
    .join(", ");
}

function formatReport(stack: string, { found, clouds, otherStacks, errors }: Searched, all: boolean): string {
  // Charged objects come first.
  const sorted = [...found].sort((a, b) => Number(b.isCharged) - Number(a.isCharged));
  const rows = sorted.map((each) => [each.resource, each.id, each.name, each.owner, each.why, costs(each)]);
  const places = clouds.length === 0 ? "" : ` at ${clouds.join(", ")}`;
  const none = all
    ? `No orphans: everything${places} is in the state of a stack.`
    : `Stack ${stack}: no orphans${places}.`;
  return [
    ...(rows.length === 0
      ? [none]
      : [
          table(["type", "id", "name", "owner", "why", "costs"], rows),
          "",
          ...sorted.map(({ id, next }) => `${id}: ${next}.`),
        ]),
    ...(otherStacks > 0
      ? [
          `${otherStacks} other charged ${otherStacks === 1 ? "object" : "objects"} in these accounts ${otherStacks === 1 ? "is" : "are"} in no stack of the project: indiecloud orphans --all`,
        ]
      : []),
    ...errors.map((problem) => `Not checked: ${problem}`),
  ].join("\n");
}
