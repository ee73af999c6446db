import { execFile } from "node:child_process";
import { readlink, realpath } from "node:fs/promises";
import { connect } from "node:net";
import { sep } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Provider processes in a folder whose Pulumi was killed. They end by themselves, but wait up to a minute for a create
 * that they have sent to a cloud. While one lives, the cloud's view may still change.
 */
export async function findLeftoverProcesses(folder: string): Promise<number[]> {
  if (process.platform === "win32") {
    return [];
  }
  const { stdout } = await run("ps", ["-A", "-o", "pid=,args="], { maxBuffer: 1 << 26 });
  const root = await realpath(folder);
  const found = await Promise.all(
    providersIn(stdout).map(async ({ pid, engine }) =>
      isWithin(root, await folderOfProcess(pid)) && !(await answers(engine)) ? [pid] : [],
    ),
  );
  return found.flat();
}

/** The providers, dynamic and plugin, among lines of `ps`, each with the address of the Pulumi that started it. */
export function providersIn(lines: string): { pid: number; engine: string }[] {
  const server =
    /^\s*(\d+)\s.*[\\/](?:cmd[\\/]dynamic-provider(?:[\\/]index\.js)?|pulumi-resource-indiecloud)\s+(?:.*\s)?(127\.0\.0\.1:\d+)\s*$/;
  return lines.split("\n").flatMap((line) => {
    const [, pid, engine = ""] = server.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), engine }];
  });
}

const isWithin = (root: string, folder: string | undefined): boolean =>
  folder === root || folder?.startsWith(`${root}${sep}`) === true;

/** Undefined: it has ended meanwhile or belongs to another user. */
async function folderOfProcess(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === "linux") {
      return await readlink(`/proc/${pid}/cwd`);
    }
    const { stdout } = await run("lsof", ["-a", "-p", String(pid), "-d", "cwd", "-F", "n"]);
    return /^n(.*)$/m.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Whether something listens at the address. */
const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const [host = "", port] = address.split(":");
    const socket = connect(Number(port), host);
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });

/** Kills the processes; one that has already ended is not an error. */
export function endAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has already ended.
    }
  }
}
