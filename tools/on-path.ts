import { realpath } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The path of an executable, links resolved: in these folders, else on PATH. */
export async function onPath(name: string, folders: readonly string[] = []): Promise<string | undefined> {
  for (const folder of [...folders, ...(process.env.PATH ?? "").split(delimiter)]) {
    const found = await realpath(join(folder, name)).catch(() => undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}
