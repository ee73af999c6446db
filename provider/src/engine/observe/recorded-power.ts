import type { ResourceDefinition } from "../definition/definition.ts";
import type { AnyObserved } from "../definition/view.ts";
import type { ResourceMetadata } from "../state/metadata.ts";

/** The input that every resource with a power state calls so. */
export const POWER_INPUT = "powerState";

type RecordedPower = Pick<ResourceMetadata, "power" | "managed">;

/**
 * The power state to remember after an operation or a refresh. One that the program does not manage stays what it was
 * until the server is seen to run: else a look at what a killed run has stopped would make that the state to go back to.
 */
export function powerToRemember(
  definition: ResourceDefinition,
  observed: AnyObserved,
  { power, managed }: RecordedPower,
): string {
  const observedPower = definition.power?.(observed);
  return managed.includes(POWER_INPUT) || power === "" || observedPower === "running"
    ? (observedPower ?? power)
    : power;
}

/**
 * What a refresh makes of a server that is in the power state of a change, and was in another one before: an interrupted
 * run leaves it so. If the change itself is seen, it is no difference any more, and nothing but this tells the next run to
 * bring the server back.
 */
export function powerAfterWork(
  definition: ResourceDefinition,
  observed: AnyObserved,
  { power, managed }: RecordedPower,
  isChanged: (key: string) => boolean,
): { message: string; unfinished: string[] } | undefined {
  const observedPower = definition.power?.(observed);
  const steps = definition.steps.filter(({ requiresPower = [] }) =>
    requiresPower.some(({ state, insteadOf }) => observedPower === state && insteadOf.includes(power)),
  );
  const fields = steps.flatMap((step) => step.fields.filter((key) => managed.includes(key) && isChanged(key)));
  if (managed.includes(POWER_INPUT) || steps.length === 0) {
    return undefined;
  }
  if (observedPower === "running") {
    return { message: wasRunning(power), unfinished: [] };
  }
  return fields.length === 0
    ? undefined
    : {
        message: `${fields.join(" and ")} changed, and it is ${observedPower} but was ${power} before; an interrupted run may have left it like this. The next pulumi up starts it. To keep it ${observedPower}, set powerState: "${observedPower}".`,
        unfinished: fields,
      };
}

/** What a user reads about a server that an interrupted run may have left running. */
export const wasRunning = (before: string): string =>
  `it is running, but was ${before} after Pulumi's last change. It is left running; to change that, set powerState: "${before}".`;
