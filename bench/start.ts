/**
 * The cost of starting the plugin, by kind: from the start of its process to the response to GetPluginInfo, compared with an
 * empty Node.js process, alternating in one run. Run by `make bench`, or alone: npx tsx bench/start.ts [rounds]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { compileExecutable } from "../tools/release/executable.ts";
import { thisTarget } from "../tools/release/targets.ts";

const ROUNDS = Number(process.argv[2] ?? 15);
const launcher = fileURLToPath(new URL("../provider/dist/pulumi-resource-indiecloud", import.meta.url));
const cache = await mkdtemp(join(tmpdir(), "indiecloud-bench-"));
const executable = await compileExecutable(thisTarget(), cache);
// The engine of the plugins: without one they would end.
const engine = createServer().listen(0, "127.0.0.1");
await once(engine, "listening");
const bound = engine.address();
const address = `127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`;

interface Start {
  ms: number;
  /** Resident memory in MiB; undefined if the system does not report it as Linux does. */
  memory: number | undefined;
}

interface Options {
  ready?: (line: string) => Promise<void>;
  /** Milliseconds after which it is killed. */
  linger?: number;
  env?: NodeJS.ProcessEnv;
}

/** Milliseconds from the start of a process until `ready` resolves, which is called with the first printed line. */
async function start(
  command: string,
  args: readonly string[],
  { ready = async () => undefined, linger = 0, env = {} }: Options = {},
): Promise<Start> {
  const began = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, XDG_CACHE_HOME: cache, ...env },
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

const NOTHING = ["-e", "console.log(1); setInterval(() => {}, 1000)"];
const empty = (env: NodeJS.ProcessEnv = {}) => start(process.execPath, NOTHING, { env });
const plugin = (linger = 0) => start(process.execPath, [launcher, address], { ready: answered, linger });
const compiled = () => start(executable, [address], { ready: answered });

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
  const kinds: Readonly<Record<string, () => Promise<Start>>> = {
    "an empty Node.js process": () => empty(),
    // Where it is set, Node.js reads all certificates at its start.
    ...(process.env.NODE_EXTRA_CA_CERTS === undefined
      ? {}
      : { "the same, without NODE_EXTRA_CA_CERTS": () => empty({ NODE_EXTRA_CA_CERTS: undefined }) }),
    "the executable, to the answered GetPluginInfo": compiled,
    "the plugin in JavaScript": () => plugin(),
  };
  const starts = new Map(Object.keys(kinds).map((what): [string, Start[]] => [what, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [what, measure] of Object.entries(kinds)) starts.get(what)?.push(await measure());
  }
  starts.set("the same, the first time on a machine", [first]);
  const timeOf = (measured: readonly Start[]) => median(measured.map(({ ms }) => ms));
  const [base = []] = starts.values();
  console.table(
    [...starts].map(([what, measured]) => ({
      what,
      ms: Math.round(timeOf(measured)),
      factor: (timeOf(measured) / timeOf(base)).toFixed(2),
      "memory in MiB": Math.round(median(measured.map(({ memory }) => memory ?? Number.NaN))),
    })),
  );
} finally {
  engine.close();
  await rm(cache, { recursive: true, force: true });
}
