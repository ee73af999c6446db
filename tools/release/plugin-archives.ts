import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Compression, writeArchive } from "./archive.ts";
import { lockedBun } from "./bun.ts";
import { compileExecutable } from "./executable.ts";
import type { Target } from "./targets.ts";

/* The archives that `pulumi plugin install` unpacks. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "provider/dist");
const LICENSE = join(root, "LICENSE");
const THIRD_PARTY = join(dist, "THIRD_PARTY_LICENSES");

export async function version(): Promise<string> {
  return JSON.parse(await readFile(join(root, "provider/package.json"), "utf8")).version;
}

/** The plugin in JavaScript: one archive for every system, with Node.js. */
export async function javascriptArchive(folder: string): Promise<string> {
  const archive = join(folder, `pulumi-resource-indiecloud-v${await version()}.tar.gz`);
  const launchers = ["pulumi-resource-indiecloud", "pulumi-resource-indiecloud.cmd"];
  const names = ["plugin.cjs", "budget-server.cjs", "schema.json", ...launchers];
  await writeArchive(archive, [LICENSE, THIRD_PARTY, ...names.map((name) => join(dist, name))]);
  return archive;
}

/** The plugin as one executable, under the name that Pulumi looks for on a release page. */
export async function executableArchive(folder: string, target: Target, compression?: Compression): Promise<string> {
  const archive = join(folder, `pulumi-resource-indiecloud-v${await version()}-${target.name}.tar.gz`);
  const staging = await mkdtemp(join(tmpdir(), "indiecloud-plugin-"));
  try {
    const file = await compileExecutable(target, staging);
    const licenses = join(staging, "THIRD_PARTY_LICENSES");
    await writeFile(licenses, await thirdPartyLicenses(target));
    await writeArchive(archive, [LICENSE, licenses, file], compression);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return archive;
}

async function thirdPartyLicenses(target: Target): Promise<string> {
  const own = (name: string) => readFile(new URL(`bun/${name}`, import.meta.url), "utf8");
  const bun = [
    `Bun ${(await lockedBun(target)).version} (MIT)\n`,
    ...(await Promise.all(["NOTICE", "LGPL-2.txt", "LGPL-2.1.txt"].map(own))),
  ];
  return [await readFile(THIRD_PARTY, "utf8"), bun.join("\n")].join(`\n${"-".repeat(80)}\n\n`);
}
