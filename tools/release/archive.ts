import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { create } from "tar";

export interface Compression {
  /** 1 to 9, the smallest. */
  level?: number;
}

/** Writes a .tar.gz of files without their folders. The same files give the same bytes. */
export async function writeArchive(
  archive: string,
  files: readonly string[],
  { level = 9 }: Compression = {},
): Promise<void> {
  const gathered = await mkdtemp(join(tmpdir(), "indiecloud-archive-"));
  try {
    for (const file of files) {
      await copyFile(file, join(gathered, basename(file)));
    }
    // Nothing specific to this machine or time.
    const options = { cwd: gathered, gzip: { level }, portable: true, mtime: new Date(0) };
    await create(
      { ...options, file: archive },
      files.map((file) => basename(file)),
    );
  } finally {
    await rm(gathered, { recursive: true, force: true });
  }
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
