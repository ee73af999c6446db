import { spawn } from "node:child_process";
import { CommandError, EXIT } from "./command-error.js";
import { untilSignaled } from "./interrupt.js";

export interface RunOptions {
  /** The folder of the project. */
  cwd: string;
  stdin?: string | undefined;
  /** Where lines go while it runs; else they are only kept. */
  onText?: ((text: string) => void) | undefined;
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The signals of a terminal, and of a console on Windows, reach Pulumi by themselves if it is not kept from them. */
const isApart = process.platform !== "win32";

/**
 * Runs the Pulumi CLI to its end, whatever that is. What it prints may be secret: it stays in memory. A signal that would end
 * this command is handed on, and Pulumi waited for. It runs in a process group of its own, as a terminal gives Ctrl-C to all
 * of a group: twice, it would kill Pulumi, and lose what it has begun.
 */
export function runPulumi(args: readonly string[], { cwd, stdin, onText }: RunOptions): Promise<Ran> {
  const child = spawn("pulumi", [...args, "--non-interactive"], {
    cwd,
    stdio: "pipe",
    detached: isApart,
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  const ended = new Promise<Ran>((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      out.push(chunk);
      onText?.(chunk.toString());
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err.push(chunk);
      onText?.(chunk.toString());
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "ENOENT"
          ? new CommandError("pulumi is not on the PATH. Install it: https://www.pulumi.com/docs/install/")
          : error,
      );
    });
    child.on("close", (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
  // A CLI that has ended already says why by its code.
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin ?? "");
  return untilSignaled(
    `pulumi ${args[0] ?? ""}`,
    () => ended,
    // Pulumi ends properly by this one, but at once by SIGHUP.
    () => void (isApart && child.kill("SIGINT")),
  );
}

/** Runs it and gives what it printed; a `Failure` with Pulumi's own words where it fails. */
export async function pulumi(args: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await runPulumi(args, options);
  if (code === 0) {
    return stdout;
  }
  const words = stderr.trim() || stdout.trim() || `exited with ${code}`;
  throw new CommandError(
    `pulumi ${args.slice(0, 2).join(" ")}: ${words.replace(/^error: /, "")}${nextStep(words)}`,
    words.includes("no stack named") ? EXIT.noStack : EXIT.failed,
  );
}

/** Pulumi's own words for a file that it was writing when it was killed say neither which nor what to do. */
const nextStep = (words: string): string =>
  /\bEOF\s*$/.test(words)
    ? ". Pulumi was killed while it wrote its state. The state itself is intact: delete the empty file .pulumi/stacks/<project>/<stack>.json.attrs in the backend's directory."
    : "";

/** Whether a version, such as `v3.255.0`, is that major and minor one or a later one. */
export function isAtLeast(version: string, needed: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split(".").map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
