import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { build } from "esbuild";
import type { Json } from "../../engine/definition/values.ts";
import { type Calls, struct } from "../testing-calls.ts";
import { type Client, call, over } from "../testing-client.ts";
import { type OpenAddress, openAddress } from "../testing-engine-address.ts";

const run = promisify(execFile);
const { resolve: resolved } = createRequire(import.meta.url);
const PULUMI = dirname(resolved("@pulumi/pulumi/package.json"));
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Creates a program's directory as npm would install it, with the two packages built: the SDK's part unchanged, the provider
 * with the cloud for tests or (`index.ts`) with the real ones. Returns its path.
 */
export async function installed(entry: "testing-bundle.ts" | "index.ts" = "testing-bundle.ts"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-"));
  const modules = join(folder, "node_modules");
  const exported = { exports: { "./dynamic": "./dynamic.cjs" } };
  for (const name of ["provider", "pulumi"]) {
    await mkdir(join(modules, "@indiecloud", name), { recursive: true });
    await writeFile(join(modules, "@indiecloud", name, "package.json"), JSON.stringify(exported));
  }
  await mkdir(join(modules, "@pulumi"));
  await symlink(PULUMI, join(modules, "@pulumi/pulumi"), "dir");
  const provider = join(modules, "@indiecloud/provider/dynamic.cjs");
  await run(process.execPath, [path("../../../build.mjs"), path(`./${entry}`), provider]);
  const outfile = join(modules, "@indiecloud/pulumi/dynamic.cjs");
  await build({ entryPoints: [path("../../../../sdk/src/dynamic.ts")], outfile, format: "cjs", platform: "node" });
  return folder;
}

export const uninstall = (folder: string): Promise<void> => rm(folder, { recursive: true });

/** The SDK's own process for dynamic resources. */
export interface Server {
  calls: Calls;
  client: Client;
  /** Lines that Pulumi would show. */
  out: string[];
  err: string[];
  /** Resolves with the next matching line on either stream. */
  line(pattern: RegExp): Promise<string>;
  child: ChildProcess;
  engine: OpenAddress;
  close(): Promise<void>;
}

/** Halves the start time. */
const LEAN = path("../../../../tools/pulumi/lean.cjs");

/** What Pulumi runs. npm's launcher starts the server as a child of a shell; ours replaces the shell with it. */
export const LAUNCHERS = {
  npm: join(PULUMI, "pulumi-resource-pulumi-nodejs"),
  ours: path("../../../../tools/pulumi/launcher/pulumi-resource-pulumi-nodejs"),
} as const;

/** `config`: the stack's configuration, as the engine sends it. Without a launcher, the server is started directly. */
export async function startServer(
  folder: string,
  config: Json,
  env: Record<string, string> = {},
  launcher?: string,
): Promise<Server> {
  const engine = await openAddress();
  const [command, ...args] =
    launcher === undefined ? [process.execPath, resolved("@pulumi/pulumi/cmd/dynamic-provider")] : [launcher];
  const child = spawn(command, [...args, engine.address], {
    cwd: folder,
    env: { ...process.env, PULUMI_NODEJS_PROJECT: "shop", NODE_OPTIONS: `--require=${JSON.stringify(LEAN)}`, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const out: string[] = [];
  const err: string[] = [];
  const waiting = new Set<(line: string) => void>();
  const collect = (lines: string[]) => (line: string) => {
    lines.push(line);
    for (const each of waiting) each(line);
  };
  const outputs = createInterface(child.stdout);
  const [port] = await once(outputs, "line");
  outputs.on("line", collect(out));
  createInterface(child.stderr).on("line", collect(err));
  const client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const request = new messages.ConfigureRequest().setArgs(struct(config));
  await call((done) => client.configure(request, done));
  return {
    calls: over(client),
    client,
    child,
    engine,
    out,
    err,
    line: (pattern) =>
      new Promise((resolve) => {
        const probe = (line: string) => {
          if (pattern.test(line)) {
            waiting.delete(probe);
            resolve(line);
          }
        };
        waiting.add(probe);
      }),
    close: async () => {
      client.close();
      child.kill();
      await Promise.all([ended, engine.die()]);
    },
  };
}
