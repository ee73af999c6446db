import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { keyedFolder } from "../../../tools/cache.ts";
import { example, lockWithoutOwn, withoutOwn } from "../../../tools/temporal/own-packages.mjs";
import { execute, placeFlat } from "../../e2e/support/packages.ts";

/** The packages that the example's lockfile names, installed once (260 MB) and kept in the user's cache. */
async function installed(): Promise<string> {
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
    for (const [name, text] of Object.entries(files)) await writeFile(join(made, name), text);
    await execute("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], made);
  });
  return join(folder, "node_modules");
}

/** The example as a user would copy it, with its packages and the built ones of this repository. */
export async function copyOfExample(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-fleet-"));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await cp(example, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await placeFlat(join(folder, "node_modules"), await installed());
  return folder;
}
