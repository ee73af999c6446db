import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { promisify } from "node:util";
import { keyedFolder } from "./cache.ts";

const run = promisify(execFile);

/** A hash of the sources of a Go program. */
export async function sourceHash(folder: string, files: readonly string[], seed = ""): Promise<string> {
  const hash = createHash("sha256").update(seed);
  for (const file of files) hash.update(await readFile(join(folder, file)));
  return hash.digest("hex").slice(0, 12);
}

/** The path of a Go program, built once and kept in the user's cache folder. */
export async function goTool(folder: string, files: readonly string[], what: string): Promise<string> {
  const key = await sourceHash(folder, files, `${process.platform} ${process.arch}`);
  const built = await keyedFolder("sdks", key, async (created) => {
    process.stderr.write(`Building ${what} from Go modules: about 2 minutes, once.\n`);
    await goCommand(["build", "-mod=readonly", "-trimpath", "-ldflags", "-s -w", "-o", created + sep, "."], folder);
  });
  const name = basename(folder);
  return join(built, process.platform === "win32" ? `${name}.exe` : name);
}

/** Runs Go as tools/pulumi does: without downloading a toolchain and without a C compiler. */
export async function goCommand(args: readonly string[], cwd: string): Promise<void> {
  const env = { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off", GOOS: "", GOARCH: "", CGO_ENABLED: "0" };
  await run("go", [...args], { cwd, env, maxBuffer: 1 << 26 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new Error("there is no Go on PATH") : error;
  });
}
