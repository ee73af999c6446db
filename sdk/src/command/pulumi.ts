import { spawn } from "node:child_process";
import { CommandError, EXIT } from "./command-error.js";
import { untilSignaled } from "./interrupt.js";
import { progress } from "./progress.js";

export interface RunOptions {
  /** The folder of the project. */
  cwd: string;
  stdin?: string | undefined;
  /** Receives lines while Pulumi runs; without it they are only collected. */
  onText?: ((text: string) => void) | undefined;
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Whether Pulumi runs in a process group of its own. On Windows it does not, and a console's signals reach it directly.
 */
const isApart = process.platform !== "win32";

/**
 * Runs the Pulumi CLI to its end, whatever the outcome. Its output may be secret, so it stays in memory. A signal that
 * would end this command is forwarded, and the command waits for Pulumi. Pulumi runs in a process group of its own
 * because a terminal sends Ctrl-C to the whole group: received twice, it would kill Pulumi and lose what it has
 * started.
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
  // If the CLI has already exited, its exit code explains why.
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin ?? "");
  return untilSignaled(
    `pulumi ${args[0] ?? ""}`,
    () => ended,
    // Pulumi shuts down cleanly on this signal, but exits at once on SIGHUP.
    () => void (isApart && child.kill("SIGINT")),
  );
}

/** Runs Pulumi and returns its output. Throws a `CommandError` with Pulumi's own words if it fails. */
export async function pulumi(args: readonly string[], options: RunOptions): Promise<string> {
  const run = runPulumi(args, options);
  const { code, stdout, stderr } =
    options.onText === undefined ? await progress.during(`pulumi ${args.slice(0, 2).join(" ")}`, run) : await run;
  if (code === 0) {
    return stdout;
  }
  const words = stderr.trim() || stdout.trim() || `exited with ${code}`;
  throw new CommandError(
    `pulumi ${args.slice(0, 2).join(" ")}: ${words.replace(/^error: /, "")}${nextStep(words)}`,
    words.includes("no stack named") ? EXIT.noStack : EXIT.failed,
  );
}

/** Pulumi's message about a file that it was killed while writing names neither the file nor the next step. */
const nextStep = (words: string): string =>
  /\bEOF\s*$/.test(words)
    ? ". Pulumi was killed while it wrote its state. The state itself is intact: run indiecloud recover, which removes an empty file beside it."
    : "";

/** Whether a version, such as `v3.255.0`, is at least the given major and minor version. */
export function isAtLeast(version: string, needed: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split(".").map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
