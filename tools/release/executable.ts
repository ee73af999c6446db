import { execFile } from "node:child_process";
import { chmod, copyFile, mkdtemp, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bunFor } from "./bun.ts";
import { executableFormat } from "./executable-format.ts";
import { isSigned, signAdHoc } from "./mach-o-signature.ts";
import { type Target, thisTarget } from "./targets.ts";

const run = promisify(execFile);
const dist = fileURLToPath(new URL("../../provider/dist", import.meta.url));

/**
 * Compiles the plugin's bundle, as `make build` wrote it, with Bun into one file that needs nothing else: the JavaScript as
 * bytecode, schema.json, and Bun. The same bundle and Bun give the same bytes, in every folder.
 */
export async function compileExecutable(target: Target, folder: string): Promise<string> {
  const [compiler, runtime] = await Promise.all([bunFor(thisTarget()), bunFor(target)]);
  const staging = await mkdtemp(join(tmpdir(), "indiecloud-executable-"));
  try {
    for (const name of ["plugin.cjs", "budget-server.cjs", "schema.json"]) {
      await copyFile(join(dist, name), join(staging, name));
    }
    await run(
      compiler,
      [
        ...["build", "plugin.cjs", "--compile", "--bytecode", `--target=${target.bun.target}`],
        ...["--asset", "schema.json", `--outfile=${target.file}`, `--compile-executable-path=${runtime}`],
        // An addon, of which pg's own protocol is independent.
        "--external=pg-native",
        // A plugin runs in the user's folder, whose .env and bunfig.toml are none of its business.
        ...["--no-compile-autoload-dotenv", "--no-compile-autoload-bunfig"],
        // They would be those of the staging folder.
        ...["dirname", "filename"].flatMap((name) => ["--define", `__${name}=""`]),
      ],
      { cwd: staging, env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, SYSTEMROOT: process.env.SYSTEMROOT } },
    );
    const compiled = join(staging, target.file);
    if (target.format.container === "Mach-O") {
      await sign(compiled);
    }
    await verifyFormat(compiled, target);
    await chmod(compiled, 0o755);
    const file = join(folder, target.file);
    await rename(compiled, file).catch(() => copyFile(compiled, file));
    return file;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function sign(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (!isSigned(bytes)) {
    await writeFile(file, signAdHoc(bytes, "pulumi-resource-indiecloud"));
  }
}

/** Executables of other systems cannot be run here, but they say which system they are for. */
async function verifyFormat(file: string, { format }: Target): Promise<void> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(1024), 0, 1024, 0);
    const found = executableFormat(buffer);
    if (found?.container !== format.container || found.machine !== format.machine) {
      throw new Error(`${file} is for ${JSON.stringify(found)}, not for ${JSON.stringify(format)}`);
    }
  } finally {
    await handle.close();
  }
}
