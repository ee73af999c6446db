import type { ResourceDefinition } from "../definition/definition.ts";
import type { AnyObserved } from "../definition/view.ts";
import type { ResourceMetadata } from "../state/metadata.ts";

/** The name of this input in every resource with a power state. */
export const POWER_INPUT = "powerState";

type RecordedPower = Pick<ResourceMetadata, "power" | "managed">;

/**
 * The power state to record after an operation or a refresh. If the program does not manage it, the recorded state stays until
 * the server is observed running. Otherwise, observing a server that a killed run has stopped would make "stopped" the state to
 * restore.
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
 * How a refresh handles a server that is in the power state of a change and was recorded in another one: an interrupted run
 * left it there. If the change itself is already visible, it is no longer a difference, and only this result makes the next run
 * restore the server.
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

/** The warning for a server that an interrupted run may have left running. */
export const wasRunning = (before: string): string =>
  `it is running, but was ${before} after Pulumi's last change. It is left running; to change that, set powerState: "${before}".`;
