import { cloudNames, loadCloud } from "../../clouds/index.ts";
import { ratesFolder } from "../cache-folder.ts";
import { CloudProviderPool, type Environment } from "../cloud-provider-pool.ts";
import { debugTo } from "../debug.ts";
import { ratesIn } from "../learned-rates.ts";
import { sharedBudgets } from "../shared-budgets.ts";
import type { EngineLog } from "./log.ts";
import { Service } from "./service.ts";

/** What a plugin's process needs after the introduction. A module of its own, because it takes a while to load. */
export function openService({
  log,
  schema,
  ...environment
}: Pick<Environment, "env" | "engine" | "beforeCreate"> & { log: EngineLog; schema: () => Promise<string> }): {
  service: Service;
  pool: CloudProviderPool;
} {
  const pool = new CloudProviderPool({
    ...environment,
    load: loadCloud,
    reporter: {
      info: (message) => void log.send("INFO", message),
      warn: (message) => void log.send("WARNING", message),
    },
    debug: debugTo((line) => void log.send("INFO", line), environment.env.INDIECLOUD_DEBUG),
    rates: ratesIn(ratesFolder(environment.env)),
    openBudgets: sharedBudgets,
  });
  return { service: new Service(pool, log, schema, cloudNames), pool };
}
