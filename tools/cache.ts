import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./pulumi/get.mjs";

/**
 * A folder in the user's cache, outside the clone, that is created once and then kept under a key of everything that
 * determines its content. `make` fills an empty folder, which is then renamed into place, so an incomplete one is never
 * found.
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
    // A parallel run may have been faster.
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
