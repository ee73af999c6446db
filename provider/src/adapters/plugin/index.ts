import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cloudNames, loadCloud } from "../../clouds/index.ts";
import { messageOf } from "../../engine/errors.ts";
import { CloudProviderPool } from "../cloud-provider-pool.ts";
import { debugTo } from "../debug.ts";
import { engineAddress } from "../lifetime.ts";
import { processLifetime } from "../process-lifetime.ts";
import { EngineLog } from "./log.ts";
import { PluginServer } from "./server.ts";
import { Service } from "./service.ts";

/** What `pulumi-resource-indiecloud` runs. The build puts the version in, and schema.json beside the bundle. */
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
});
const schema = () => readFile(join(__dirname, "schema.json"), "utf8");
const server = new PluginServer(new Service(pool, log, { version: INDIECLOUD_VERSION, schema }, cloudNames));

let stopping = false;
/** Ends the waits, lets the answers out, then ends the process; asked twice, at once. */
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
// A slip must not end a process in which other servers are being bought at this moment.
process.on("unhandledRejection", (error) => void log.send("WARNING", `indiecloud: ${messageOf(error)}`));
server.listen().then(
  // The first line that Pulumi reads is the port; nothing else is ever written there.
  (port) => {
    process.stdout.write(`${port}\n`);
    start(address);
  },
  (error) => {
    process.stderr.write(`indiecloud: ${messageOf(error)}\n`);
    process.exit(1);
  },
);
