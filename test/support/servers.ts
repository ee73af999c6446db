import { type ChildProcess, execFile } from "node:child_process";
import { chown, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/* What the servers that tests start have in common. */

const execute = promisify(execFile);

/** Waits until a server has written this text, to either stream. `ended` resolves once it has ended. */
export async function untilReady(child: ChildProcess, text: string): Promise<{ ended: Promise<void> }> {
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let reported = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        reported += String(chunk);
        if (reported.includes(text)) resolve();
      });
    }
    child.once("error", reject);
    child.once("close", () => reject(new Error(reported)));
  });
  return { ended };
}

type User = { uid: number; gid: number } | undefined;

/** PostgreSQL and PgBouncer refuse to run as root. */
export async function someoneElse(): Promise<User> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const id = (option: string) => execute("id", [option, name]).then(({ stdout }) => Number(stdout));
    const found = await Promise.all([id("-u"), id("-g")]).catch(() => undefined);
    if (found !== undefined) return { uid: found[0], gid: found[1] };
  }
  throw new Error("there is no user postgres or nobody to run PostgreSQL as");
}

/** Makes a folder a user's, and writes these files there, which only that user can read. */
export async function furnish(folder: string, user: User, files: Readonly<Record<string, string>>): Promise<void> {
  const paths = Object.keys(files).map((name) => join(folder, name));
  await Promise.all(
    Object.values(files).map((content, index) => writeFile(paths[index] ?? "", content, { mode: 0o600 })),
  );
  if (user !== undefined) await Promise.all([folder, ...paths].map((path) => chown(path, user.uid, user.gid)));
}
