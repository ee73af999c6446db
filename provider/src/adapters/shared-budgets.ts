import { createHash, randomUUID } from "node:crypto";
import type { SharedBudgets } from "../engine/definition/request-rate.ts";
import type { BudgetAddress } from "./budget-server/address.ts";
import type { BudgetServer } from "./budget-server/server.ts";

/** The budgets of accounts on a server. It knows accounts by a hash. The server's client is loaded with the first request. */
export function sharedBudgets(address: BudgetAddress): SharedBudgets {
  let opened: Promise<BudgetServer> | undefined;
  const server = () => {
    // Not in the adapter's own bundle, which every run loads (build.mjs).
    opened ??= import("./budget-server/open.ts").then(({ openServer }) => openServer(address));
    return opened;
  };
  let hasFailed = false;
  return {
    place: address.place,
    isFirstFailure: () => {
      const isFirst = !hasFailed;
      hasFailed = true;
      return isFirst;
    },
    of: (account) => {
      const member = randomUUID();
      const key = () => createHash("sha256").update(account()).digest("hex").slice(0, 32);
      return {
        take: async (version, interval, earlier) =>
          (await server()).take(key(), member, { version, interval, earlier }),
        replace: async (version, state, wait) => (await server()).replace(key(), { version, state, wait }),
      };
    },
  };
}
