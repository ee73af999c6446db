import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Stack } from "./stack.ts";

/** The command as npm would run it. */
export const COMMAND = fileURLToPath(new URL("../../../sdk/dist/command/main.js", import.meta.url));

export interface Ended {
  code: number | null;
  /** Standard output: results. */
  out: string;
  /** Standard error: everything else. */
  err: string;
  /** Both, for checking messages and what must not be shown. */
  screen: string;
}

/** Starts `indiecloud` in a stack's folder and returns the process, for tests that interrupt it. */
export function startIndiecloud(stack: Stack, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: stack.folder,
    env: { ...stack.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    err += String(chunk);
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err, screen: `${out}${err}` }));
  });
  return { child, ended };
}

/** Runs `indiecloud` in a stack's folder. */
export const indiecloud = (stack: Stack, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  startIndiecloud(stack, args, env).ended;
