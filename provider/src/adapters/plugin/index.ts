import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf } from "../../engine/errors.ts";
import { engineAddress } from "../lifetime.ts";
import { processLifetime } from "../process-lifetime.ts";
import { Introduction } from "./introduction.ts";
import { EngineLog } from "./log.ts";
import { PluginServer } from "./server.ts";

/** The entry point of `pulumi-resource-indiecloud`. The build inserts the version and puts schema.json beside the bundle. */
declare const INDIECLOUD_VERSION: string;

/** A self-contained executable contains its files; `__dirname` would be where it was built. */
const folder = "bun" in process.versions ? dirname(process.argv[1] ?? "") : __dirname;
const schema = () => readFile(join(folder, "schema.json"), "utf8");
const log = new EngineLog((line) => void process.stderr.write(`indiecloud: ${line}\n`));
const address = engineAddress(process.argv.slice(2));
log.connect(address);
const { engine, beforeCreate, start } = processLifetime(cancel);

let opened: ReturnType<typeof load> | undefined;
async function load() {
  const { openService } = await import("./open-service.ts");
  return openService({ env: process.env, log, engine, beforeCreate, schema });
}

/** Loading takes as long as starting the server does, so it waits until Pulumi has connected, and works beside Pulumi. */
function open() {
  opened ??= load();
  return opened;
}

const introduction = new Introduction(INDIECLOUD_VERSION, (connected) => {
  log.connect(connected);
  engine.follow(connected);
  setImmediate(() => void open());
});
const server = new PluginServer(introduction, async () => (await open()).service);

function cancel(reason?: string): void {
  void opened?.then(({ pool }) => pool.cancel(reason));
}

let stopping = false;
/** Ends the waits, sends the remaining answers, then ends the process. A second call ends it at once. */
function stop(): void {
  if (stopping) {
    process.exit(1);
  }
  stopping = true;
  cancel();
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
