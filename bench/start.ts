/**
 * The cost of starting the plugin: from the start of its process to the response to GetPluginInfo, compared with an
 * empty Node.js process, alternating in one run. Run by `make bench`, or alone: npx tsx bench/start.ts [rounds]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";

const ROUNDS = Number(process.argv[2] ?? 15);
const launcher = fileURLToPath(new URL("../provider/dist/pulumi-resource-indiecloud", import.meta.url));
const cache = await mkdtemp(join(tmpdir(), "indiecloud-bench-"));

interface Start {
  ms: number;
  /** Resident memory in MiB; undefined if the system does not report it as Linux does. */
  memory: number | undefined;
}

/**
 * Milliseconds from the start of a Node.js process until `ready` resolves, which is called with the first printed line.
 */
async function start(args: readonly string[], ready: (line: string) => Promise<void>, linger = 0): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, XDG_CACHE_HOME: cache },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  await ready(String(line).trim());
  const ms = performance.now() - began;
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  await sleep(linger);
  child.kill("SIGKILL");
  await once(child, "exit");
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return { ms, memory: kilobytes === undefined ? undefined : Number(kilobytes) / 1024 };
}

const empty = () => start(["-e", "console.log(1); setInterval(() => {}, 1000)"], async () => undefined);
const plugin = (linger?: number) => start([launcher, "127.0.0.1:1"], answered, linger);

async function answered(port: string): Promise<void> {
  const client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  await new Promise<void>((resolve, reject) =>
    client.getPluginInfo(new empties.Empty(), (error) => (error === null ? resolve() : reject(error))),
  );
  client.close();
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

try {
  // A second after its first start, the plugin saves its compiled code.
  const first = await plugin(3000);
  const [bare, plugins]: [Start[], Start[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await empty());
    plugins.push(await plugin());
  }
  const base = median(bare.map(({ ms }) => ms));
  const row = (what: string, ms: number, starts: readonly Start[]) => ({
    what,
    ms: Math.round(ms),
    factor: (ms / base).toFixed(2),
    "memory in MiB": Math.round(median(starts.map(({ memory }) => memory ?? Number.NaN))),
  });
  console.table([
    row("an empty Node.js process", base, bare),
    row("the plugin, to the answered GetPluginInfo", median(plugins.map(({ ms }) => ms)), plugins),
    row("the same, the first time on a machine", first.ms, [first]),
  ]);
} finally {
  await rm(cache, { recursive: true, force: true });
}
