import { CloudError } from "../../http/errors.ts";
import type { AnyContext, AnyObserved } from "../definition/definition.ts";
import { RefusedError } from "../errors.ts";
import { phaseOf } from "../observe/observe.ts";
import { POWER_INPUT } from "../observe/recorded-power.ts";
import type { Operation } from "./operation.ts";

/** How a server is brought into a power state. The calls are the clouds'; what comes of them is seen here. */

/** Seconds for a call that was refused, or whose answer was lost, to show that it was carried out all the same. */
const SHOWS_LIMIT = 120;

/** The power state that is observed; undefined if it cannot be told, as in a rescue system. */
export const powerOf = ({ definition, observed }: Operation): string | undefined => definition.power?.(observed);

/** The power state that the program asks for; undefined if it is not managed. */
export function managedPower({ desired }: Operation): string | undefined {
  const wanted = desired[POWER_INPUT];
  return typeof wanted === "string" ? wanted : undefined;
}

/** Brings the object into a power state. With a limit, answers whether that was reached in time. */
export async function bringToPowerState(
  operation: Operation,
  context: AnyContext,
  to: string,
  limitSeconds?: number,
): Promise<boolean> {
  // What is on a shelf has to leave it before it can be stopped.
  if (powerOf(operation) === "shelved" && to === "stopped") {
    await move(operation, context, "running");
  }
  return powerOf(operation) === to || move(operation, context, to, limitSeconds);
}

async function move(operation: Operation, context: AnyContext, to: string, limitSeconds?: number): Promise<boolean> {
  const { session, definition } = operation;
  const what = `to be ${to}`;
  const is = (observed: AnyObserved, ...phases: readonly string[]) =>
    phases.includes(phaseOf(definition, observed)?.is ?? "");
  const isReached = (observed: AnyObserved) => definition.power?.(observed) === to && !is(observed, "pending");
  const refusal = await requestPowerState(operation, context, to);
  if (refusal !== undefined) {
    // Perhaps it is so already, or becomes so: the response to a first sending may have been lost.
    if (
      !(await operation.waitWithin(SHOWS_LIMIT, what, (observed) => isReached(observed) || is(observed, "pending")))
    ) {
      throw refusal;
    }
  }
  const isOver = (observed: AnyObserved) => isReached(observed) || is(observed, "failed");
  if (limitSeconds === undefined) {
    await operation.waitUntil(what, isOver);
  } else if (!(await operation.waitWithin(limitSeconds, what, isOver))) {
    return false;
  }
  if (is(operation.observed, "failed")) {
    throw new RefusedError(
      `${session.cloud} put the ${definition.noun} into an error state (${definition.statusText?.(operation.observed)}) when it was asked ${what}. Check it in the cloud's panel.`,
    );
  }
  return true;
}

/** Sends the call. Gives an error that leaves open whether it was carried out, now or before. */
async function requestPowerState(
  operation: Operation,
  context: AnyContext,
  to: string,
): Promise<CloudError | undefined> {
  const { session, definition } = operation;
  if (definition.switchPower === undefined) {
    throw new Error(`${definition.token} has no call that changes its power state`);
  }
  try {
    await definition.switchPower(context, to);
    return undefined;
  } catch (error) {
    if (error instanceof CloudError && (error.kind === "conflict" || error.effect === "unknown")) {
      return error;
    }
    throw error;
  } finally {
    session.observer.invalidate(definition);
  }
}
