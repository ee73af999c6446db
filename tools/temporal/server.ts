import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { TemporalBinaries } from "./get.ts";

const execute = promisify(execFile);

/** Temporal's two stores, each a database of a PostgreSQL server. */
const STORES = { temporal: "temporal", visibility: "temporal_visibility" } as const;
const SERVICES = ["frontend", "history", "matching", "worker"] as const;
const LIMIT_MS = 60_000;

export interface TemporalServer {
  /** `127.0.0.1:7233` */
  address: string;
  pid(): number | undefined;
  /** Ends the process as a crash would, and starts another one with the same stores. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A server on loopback whose stores are in PostgreSQL. It has no namespace yet. */
export async function startTemporal(binaries: TemporalBinaries, postgres: string): Promise<TemporalServer> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-temporal-"));
  const database = new URL(postgres);
  for (const [schema, name] of Object.entries(STORES)) await createStore(binaries.sqlTool, database, schema, name);
  const ports = await freePorts(2 * SERVICES.length);
  const [port = 0] = ports;
  await mkdir(join(folder, "config"));
  // JSON is YAML too.
  await writeFile(join(folder, "config/development.yaml"), JSON.stringify(configuration(database, ports)));
  await writeFile(join(folder, "config/dynamic.yaml"), "{}\n");
  let running = await start(binaries.server, folder, port);
  return {
    address: `127.0.0.1:${port}`,
    pid: () => running.pid,
    restart: async () => {
      await running.end("SIGKILL");
      running = await start(binaries.server, folder, port);
    },
    stop: async () => {
      await running.end("SIGKILL");
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function createStore(sqlTool: string, database: URL, schema: string, name: string): Promise<void> {
  const place = ["--plugin", "postgres12", "--endpoint", database.hostname, "--port", database.port, "--db", name];
  const run = (...args: string[]) =>
    execute(sqlTool, [...place, ...args], {
      // Not as arguments, which everybody on the machine can see.
      env: { ...process.env, SQL_USER: database.username, SQL_PASSWORD: decodeURIComponent(database.password) },
    });
  await run("create");
  await run("setup-schema", "--version", "0.0");
  await run("update-schema", "--schema-name", `postgresql/v12/${schema}`);
}

function configuration(database: URL, ports: readonly number[]): object {
  const store = (databaseName: string) => ({
    sql: {
      pluginName: "postgres12",
      databaseName,
      connectAddr: database.host,
      connectProtocol: "tcp",
      user: database.username,
      password: decodeURIComponent(database.password),
      maxConns: 20,
      maxIdleConns: 20,
      maxConnLifetime: "1h",
    },
  });
  const services = SERVICES.map((name, index) => [
    name,
    { rpc: { grpcPort: ports[2 * index], membershipPort: ports[2 * index + 1], bindOnLocalHost: true } },
  ]);
  return {
    log: { stdout: true, level: "error" },
    persistence: {
      defaultStore: "default",
      visibilityStore: "visibility",
      numHistoryShards: 4,
      datastores: { default: store(STORES.temporal), visibility: store(STORES.visibility) },
    },
    global: { membership: { maxJoinDuration: "30s", broadcastAddress: "127.0.0.1" } },
    services: Object.fromEntries(services),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: "active",
      currentClusterName: "active",
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: "frontend",
          rpcAddress: `127.0.0.1:${ports[0]}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: "noop" },
    dynamicConfigClient: { filepath: "config/dynamic.yaml", pollInterval: "60s" },
  };
}

interface Running {
  pid: number | undefined;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Resolves once the server accepts connections. */
async function start(server: string, folder: string, port: number): Promise<Running> {
  const args = ["--root", folder, "--config", "config", "--env", "development", "--allow-no-auth", "start"];
  const child = spawn(server, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output = `${output}${chunk}`.slice(-10_000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  for (const limit = Date.now() + LIMIT_MS; !(await accepts(port)); await sleep(100)) {
    if (child.exitCode !== null || Date.now() > limit) {
      await end("SIGKILL");
      throw new Error(`The Temporal server did not start: ${output}`);
    }
  }
  return { pid: child.pid, end };
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

/** Below 32,768: the column of PostgreSQL's schema for a membership port holds no more, and the system gives others to clients. */
async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = 10_000 + Math.floor(Math.random() * 20_000); found.length < count; port += 1) {
    if (await isFree(port)) found.push(port);
  }
  return found;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
