import { RefusedError } from "../engine/errors.ts";
import type { Reporter } from "../engine/reporter.ts";
import type { Clock } from "../http/clock.ts";
import { isRefused } from "./lifetime.ts";
import { processesOf } from "./processes.ts";
import { type Place, readRecords } from "./run-records.ts";

/** Milliseconds. A provider whose Pulumi has died waits for a create no longer than one call may take. */
const LIMIT_MS = 90_000;
const POLL_MS = 500;

/**
 * Finds the providers of the same program on this machine whose Pulumi has died and that are still running: they wait for the
 * answer to a create, and the cloud may not list the new object yet.
 */
export async function findProvidersLeftRunning(
  { folder, processes = processesOf() }: Place,
  { pid = process.pid, isDead = isRefused }: { pid?: number; isDead?: typeof isRefused } = {},
): Promise<number[]> {
  const records = await readRecords(folder, ({ provider }) => provider !== pid && isRunning(provider));
  const machine = records.length === 0 ? undefined : await processes.machine();
  const left = records.map(async ({ boot, namespace, provider, engine, cwd }) => {
    const isHere = boot === machine?.boot && namespace === machine.namespace && cwd === process.cwd();
    const isSame = isHere && (await processes.find(provider.pid))?.started === provider.started;
    return isSame && (await isDead(engine)) ? [provider.pid] : [];
  });
  return [...new Set((await Promise.all(left)).flat())];
}

/** A process of another user exists too, although it cannot be signalled. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Waits until none is left. Earlier, the lookup before a create could miss an object that another create is making. */
export async function waitForProvidersLeftRunning(
  find: () => Promise<number[]>,
  { clock, signal, reporter }: { clock: Clock; signal: AbortSignal; reporter: Reporter },
): Promise<void> {
  const deadline = clock.now() + LIMIT_MS;
  let isReported = false;
  for (let pids = await find(); pids.length > 0; pids = await find()) {
    const which = `The provider of a killed Pulumi run is still running (process ${pids.join(", ")})`;
    if (clock.now() >= deadline) {
      throw new RefusedError(
        `${which} and may still create something, so nothing was created. Run npx indiecloud recover, which ends it, then pulumi up.`,
      );
    }
    if (!isReported) {
      reporter.info(`${which}, waiting for the response to a create. Nothing is created until it has ended.`);
      isReported = true;
    }
    await clock.sleep(POLL_MS, signal);
  }
}
