import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { offlineEnvironment } from "../tools/pulumi/environment.ts";
import { type Use, watch } from "./processes.ts";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMMAND = join(ROOT, "sdk/dist/command/main.js");

/** The environment of a stack in a folder of its own, and a function that runs the CLI there. */
export async function openStack(environment: Record<string, string>, server?: number) {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-bench-"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "dir");
  const env = {
    ...process.env,
    ...environment,
    ...(await offlineEnvironment(folder)),
    XDG_CACHE_HOME: join(folder, "cache"),
  };
  const start = (args: readonly string[]): ChildProcess =>
    spawn("pulumi", [...args, "--non-interactive"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const run = async (...args: string[]): Promise<{ seconds: number; use: Use }> => {
    const began = performance.now();
    const child = start(args);
    let screen = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        screen += String(chunk);
      });
    }
    const watching = watch(child.pid ?? 0, server);
    const [code] = await once(child, "close");
    const use = await watching.stop();
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")}\n${screen}`);
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
        stdio: "ignore",
      });
      const [code] = await once(child, "close");
      if (code !== 0) throw new Error(`indiecloud recover exited with ${code}`);
    },
    write: async (files: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    },
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
