import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

/** A worker, or a command of the example. */
export interface Started {
  child: ChildProcess;
  output(): string;
  /** Resolves when the output contains a text; rejects if the process ends without it. */
  says(text: string): Promise<void>;
  ended: Promise<number | null>;
}

/** Runs a file of the example, as `npm run` would. */
export function start(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): Started {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const ended = once(child, "close").then(([code]) => code);
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => output.includes(text) && resolve();
      child.stdout.on("data", look);
      look();
      void ended.then(() => reject(new Error(`it ended without saying ${text}: ${output}`)));
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += String(chunk);
    });
  }
  return { child, output: () => output, says, ended };
}

/** Ends a process and everything that it has started, as the end of a machine or container does. */
export function killAll(root: number): void {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  const below = (pid: number): number[] => [
    pid,
    ...rows.flatMap(([child = 0, parent]) => (parent === pid ? below(child) : [])),
  ];
  for (const pid of below(root)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
