import { spawn } from "node:child_process";

/** Runs a command to its end. `screen`: standard output and error in order, as a user sees them. */
export function run(command: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<{ code: number | null; screen: string }>((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let screen = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        screen += String(chunk);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, screen }));
  });
}
