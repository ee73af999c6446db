import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

/** What tells one process of a machine from all others, also from later ones with the same id. */
export interface ProcessInfo {
  pid: number;
  parent: number;
  /** Of the executable, without its folder. */
  name: string;
  /** The time of its start as the system writes it, to be compared only with itself. */
  started: string;
  /** The same in milliseconds since the epoch, to a second or so. */
  startedAt: number;
}

/** What tells this machine, between two of its starts, from all others; and from another container on it. */
export interface Machine {
  boot: string;
  /** Process ids of two namespaces have nothing to do with each other. */
  namespace: string;
}

/** The processes that can be seen from here. Whatever cannot be found out is undefined. */
export interface Processes {
  machine(): Promise<Machine | undefined>;
  find(pid: number): Promise<ProcessInfo | undefined>;
}

/** What the operating system is asked through; tests play another one. */
export interface SystemAccess {
  read(path: string): Promise<string>;
  link(path: string): Promise<string>;
  run(command: string, args: readonly string[]): Promise<string>;
}

const realSystem: SystemAccess = {
  read: (path) => readFile(path, "utf8"),
  link: (path) => readlink(path),
  run: async (command, args) => {
    const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
    return (await promisify(execFile)(command, [...args], { env })).stdout;
  },
};

const orUndefined = <T>(work: () => Promise<T | undefined>): Promise<T | undefined> => work().catch(() => undefined);

/** Windows has none of it without a script that takes a second. */
const nowhere: Processes = { machine: async () => undefined, find: async () => undefined };

export function processesOf(platform: NodeJS.Platform = process.platform, system = realSystem): Processes {
  return platform === "linux" ? onLinux(system) : platform === "darwin" ? onMac(system) : nowhere;
}

/** Times in `/proc` count in hundredths of a second, whatever the processor. */
const TICKS_PER_SECOND = 100;

const onLinux = ({ read, link }: SystemAccess): Processes => ({
  machine: () =>
    orUndefined(async () => ({
      boot: (await read("/proc/sys/kernel/random/boot_id")).trim(),
      namespace: await link("/proc/self/ns/pid"),
    })),
  find: (pid) =>
    orUndefined(async () => {
      const [status, machine] = await Promise.all([read(`/proc/${pid}/stat`), read("/proc/stat")]);
      // The name is in parentheses, and may hold some itself.
      const [, name = "", rest = ""] = /^\d+ \((.*)\) (.*)$/s.exec(status) ?? [];
      const fields = rest.split(" ");
      const [parent, started] = [fields[1], fields[19]];
      const [, boot] = /^btime (\d+)$/m.exec(machine) ?? [];
      if (parent === undefined || started === undefined || boot === undefined) {
        return undefined;
      }
      const startedAt = (Number(boot) + Number(started) / TICKS_PER_SECOND) * 1000;
      return { pid, parent: Number(parent), name, started, startedAt };
    }),
});

const onMac = ({ run }: SystemAccess): Processes => ({
  machine: () =>
    orUndefined(async () => {
      const boot = (await run("sysctl", ["-n", "kern.bootsessionuuid"])).trim();
      return boot === "" ? undefined : { boot, namespace: "" };
    }),
  find: (pid) =>
    orUndefined(async () => {
      const line = await run("ps", ["-o", "ppid=,lstart=,comm=", "-p", String(pid)]);
      const [, parent, started = "", path = ""] =
        /^(\d+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(\S.*)$/.exec(line.trim()) ?? [];
      const startedAt = Date.parse(`${started} UTC`);
      return parent === undefined || Number.isNaN(startedAt)
        ? undefined
        : { pid, parent: Number(parent), name: path.split("/").at(-1) ?? "", started, startedAt };
    }),
});

/** The nearest process above this one with that name; a shell may stand between. */
export async function ancestor(processes: Processes, from: number, name: string): Promise<ProcessInfo | undefined> {
  let pid = from;
  for (let generation = 0; generation < 5 && pid > 0; generation += 1) {
    const found = await processes.find(pid);
    if (found === undefined || found.name === name) {
      return found;
    }
    pid = found.parent;
  }
  return undefined;
}
