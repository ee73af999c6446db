import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cloudNames, loadCloud } from "../../clouds/index.ts";
import { messageOf } from "../../engine/errors.ts";
import { ratesFolder } from "../cache-folder.ts";
import { CloudProviderPool } from "../cloud-provider-pool.ts";
import { debugTo } from "../debug.ts";
import { ratesIn } from "../learned-rates.ts";
import { engineAddress } from "../lifetime.ts";
import { processLifetime } from "../process-lifetime.ts";
import { sharedBudgets } from "../shared-budgets.ts";
import { EngineLog } from "./log.ts";
import { PluginServer } from "./server.ts";
import { Service } from "./service.ts";

/** The entry point of `pulumi-resource-indiecloud`. The build inserts the version and puts schema.json beside the bundle. */
declare const INDIECLOUD_VERSION: string;

const log = new EngineLog((line) => void process.stderr.write(`indiecloud: ${line}\n`));
const address = engineAddress(process.argv.slice(2));
log.connect(address);
const { engine, beforeCreate, start } = processLifetime((reason) => pool.cancel(reason));
const pool = new CloudProviderPool({
  load: loadCloud,
  env: process.env,
  reporter: { info: (message) => void log.send("INFO", message), warn: (message) => void log.send("WARNING", message) },
  debug: debugTo((line) => void log.send("INFO", line), process.env.INDIECLOUD_DEBUG),
  engine,
  beforeCreate,
  rates: ratesIn(ratesFolder(process.env)),
  budgets: sharedBudgets,
});
const schema = () => readFile(join(__dirname, "schema.json"), "utf8");
const server = new PluginServer(new Service(pool, log, { version: INDIECLOUD_VERSION, schema }, cloudNames));

let stopping = false;
/** Ends the waits, sends the remaining answers, then ends the process. A second call ends it at once. */
function stop(): void {
  if (stopping) {
    process.exit(1);
  }
  stopping = true;
  pool.cancel();
  void server.close().finally(() => process.exit(0));
}

process.on("SIGINT", stop);
process.on("SIGTERM", stop);
// A bug must not end a process in which servers are being created at this moment.
process.on("unhandledRejection", (error) => void log.send("WARNING", `indiecloud: ${messageOf(error)}`));
server.listen().then(
  // Pulumi reads the port from the first line; nothing else is ever written to this stream.
  (port) => {
    process.stdout.write(`${port}\n`);
    start(address);
  },
  (error) => {
    process.stderr.write(`indiecloud: ${messageOf(error)}\n`);
    process.exit(1);
  },
);
