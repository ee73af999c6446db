import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test, { type ExecutionContext } from "ava";
import type { Emulators } from "../../../emulators/src/index.ts";
import { cacheFolder } from "../../../tools/pulumi/get.mjs";

const execute = promisify(execFile);
const programs = fileURLToPath(new URL("../python", import.meta.url));
const windows = process.platform === "win32";

/** Runs a program of `../python` to its end: gives the document that it prints. */
export type Run = (program: string, emulators: Emulators, given: object) => Promise<unknown>;
type Implementation = (t: ExecutionContext, run: Run) => Promise<void>;

/**
 * Declares tests that need Python and the packages of `../python/requirements.txt`. Where those cannot be had, the tests
 * are skipped and their titles say why; `INDIECLOUD_SKIP=never`, which CI sets, makes them fail instead.
 */
export async function pythonTests(): Promise<(title: string, implementation: Implementation) => void> {
  let python: string;
  try {
    python = await pythonWithClients();
  } catch (error) {
    const why = lastLine(error);
    return (title) => {
      if (process.env.INDIECLOUD_SKIP === "never") test(title, (t) => t.fail(why));
      else test.skip(`${title} [no Python clients: ${why}]`, (t) => t.fail(why));
    };
  }
  return (title, implementation) => test(title, (t) => implementation(t, runner(t, python)));
}

/** A virtual environment that is made once, from the network, and then kept. */
async function pythonWithClients(): Promise<string> {
  const { command, version } = await systemPython();
  const requirements = join(programs, "requirements.txt");
  // What was made for another Python does not run with this one.
  const hash = createHash("sha256")
    .update(version)
    .update(await readFile(requirements));
  const kept = join(cacheFolder(), "clients", hash.digest("hex").slice(0, 12));
  const executable = (folder: string) => join(folder, windows ? "Scripts/python.exe" : "bin/python");
  if (await exists(executable(kept))) return executable(kept);

  await mkdir(join(cacheFolder(), "clients"), { recursive: true });
  const staging = await mkdtemp(join(cacheFolder(), "clients", "making-"));
  try {
    await execute(command, ["-m", "venv", staging]);
    const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--retries", "2"];
    await execute(executable(staging), [...pip, "--only-binary", ":all:", "--requirement", requirements]);
    // By one rename, so that what was only half made is never found; a run beside this one may have been quicker.
    await rename(staging, kept).catch(async (error: unknown) => {
      if (!(await exists(executable(kept)))) throw error;
    });
    return executable(kept);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function systemPython(): Promise<{ command: string; version: string }> {
  for (const command of ["python3", "python"]) {
    const found = await execute(command, ["-c", "import sys; print(sys.version, sys.base_prefix)"]).catch(
      () => undefined,
    );
    if (found && !found.stdout.startsWith("2.")) return { command, version: found.stdout };
  }
  throw new Error("there is no Python 3 on PATH");
}

function runner(t: ExecutionContext, python: string): Run {
  return async (program, emulators, given) => {
    const home = await mkdtemp(join(tmpdir(), "indiecloud-home-"));
    t.teardown(() => rm(home, { recursive: true, force: true }));
    const child = spawn(python, [join(programs, program)], {
      // Nothing of this user's: no credentials, no settings of a client, no proxy between it and the emulator.
      env: {
        ...{ PATH: process.env.PATH, SYSTEMROOT: process.env.SYSTEMROOT },
        ...{ HOME: home, USERPROFILE: home, NO_PROXY: "*", PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" },
      },
    });
    t.teardown(() => child.kill());
    child.stdin.end(JSON.stringify({ admin: emulators.admin, ...given }));
    const [printed, complaints, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((settle, reject) => child.on("error", reject).on("close", settle)),
    ]);
    if (code !== 0) throw new Error(`${program} ended with ${code}:\n${complaints}`);
    return JSON.parse(printed);
  };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let whole = "";
  for await (const chunk of stream.setEncoding("utf8")) whole += chunk;
  return whole;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What a failed command said last: with pip, the reason. */
function lastLine(error: unknown): string {
  const said = error instanceof Error ? ("stderr" in error && String(error.stderr).trim()) || error.message : "";
  return said.split("\n").at(-1) ?? "";
}
