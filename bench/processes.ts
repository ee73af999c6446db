import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** What a process and all its descendants used, as Linux shows it. Zero elsewhere. */
export interface Use {
  cpuSeconds: number;
  /** The most resident memory of all of them at one time, in MiB. */
  peakMiB: number;
}

const TICKS = 100;
const EVERY_MS = 100;

interface Process {
  pid: number;
  parent: number;
  ticks: number;
  pages: number;
}

async function processes(): Promise<Process[]> {
  const names = await readdir("/proc").catch(() => []);
  const all = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name): Promise<Process | undefined> => {
        const text = await readFile(`/proc/${name}/stat`, "utf8").catch(() => undefined);
        // The second field, in parentheses, may hold blanks.
        const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
        return fields === undefined
          ? undefined
          : {
              pid: Number(name),
              parent: Number(fields[1]),
              ticks: Number(fields[11]) + Number(fields[12]),
              pages: Number(fields[21]),
            };
      }),
  );
  return all.filter((each) => each !== undefined);
}

/** CPU seconds of all descendants of this process that have ended, as Linux shows it. Zero elsewhere. */
export async function endedSeconds(): Promise<number> {
  const text = await readFile("/proc/self/stat", "utf8").catch(() => "");
  const [user = 0, system = 0] = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .slice(13, 15)
    .map(Number);
  return (user + system) / TICKS;
}

/** Watches a process and its descendants until `stop` is called. */
export function watch(root: number): { stop(): Promise<Use> } {
  const known = new Set([root]);
  const ticks = new Map<number, number>();
  let peak = 0;
  let isOver = false;
  const look = async () => {
    const all = await processes();
    for (const { pid, parent } of all) {
      if (known.has(parent)) known.add(pid);
    }
    const own = all.filter(({ pid }) => known.has(pid));
    for (const { pid, ticks: used } of own) {
      ticks.set(pid, used);
    }
    peak = Math.max(peak, own.reduce((sum, { pages }) => sum + pages, 0) / 256);
  };
  const watching = (async () => {
    while (!isOver) {
      await look();
      await sleep(EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await watching;
      return { cpuSeconds: [...ticks.values()].reduce((sum, used) => sum + used, 0) / TICKS, peakMiB: peak };
    },
  };
}

/** The names of the processes whose environment contains a text. */
export async function processesWith(text: string): Promise<string[]> {
  const names = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const environment = await readFile(`/proc/${name}/environ`, "utf8").catch(() => "");
      const command = await readFile(`/proc/${name}/comm`, "utf8").catch(() => "");
      return environment.includes(text) ? [command.trim()] : [];
    }),
  );
  return found.flat();
}
