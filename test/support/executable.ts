import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { extract } from "tar";
import { bunFor } from "../../tools/release/bun.ts";
import { executableArchive } from "../../tools/release/plugin-archives.ts";
import { thisTarget } from "../../tools/release/targets.ts";
import { testsThatNeed } from "./needs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Executable {
  /** The archive for this system, as a release has it, but compressed less. */
  archive: string;
  /** The folder with what is in it. */
  folder: string;
  /** The executable in that folder. */
  file: string;
}

/** Declares tests of the plugin's executable, which is built from `make build`'s bundle once, until that changes. */
export const testWithExecutable = await testsThatNeed("Bun", async (): Promise<Executable> => {
  const target = thisTarget();
  await bunFor(target);
  const kept = join(root, "build/executables", await hashOfSources());
  if (!existsSync(kept)) {
    await mkdir(join(root, "build/executables"), { recursive: true });
    const making = await mkdtemp(`${kept}-`);
    await mkdir(join(making, "plugin"));
    const archive = await executableArchive(making, target, { level: 1 });
    await extract({ file: archive, cwd: join(making, "plugin") });
    // Another test file may have been first.
    await rename(making, kept).catch(() => rm(making, { recursive: true }));
  }
  const archive = (await readdir(kept)).find((name) => name.endsWith(".tar.gz")) ?? "";
  const folder = join(kept, "plugin");
  return { archive: join(kept, basename(archive)), folder, file: join(folder, target.file) };
});

async function hashOfSources(): Promise<string> {
  const tools = join(root, "tools/release");
  const names = (await readdir(tools, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  const bundle = ["plugin.cjs", "budget-server.cjs", "schema.json"].map((name) => join(root, "provider/dist", name));
  const hash = createHash("sha256");
  for (const file of [...names.sort(), ...bundle]) {
    hash.update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 16);
}
