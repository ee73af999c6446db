import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./ports.ts";

/** The program of a Redis or Valkey server that is installed on this machine. */
export async function redisProgram(): Promise<string> {
  for (const name of ["redis-server", "valkey-server"]) {
    const found = await promisify(execFile)(name, ["--version"]).catch(() => undefined);
    if (found !== undefined) return name;
  }
  throw new Error("neither redis-server nor valkey-server is installed");
}

export interface Redis {
  /** With the password. */
  url: string;
  stop(): Promise<void>;
}

const PASSWORD = "correct-horse";

/** A separate server on a free loopback port, which keeps nothing. */
export async function startRedis(program: string): Promise<Redis> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-redis-"));
  const port = String(await freePort());
  const options = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD, "--dir", folder];
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let reported = "";
    child.stdout.on("data", (chunk) => {
      reported += String(chunk);
      if (reported.includes("Ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(reported)));
  });
  return {
    url: `redis://:${PASSWORD}@127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
