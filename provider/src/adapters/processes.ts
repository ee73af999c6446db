import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

/** Identifies a process of a machine, distinct also from later processes with the same ID. */
export interface ProcessInfo {
  pid: number;
  parent: number;
  /** Name of the executable, without its directory. */
  name: string;
  /** Start time as the system writes it; only comparable with itself. */
  started: string;
  /** Start time in milliseconds since the epoch, exact to a second or so. */
  startedAt: number;
}

/** Identifies this machine between two of its boots, and a container on it. */
export interface Machine {
  boot: string;
  /** Process IDs of two namespaces are unrelated. */
  namespace: string;
}

/** The processes visible from here. Anything that cannot be determined is undefined. */
export interface Processes {
  machine(): Promise<Machine | undefined>;
  find(pid: number): Promise<ProcessInfo | undefined>;
}

/** Access to the operating system; tests replace it. */
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

/** Windows offers none of it without a script that takes a second. */
const nowhere: Processes = { machine: async () => undefined, find: async () => undefined };

export function processesOf(platform: NodeJS.Platform = process.platform, system = realSystem): Processes {
  return platform === "linux" ? onLinux(system) : platform === "darwin" ? onMac(system) : nowhere;
}

/** `/proc` counts time in hundredths of a second on every architecture. */
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
      // The name is in parentheses, and may contain some itself.
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

/** The nearest ancestor of this process with that name; there may be a shell in between. */
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
