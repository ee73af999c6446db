import { readdir, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Beside each file of a backend in a directory, Pulumi writes another with its attributes. Killed in between, it leaves that one
 * empty, and no command reads the state again. The state itself is whole, because it is renamed into its place afterwards, and
 * Pulumi reads a state without attributes.
 */

/** The empty files with attributes in a backend's directory; none in any other backend, or in one that cannot be read here. */
export async function emptyAttributes(url: string, cwd: string): Promise<string[]> {
  const folder = folderOf(url, cwd);
  if (folder === undefined) {
    return [];
  }
  const top = join(folder, ".pulumi");
  const names = await readdir(top, { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith(".attrs")).map((name) => join(top, name));
  // Another run may have removed one in the meantime.
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => undefined,
      ),
    ),
  );
  return files.filter((_file, index) => sizes[index] === 0).toSorted();
}

export const removeAll = async (files: readonly string[]): Promise<void> => {
  await Promise.all(files.map((file) => rm(file, { force: true })));
};

/** `file:///var/state?no_tmp_dir=true`, `file://~`, `file://./state`. */
function folderOf(url: string, cwd: string): string | undefined {
  const [, path] = /^file:\/\/([^?]*)/.exec(url) ?? [];
  if (path === undefined) {
    return undefined;
  }
  if (path.startsWith("~")) {
    return join(homedir(), path.slice(1));
  }
  return path.startsWith(".") ? resolve(cwd, path) : fileURLToPath(`file://${path}`);
}
