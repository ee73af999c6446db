import type { CloudFacts, Desk, ResourceFacts } from "../desk-types.js";
import { belongingsOf, type StackFacts } from "./belongings.js";
import type { Account } from "./classify.js";

/** What one account has, and how it was asked. */
export interface InAccount {
  account: Account;
  facts: CloudFacts;
  credentials: unknown;
}

/** Asks one account for everything of the kinds that have a list. `failures`: why something could not be looked at. */
export async function gathered(
  desk: Desk,
  cloud: string,
  credentials: unknown,
  stack: StackFacts,
): Promise<InAccount & { failures: readonly string[] }> {
  const facts = await desk.facts(cloud);
  const failures: string[] = [];
  const kinds = facts.resources.filter(({ listNeeds }) => listNeeds.length === 0);
  const seen = await Promise.all(
    kinds.map(async (kind) => {
      try {
        return await ofKind(desk, kind, credentials, stack);
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
        return { objects: [], strays: [] };
      }
    }),
  );
  const { charges, failures: unlisted } = await desk.charges(cloud, credentials);
  return {
    account: {
      ...{ cloud, server: facts.server, charges },
      objects: seen.flatMap(({ objects }) => objects),
      strays: seen.flatMap(({ strays }) => strays),
    },
    ...{ facts, credentials },
    failures: [...failures, ...unlisted],
  };
}

async function ofKind(desk: Desk, kind: ResourceFacts, credentials: unknown, stack: StackFacts) {
  const objects = await desk.list(kind.token, {}, credentials);
  const strays = await desk.strays(kind.token, belongingsOf(stack, kind), credentials);
  return { objects: objects.map((object) => ({ kind, object })), strays: strays.map((stray) => ({ kind, stray })) };
}
