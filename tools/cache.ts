import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./pulumi/get.mjs";

/**
 * A folder of this user's, outside the clone, that is made once and then kept under a key that says all that decides
 * what is in it. `make` fills an empty folder, which appears under its name by one rename: what was only half made is
 * never found.
 */
export async function keyedFolder(
  kind: string,
  key: string,
  make: (folder: string) => Promise<unknown>,
): Promise<string> {
  const parent = join(cacheFolder(), kind);
  const cached = join(parent, key);
  if (await exists(cached)) return cached;
  await mkdir(parent, { recursive: true });
  const staging = await mkdtemp(join(parent, "making-"));
  try {
    await make(staging);
    // A run beside this one may have been quicker.
    await rename(staging, cached).catch(async (error: unknown) => {
      if (!(await exists(cached))) throw error;
    });
    return cached;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
