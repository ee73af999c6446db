import { CloudError } from "../http/errors.ts";
import type { AnyOp } from "./definition.ts";
import { type AnyLive, phase } from "./look.ts";
import { RefusedError } from "./problems.ts";
import type { Run } from "./run.ts";

/** How a server is brought into a power state. The calls are the clouds'; what comes of them is seen here. */

/** What every resource that has the concept calls it. */
export const POWER_INPUT = "powerState";

/** Seconds for a call that was refused, or whose answer was lost, to show that it was carried out all the same. */
const SHOWS_LIMIT = 120;

/** The power state that is observed; undefined if it cannot be told, as in a rescue system. */
export const powerOf = ({ definition, live }: Run): string | undefined => definition.power?.(live);

/** The power state that the program asks for; undefined if it is not managed. */
export function managedPower({ want }: Run): string | undefined {
  const wanted = want[POWER_INPUT];
  return typeof wanted === "string" ? wanted : undefined;
}

/** Brings the object into a power state. With a limit, answers whether that was reached in time. */
export async function bring(run: Run, op: AnyOp, to: string, limitSeconds?: number): Promise<boolean> {
  // What is on a shelf has to leave it before it can be stopped.
  if (powerOf(run) === "shelved" && to === "stopped") {
    await move(run, op, "running");
  }
  return powerOf(run) === to || move(run, op, to, limitSeconds);
}

async function move(run: Run, op: AnyOp, to: string, limitSeconds?: number): Promise<boolean> {
  const { session, definition } = run;
  const what = `to be ${to}`;
  const is = (live: AnyLive, ...phases: readonly string[]) => phases.includes(phase(definition, live)?.is ?? "");
  const isReached = (live: AnyLive) => definition.power?.(live) === to && !is(live, "pending");
  const refusal = await askFor(run, op, to);
  if (refusal !== undefined) {
    // Perhaps it is so already, or becomes so: the answer to a first sending may have been lost.
    if (!(await run.within(SHOWS_LIMIT, what, (live) => isReached(live) || is(live, "pending")))) {
      throw refusal;
    }
  }
  const isOver = (live: AnyLive) => isReached(live) || is(live, "failed");
  if (limitSeconds === undefined) {
    await run.until(what, isOver);
  } else if (!(await run.within(limitSeconds, what, isOver))) {
    return false;
  }
  if (is(run.live, "failed")) {
    throw new RefusedError(
      `${session.cloud} put the ${definition.noun} into an error state (${definition.words?.(run.live)}) when it was asked ${what}. Look at it in the cloud's panel.`,
    );
  }
  return true;
}

/** Sends the call. Gives an error that leaves open whether it was carried out, now or before. */
async function askFor(run: Run, op: AnyOp, to: string): Promise<CloudError | undefined> {
  const { session, definition } = run;
  if (definition.switchPower === undefined) {
    throw new Error(`${definition.token} has no call that changes its power state`);
  }
  try {
    await definition.switchPower(op, to);
    return undefined;
  } catch (error) {
    if (error instanceof CloudError && (error.kind === "conflict" || error.effect === "unknown")) {
      return error;
    }
    throw error;
  } finally {
    session.observer.written(definition);
  }
}
