import type { Command } from "commander";
import { CLOUDS } from "../provider-args.js";
import type { PlanPrice } from "../types.js";
import { stackAccounts } from "./accounts.js";
import { openDesk } from "./desk.js";
import type { Account, Desk, Stray } from "./desk-types.js";
import { EXIT, Failure } from "./failure.js";
import { type CommonOptions, withCommon } from "./options.js";
import { belongingsOf, type StackFacts } from "./orphans/belongings.js";
import { priceOf } from "./orphans/price.js";
import { otherStacks } from "./other-stacks.js";
import { print, printJson, table, tell } from "./output.js";
import { projectOf } from "./project.js";
import { folderOf, stackName } from "./stack.js";
import { accountsOf, exported, nameIn } from "./state.js";

/** A server that looks like the stack's, and that no state has. */
interface Orphan extends Stray {
  cloud: string;
  /** `lunanode:Vm` */
  resource: string;
  price?: PlanPrice | undefined;
  next: string;
}

/** `indiecloud orphans` */
export function orphans(program: Command): void {
  const command = program
    .command("orphans")
    .description("Servers that bear this stack's names, and that no stack of the project has: nothing is deleted");
  withCommon(command).action(async (options: CommonOptions) => {
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

interface Searched {
  found: readonly Orphan[];
  /** Where was looked. */
  clouds: readonly string[];
  /** Why something was not looked at. */
  problems: readonly string[];
}

async function search(options: CommonOptions, stack: string): Promise<Searched> {
  const [{ name: project }, { deployment: state }, accounts, ownerOf] = await Promise.all([
    projectOf(folderOf(options)),
    exported(options, "open"),
    stackAccounts(options),
    otherStacks(options, stack),
  ]);
  const facts = { stack: stack.split("/").at(-1) ?? stack, project, state };
  const desk = openDesk();
  const found: Orphan[] = [];
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
  return {
    found: found.filter(({ id, resource }) => ownerOf(id, resource) === undefined),
    clouds: [...clouds],
    problems,
  };
}

async function inAccount(desk: Desk, cloud: string, stack: StackFacts, account: Account): Promise<Orphan[]> {
  const facts = await desk.facts(cloud);
  const server = facts.resources.find(({ token }) => token === facts.server);
  if (server === undefined) {
    return [];
  }
  const found = await desk.strays(server.token, belongingsOf(stack, server), account);
  return Promise.all(
    found.map(async (stray): Promise<Orphan> => {
      const price = await priceOf(desk, facts, stray.id, account).catch((error: unknown) => {
        tell(`What ${stray.id} costs is not known. ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      });
      const next = `indiecloud recover takes it over, if the program declares ${nameIn(stray.urn)} and the state lacks it; ${server.takingInput}: "${stray.id}" gives it to another ${server.noun} of the program; else delete it in the panel`;
      return { cloud, resource: server.token, ...stray, price, next };
    }),
  );
}

const WHY = {
  generated: (urn: string) => `generated for ${nameIn(urn)} of this stack`,
  given: (urn: string) => `the name of ${nameIn(urn)}, which is another one`,
} as const;

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
  const rows = found.map(({ resource, id, name, urn, by, price }) => [resource, id, name, WHY[by](urn), costs(price)]);
  const places = clouds.length === 0 ? "" : ` of ${clouds.join(", ")}`;
  return [
    ...(rows.length === 0
      ? [`Stack ${stack}: no server${places} bears its names and is in no state.`]
      : [table(["type", "id", "name", "why", "costs"], rows), "", ...found.map(({ id, next }) => `${id}: ${next}.`)]),
    ...problems.map((problem) => `Not looked at: ${problem}`),
  ].join("\n");
}
