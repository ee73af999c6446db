import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Client } from "../testing-client.ts";
import { type OpenAddress, openAddress } from "../testing-engine-address.ts";

/* The published bundle, with the real clouds, as Pulumi starts it. */

const run = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const LAUNCHER = "pulumi-resource-indiecloud";

/** Creates a directory with the bundle, its launcher and its schema. */
export async function bundled(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-"));
  await run(process.execPath, [path("../../../build.mjs"), path("./index.ts"), join(folder, "plugin.cjs")]);
  await copyFile(path(`../../../launchers/${LAUNCHER}`), join(folder, LAUNCHER));
  await copyFile(path("../../../../schema.json"), join(folder, "schema.json"));
  return folder;
}

export interface Started {
  child: ChildProcess;
  client: Client;
  engine: OpenAddress;
  out: string[];
  ended: Promise<unknown[]>;
  close(): Promise<void>;
}

const connect = (port: string | undefined): Client =>
  new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());

/**
 * A plugin process that has printed its port, without the caller's environment: a launcher, run by Node.js, or an executable.
 * `started: false`: not started by an engine, which then has to attach and send its address.
 */
export async function startPlugin(
  command: string,
  args: readonly string[] = [],
  {
    cache = join(dirname(command), "cache"),
    started = true,
    isExecutable = false,
  }: { cache?: string | undefined; started?: boolean; isExecutable?: boolean } = {},
): Promise<Started> {
  const engine = await openAddress();
  const given = [...args, ...(started ? [engine.address] : [])];
  const child = spawn(isExecutable ? command : process.execPath, isExecutable ? given : [command, ...given], {
    cwd: dirname(command),
    env: { PATH: process.env.PATH, XDG_CACHE_HOME: cache },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const out: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on("line", (line) => void out.push(line));
  await once(lines, "line");
  const client = connect(out[0]);
  const close = async () => {
    client.close();
    child.kill("SIGKILL");
    await Promise.all([ended, engine.die()]);
  };
  return { child, client, engine, out, ended, close };
}
