import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { extract } from "tar";
import { keyedFolder } from "../cache.ts";
import type { Target } from "./targets.ts";

const run = promisify(execFile);
const lockFile = fileURLToPath(new URL("bun/package-lock.json", import.meta.url));

interface Locked {
  version: string;
  integrity: string;
}

/** The version of Bun, and the integrity of its npm package for a system, as locked in bun/package-lock.json. */
export async function lockedBun({ bun }: Target): Promise<Locked> {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(await readFile(lockFile, "utf8"));
  const locked = packages[`node_modules/${bun.package}`];
  if (locked === undefined) {
    throw new Error(`${lockFile} has no ${bun.package}`);
  }
  return locked;
}

/**
 * Bun's executable for a system: its npm package of 40 to 55 MB is downloaded once into the user's cache folder. npm would install
 * only the one for this system.
 */
export async function bunFor(target: Target): Promise<string> {
  const { version, integrity } = await lockedBun(target);
  const name = `${target.bun.package}@${version}`;
  const key = name.replace("@oven/", "").replace("@", "-");
  const folder = await keyedFolder("bun", key, async (made) => {
    await run("npm", ["pack", name, "--silent", "--pack-destination", made], {
      cwd: made,
      shell: process.platform === "win32",
    });
    const [packed = ""] = await readdir(made);
    const tarball = join(made, packed);
    const actual = `sha512-${createHash("sha512")
      .update(await readFile(tarball))
      .digest("base64")}`;
    if (actual !== integrity) {
      throw new Error(`${name} has the integrity ${actual}, but ${lockFile} says ${integrity}`);
    }
    await extract({ file: tarball, cwd: made, strip: 1 });
    await rm(tarball);
  });
  return join(folder, "bin", target.node.startsWith("win32-") ? "bun.exe" : "bun");
}
