import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { keyedFolder } from "../../tools/cache.ts";

const execute = promisify(execFile);
const windows = process.platform === "win32";

/**
 * A virtual environment with the packages of a requirements file, created once from the network and then kept.
 * @param kind Its folder in the cache.
 * @throws The output of Python or pip, if it cannot be created.
 */
export async function virtualEnvironment(
  kind: string,
  requirements: string,
): Promise<{ folder: string; python: string }> {
  const { command, version } = await systemPython();
  // An environment created for another Python does not work with this one.
  const hash = createHash("sha256")
    .update(version)
    .update(await readFile(requirements));
  const executable = (folder: string) => join(folder, windows ? "Scripts/python.exe" : "bin/python");
  const folder = await keyedFolder(kind, hash.digest("hex").slice(0, 12), async (created) => {
    await execute(command, ["-m", "venv", created]);
    const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--retries", "2"];
    await execute(executable(created), [...pip, "--only-binary", ":all:", "--requirement", requirements]);
  });
  return { folder, python: executable(folder) };
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
