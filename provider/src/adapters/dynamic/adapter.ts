import type { dynamic } from "@pulumi/pulumi";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import type { Json } from "../../engine/definition/values.ts";
import { messageOf } from "../../engine/errors.ts";
import { printable } from "../../http/printable.ts";
import { ratesFolder } from "../cache-folder.ts";
import { CloudProviderPool } from "../cloud-provider-pool.ts";
import { debugTo, type Print } from "../debug.ts";
import { incoming } from "../encoding.ts";
import { invoke } from "../invoke.ts";
import { ratesIn } from "../learned-rates.ts";
import { engineAddress } from "../lifetime.ts";
import { processLifetime } from "../process-lifetime.ts";
import { openQueries } from "../queries.ts";
import type { ProviderQueries } from "../query-types.ts";
import { sharedBudgets } from "../shared-budgets.ts";
import { watchCancel } from "./cancel.ts";
import { DynamicProvider } from "./provider.ts";
import { reporterTo } from "./report.ts";

export type ProviderOf = (token: string) => dynamic.ResourceProvider<Json, Json>;

export interface DynamicAdapter {
  provider: ProviderOf;
  /** Calls a lookup function. `account` and `budget` are the configuration of the stack or an explicit provider. */
  invoke(token: string, args: Json, account: unknown, budget?: unknown): Promise<Json>;
  /** For the `indiecloud` command, whose standard output is reserved for its results. */
  queries(): ProviderQueries;
}

/** The adapter of this process: its environment, its output, and its gRPC server, which receives requests to stop. */
export function openDynamicAdapter(
  load: (cloud: string) => Promise<CloudDefinition>,
  clouds: readonly string[] = [],
): DynamicAdapter {
  const out: Print = (line) => void process.stdout.write(`${line}\n`);
  const err: Print = (line) => void process.stderr.write(`${line}\n`);
  const debug = debugTo(err, process.env.INDIECLOUD_DEBUG);
  const rates = ratesIn(ratesFolder(process.env));
  const { engine, beforeCreate, start } = processLifetime((reason) => pool.cancel(reason));
  const pool = new CloudProviderPool({
    load,
    env: process.env,
    reporter: reporterTo(out, err),
    debug,
    engine,
    beforeCreate,
    rates,
    openBudgets: sharedBudgets,
  });
  let watching: boolean | undefined;
  return {
    provider: (token) => {
      // Not at load time: other processes load this module too, and the server certainly listens only once it asks for a
      // provider.
      if (watching === undefined) {
        start(engineAddress(process.argv.slice(2)));
      }
      if (watching !== true) {
        watching = watchCancel(() => pool.cancel());
      }
      return new DynamicProvider(token, pool);
    },
    invoke: async (token, args, account, budget) => {
      try {
        return await invoke(pool, token, incoming(args), account, budget);
      } catch (error) {
        pool.failed(token, error);
        throw new Error(printable(messageOf(error)));
      }
    },
    queries: () =>
      openQueries(
        new CloudProviderPool({
          load,
          env: process.env,
          reporter: reporterTo(err, err),
          debug,
          rates,
          openBudgets: sharedBudgets,
        }),
        clouds,
      ),
  };
}
