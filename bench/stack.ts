import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { offlineEnvironment } from "../tools/pulumi/environment.ts";
import { endedSeconds, type Use, watch } from "./processes.ts";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMMAND = join(ROOT, "sdk/dist/command/main.js");

export type Stack = Awaited<ReturnType<typeof openStack>>;

/** The environment of a stack in a folder of its own, and a function that runs the CLI there. */
export async function openStack(environment: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-bench-"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "dir");
  const env = {
    ...process.env,
    ...environment,
    ...(await offlineEnvironment(folder)),
    XDG_CACHE_HOME: join(folder, "cache"),
    // The installed plugins are measured, whatever is on the PATH.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
  };
  const start = (args: readonly string[]): ChildProcess =>
    spawn("pulumi", [...args, "--non-interactive"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const run = async (...args: string[]): Promise<{ seconds: number; use: Use }> => {
    const began = performance.now();
    const before = await endedSeconds();
    const child = start(args);
    const screen = screenOf(child);
    const watching = watch(child.pid ?? 0);
    const [code] = await once(child, "close");
    const { cpuSeconds, peakMiB } = await watching.stop();
    // The sum over the ended processes lacks those that nobody waited for; the watched ones lack their last moments.
    const use = { cpuSeconds: Math.max(cpuSeconds, (await endedSeconds()) - before), peakMiB };
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")}\n${screen()}`);
    return { seconds: (performance.now() - began) / 1000, use };
  };
  return {
    folder,
    start,
    run,
    /** What a user does after a kill. */
    recover: async () => {
      const child = spawn(process.execPath, [COMMAND, "recover", "--yes", "--unlock"], {
        cwd: folder,
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const screen = screenOf(child);
      const [code] = await once(child, "close");
      if (code !== 0) throw new Error(`indiecloud recover exited with ${code}\n${screen()}`);
    },
    write: async (files: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    },
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** What a process has printed so far. */
function screenOf({ stdout, stderr }: ChildProcess): () => string {
  let screen = "";
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (chunk) => {
      screen += String(chunk);
    });
  }
  return () => screen;
}
