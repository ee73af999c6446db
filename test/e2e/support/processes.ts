import { readdir, readFile, readlink } from "node:fs/promises";

/** Processes of the provider that work in a folder: those for dynamic resources, or of the plugin. */
export async function providers(
  folder: string,
  what: "dynamic-provider" | "pulumi-resource-indiecloud" = "dynamic-provider",
): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const [command, cwd] = await Promise.all([
          readFile(`/proc/${pid}/cmdline`, "utf8"),
          readlink(`/proc/${pid}/cwd`),
        ]);
        const [program = ""] = command.split("\0");
        return /(^|\/)node$/.test(program) && command.includes(what) && cwd === folder ? [Number(pid)] : [];
      } catch {
        // It ended while we looked.
        return [];
      }
    }),
  );
  return found.flat();
}
