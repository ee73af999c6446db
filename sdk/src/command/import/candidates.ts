import { type Adapter, adapterOf } from "../../shape.js";
import { CommandError, EXIT } from "../command-error.js";
import type { OwnerOf } from "../other-stacks.js";
import { isHashed } from "../ownership.js";
import type { AccountSettings, CloudFacts, ListedObject, ProviderQueries, ResourceFacts } from "../queries.js";
import { nameIn, type StackState, tokenOf } from "../state.js";

/** An object of the account that is not in the stack. */
export interface Candidate {
  resource: ResourceFacts;
  /** As `pulumi import` expects it. */
  id: string;
  /** Its name in the cloud; empty if it has none. */
  name: string;
  region?: string;
  /** `running`, `stopped`, `pending`; undefined if the list does not show it. */
  state?: string;
  /** The other stack of the project whose state has it. */
  stack?: string | undefined;
  /** Its name ends like one that indiecloud generates: another deployment may have it in its state. */
  isGenerated?: boolean;
}

/** The types of a cloud that the user asked for, as `Vm` or `lunanode:Vm`; all of them if none was given. */
export function typesMatching(
  { title, resources }: CloudFacts,
  typeNames: readonly string[],
): readonly ResourceFacts[] {
  const kindOf = ({ token }: ResourceFacts) => token.split(":")[1] ?? "";
  const found = typeNames.map((text) => {
    const one = resources.find((each) =>
      [each.token, kindOf(each)].some((known) => known.toLowerCase() === text.toLowerCase()),
    );
    if (one === undefined) {
      throw new CommandError(`${title} has no ${text}; it has ${resources.map(kindOf).join(", ")}.`, EXIT.usage);
    }
    return one;
  });
  return found.length === 0 ? resources : found;
}

/**
 * The objects that are in the account and not in the state, and the types whose objects cannot be listed, with the
 * reason.
 */
export async function candidates(
  queries: Pick<ProviderQueries, "list">,
  resources: readonly ResourceFacts[],
  account: AccountSettings,
  state: StackState,
  stackOf: OwnerOf = () => undefined,
): Promise<{ found: readonly Candidate[]; unlisted: readonly string[] }> {
  const managed = new Set((state.resources ?? []).map((each) => `${tokenOf(each)}\n${each.id}`));
  const found: Candidate[] = [];
  const unlisted: string[] = [];
  for (const resource of resources) {
    if (resource.listNeeds.length > 0) {
      unlisted.push(
        `${resource.token} cannot be listed without ${resource.listNeeds.join(", ")}; pass IDs, such as ${resource.exampleId}`,
      );
      continue;
    }
    const objects = await queries.list(resource.token, {}, account);
    const news = objects.filter(({ id }) => !managed.has(`${resource.token}\n${id}`));
    found.push(...news.map((object) => candidateOf(resource, object, stackOf)));
  }
  return { found, unlisted };
}

function candidateOf(resource: ResourceFacts, { id, name, region, state }: ListedObject, stackOf: OwnerOf): Candidate {
  const stack = stackOf(id, resource.token);
  return {
    ...{ resource, id, name },
    ...(region === undefined ? {} : { region }),
    ...(state === undefined ? {} : { state }),
    ...(stack === undefined ? {} : { stack }),
    ...(isHashed(name) ? { isGenerated: true } : {}),
  };
}

/** To whom an object seems to belong; empty if nobody is known. */
export const ownerOf = ({ stack, isGenerated }: Candidate): string =>
  stack === undefined ? (isGenerated === true ? "a deployment of indiecloud" : "") : `stack ${stack}`;

/** Whether a text matches a name or an ID, ignoring case: as a whole, or with `*` for anything. */
export function isMeant({ id, name }: Pick<Candidate, "id" | "name">, pattern: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  const expression = new RegExp(`^${source}$`, "i");
  return expression.test(name) || expression.test(id) || expression.test(id.split("/").at(-1) ?? "");
}

/** The adapter that the stack's own resources use, otherwise the language's. */
export function usualAdapter(state: StackState, runtime: string): Adapter {
  const adapters = new Set((state.resources ?? []).flatMap((each) => adapterOf(each.type) ?? []));
  const [only] = adapters;
  return adapters.size === 1 && only !== undefined ? only : runtime === "nodejs" ? "dynamic" : "plugin";
}

/** A longer name would be unusable in a program. */
const LONGEST_NAME = 100;

/**
 * Turns a cloud's name into a resource's: letters, digits, dots, hyphens and underscores. It becomes part of the URN, a
 * key in YAML and a label in the code that Pulumi generates, which takes `${` and `%{` for templates when it is too
 * late: everything is already in the state.
 */
const logicalName = (name: string): string =>
  name
    .slice(0, LONGEST_NAME)
    .split(/[^\p{L}\p{N}._-]/u)
    .join("-")
    .split("-")
    .filter((part) => part !== "")
    .join("-");

/** Names for the program: the cloud's names, made valid and unique among themselves and in the stack. */
export function namesFor(chosen: readonly Candidate[], state: StackState): readonly string[] {
  const taken = new Set((state.resources ?? []).map(({ urn }) => nameIn(urn)));
  return chosen.map(({ id, name, resource }) => {
    const numbered = `${resource.token.split(":")[1]?.toLowerCase()}-${logicalName(id.split("/").at(-1) ?? "")}`;
    const start = logicalName(name) || numbered;
    let found = start;
    for (let number = 2; taken.has(found); number++) {
      found = `${start}-${number}`;
    }
    taken.add(found);
    return found;
  });
}
