import type { AnyContext } from "../definition/definition.ts";
import { POWER_INPUT } from "../observe/recorded-power.ts";
import type { Operation } from "./operation.ts";
import { carryOut } from "./write.ts";

/** Brings a server into a power state. The calls belong to the clouds; the outcome is observed here. */

/** The observed power state; undefined if it is not known, as in a rescue system. */
export const powerOf = ({ definition, observed }: Operation): string | undefined => definition.power?.(observed);

/** The power state that the program requests; undefined if it is not managed. */
export function managedPower({ desired }: Operation): string | undefined {
  const wanted = desired[POWER_INPUT];
  return typeof wanted === "string" ? wanted : undefined;
}

/** Brings the object into a power state. With a limit, returns whether it got there in time. */
export async function bringToPowerState(
  operation: Operation,
  context: AnyContext,
  to: string,
  limitSeconds?: number,
): Promise<boolean> {
  // A shelved server must be unshelved before it can be stopped.
  if (powerOf(operation) === "shelved" && to === "stopped") {
    await move(operation, context, "running");
  }
  return powerOf(operation) === to || move(operation, context, to, limitSeconds);
}

async function move(operation: Operation, context: AnyContext, to: string, limitSeconds?: number): Promise<boolean> {
  const { definition } = operation;
  return carryOut(operation, {
    what: `to be ${to}`,
    send: async () => {
      if (definition.switchPower === undefined) {
        throw new Error(`${definition.token} has no call that changes its power state`);
      }
      await definition.switchPower(context, to);
    },
    isDone: (observed) => definition.power?.(observed) === to,
    limitSeconds,
  });
}
