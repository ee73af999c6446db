import { messageOf } from "../command-error.js";
import type { CloudFacts, ProviderQueries, ResourceFacts } from "../queries.js";
import type { StackAccount } from "../stack-providers.js";
import type { Account } from "./classify.js";
import { type StackFacts, stackIdentityOf } from "./stack-identity.js";

/** The contents of one account, and how it was read. */
export interface InAccount {
  account: Account;
  facts: CloudFacts;
  credentials: unknown;
}

/** The state of an object, by its type and ID; undefined if no list shows it. */
export type StateOf = (token: string, id: string) => string | undefined;

/** The states of everything in these accounts. */
export function statesIn(accounts: readonly InAccount[]): StateOf {
  const objects = accounts.flatMap(({ account }) => account.objects);
  const states = new Map(objects.map(({ kind, object }) => [`${kind.token}\n${object.id}`, object.state]));
  return (token, id) => states.get(`${token}\n${id}`);
}

/** Lists everything in one account whose type can be listed. `failures`: why something could not be listed. */
export async function collectAccount(
  queries: ProviderQueries,
  cloud: string,
  { settings: credentials, provider }: StackAccount,
  stack: StackFacts,
): Promise<InAccount & { failures: readonly string[] }> {
  const facts = await queries.facts(cloud);
  const failures: string[] = [];
  const kinds = facts.resources.filter(({ listNeeds }) => listNeeds.length === 0);
  const seen = await Promise.all(
    kinds.map(async (kind) => {
      try {
        return await ofKind(queries, kind, credentials, stack);
      } catch (error) {
        failures.push(messageOf(error));
        return { objects: [], candidates: [] };
      }
    }),
  );
  const { charges, failures: unlisted } = await queries.charges(cloud, credentials);
  return {
    account: {
      ...{ cloud, provider, server: facts.server, charges },
      objects: seen.flatMap(({ objects }) => objects),
      candidates: seen.flatMap(({ candidates }) => candidates),
    },
    ...{ facts, credentials },
    failures: [...failures, ...unlisted],
  };
}

async function ofKind(queries: ProviderQueries, kind: ResourceFacts, credentials: unknown, stack: StackFacts) {
  const objects = await queries.list(kind.token, {}, credentials);
  const candidates = await queries.findOrphans(kind.token, stackIdentityOf(stack, kind), credentials);
  return {
    objects: objects.map((object) => ({ kind, object })),
    candidates: candidates.map((candidate) => ({ kind, candidate })),
  };
}
