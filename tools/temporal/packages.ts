import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { keyedFolder } from "../cache.ts";
import { example, lockWithoutOwn, withoutOwn } from "./own-packages.mjs";

const execute = promisify(execFile);

/** The packages that the example's lockfile names, installed once (260 MB) and kept in the user's cache. */
export async function examplePackages(): Promise<string> {
  const read = async (name: string): Promise<object> => JSON.parse(await readFile(join(example, name), "utf8"));
  const [manifest, lock] = await Promise.all([read("package.json"), read("package-lock.json")]);
  const files = {
    "package.json": JSON.stringify(withoutOwn(manifest)),
    "package-lock.json": JSON.stringify(lockWithoutOwn(lock, manifest)),
  };
  const key = createHash("sha256")
    .update(`${process.platform} ${process.arch}\n${Object.values(files).join("\n")}`)
    .digest("hex");
  const folder = await keyedFolder("fleet-temporal", key.slice(0, 12), async (made) => {
    console.error("Installing the packages of examples/fleet-temporal: 260 MB, once");
    for (const [name, text] of Object.entries(files)) await writeFile(join(made, name), text);
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await execute("npm", ["ci", ...options], { cwd: made, shell: process.platform === "win32" });
  });
  return join(folder, "node_modules");
}
