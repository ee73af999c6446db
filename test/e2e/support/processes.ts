import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { Stack } from "./stack.ts";

/** Provider processes that work in a folder: those for dynamic resources, or the plugin's. */
export const providers = (
  folder: string,
  what: "dynamic-provider" | "pulumi-resource-indiecloud" = "dynamic-provider",
): Promise<number[]> =>
  working(
    folder,
    // The executable is a process without Node.js.
    (command) => /^([^\0]*\/)?(node|pulumi-resource-indiecloud)\0/.test(command) && command.includes(what),
  );

/** Those of a stack's own adapter. */
export const providersOf = ({ folder, adapter }: Stack): Promise<number[]> =>
  providers(folder, adapter === "plugin" ? "pulumi-resource-indiecloud" : "dynamic-provider");

/** Processes that work in a folder, selected by command line. */
async function working(folder: string, is: (command: string) => boolean): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const [command, cwd] = await Promise.all([
          readFile(`/proc/${pid}/cmdline`, "utf8"),
          readlink(`/proc/${pid}/cwd`),
        ]);
        return cwd === folder && is(command) ? [Number(pid)] : [];
      } catch {
        // It ended in the meantime.
        return [];
      }
    }),
  );
  return found.flat();
}

/** Resolves when all of them have ended; rejects after a minute. */
export const providersEnd = (folder: string, what?: Parameters<typeof providers>[1]): Promise<void> =>
  end(() => providers(folder, what));

/** Resolves when no process at all works in a folder. */
export const allEnd = (folder: string): Promise<void> => end(() => working(folder, () => true));

async function end(leftover: () => Promise<number[]>): Promise<void> {
  for (let round = 0; round < 600; round += 1) {
    if ((await leftover()).length === 0) return;
    await setTimeout(100);
  }
  throw new Error(`still there: ${(await leftover()).join(", ")}`);
}
