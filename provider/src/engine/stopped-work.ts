import type { RequiredPower, ResourceDefinition } from "./definition.ts";
import { type AnyLive, phase } from "./look.ts";
import type { ResourceMetadata } from "./metadata.ts";
import { opOf } from "./op.ts";
import { bring, managedPower, POWER_INPUT, powerOf } from "./power.ts";
import { messageOf } from "./problems.ts";
import type { Run } from "./run.ts";

/** Seconds to bring a server back, even if the time of the operation is over. */
const RESTORE_LIMIT = 300;

interface StepLike {
  readonly does: string;
  readonly fields: readonly string[];
  readonly requiresPower?: readonly RequiredPower[] | undefined;
}

/**
 * Work that a cloud does only in another power state than the server is in: a resize of a stopped server, a
 * reinstallation of one that has left its shelf. Steps declare what they need (`requiresPower`); the server is brought
 * into that state, and back when the work is over, whatever becomes of it. What a run that was killed has not brought
 * back, the next one does: the state file holds the power state from before.
 */
export class StoppedWork {
  private readonly run: Run;
  /** The power state to bring the server to when the work is over; undefined while it is in it. */
  private target: string | undefined;
  /** The inputs whose change it has left that state for. */
  private readonly fields = new Set<string>();
  /** The server has been seen in the state of the work. */
  private isThere = false;
  private gaveUp = false;

  constructor(run: Run) {
    this.run = run;
  }

  /** The power state that the next run has to bring the server to, and the inputs whose change it was left for. */
  get owed(): { power: string; fields: readonly string[] } | undefined {
    return this.target === undefined ? undefined : { power: this.target, fields: [...this.fields] };
  }

  /** Does the work of a step in the power state that it needs. */
  async do(step: StepLike, work: () => Promise<void>): Promise<void> {
    const need = step.requiresPower?.find(({ insteadOf }) => insteadOf.includes(powerOf(this.run) ?? ""));
    if (need?.ifRefused !== undefined) {
      try {
        return await work();
      } catch (error) {
        if (!need.ifRefused(error)) {
          throw error;
        }
        this.warn(
          `${this.run.session.cloud} does not let it ${step.does} while it is ${powerOf(this.run)}; it is brought to "${need.state}" for that, and back.`,
        );
      }
    }
    if (need !== undefined) {
      await this.enter(need, step.fields);
    }
    await work();
  }

  /** Brings the server into the state that is needed. With a limit, answers whether that was reached in time. */
  async enter({ state }: RequiredPower, fields: readonly string[], limitSeconds?: number): Promise<boolean> {
    this.owe(managedPower(this.run) ?? powerOf(this.run), fields);
    this.isThere = false;
    this.isThere = await bring(this.run, opOf(this.run), state, limitSeconds);
    return this.isThere;
  }

  /**
   * For a step that the program asks for or that an earlier run has not ended. If the server is in the state of the work,
   * and was in another one before, that run was interrupted and has left it so: it is brought back even if the work
   * itself is done. It can have been done by hand as well; then the server runs all the same, and the user is told.
   */
  resume({ fields, requiresPower = [] }: StepLike): void {
    const { run } = this;
    const [observed, managed, recorded = ""] = [powerOf(run), managedPower(run), run.options.prior?.power];
    const isLeft = requiresPower.some(
      ({ state, insteadOf }) => observed === state && insteadOf.includes(managed ?? recorded),
    );
    if (!isLeft || this.target !== undefined) {
      return;
    }
    this.owe(managed ?? "running", fields);
    this.isThere = true;
    if (managed === undefined) {
      this.warn(
        observed === "running"
          ? leftRunning(recorded)
          : `it is ${observed}, and was ${recorded} when Pulumi last changed it; an interrupted run may have left it so. It is started. To keep it ${observed}, set powerState: "${observed}".`,
      );
    }
  }

  /** Brings the server back. */
  async restore(): Promise<void> {
    const { run, target } = this;
    if (target === undefined) {
      return;
    }
    run.allow(RESTORE_LIMIT);
    try {
      await bring(run, opOf(run), target);
    } catch (error) {
      this.gaveUp = true;
      throw new Error(
        `${messageOf(error)} The change was made, but the ${run.definition.noun} is not ${target} again. The next pulumi up tries again.`,
        { cause: error },
      );
    }
    this.target = undefined;
  }

  /** Brings the server back after an error, which is what counts: what fails here is a warning. */
  async restoreAfterFailure(): Promise<void> {
    const { run, target } = this;
    if (target === undefined || this.gaveUp) {
      return;
    }
    run.allow(RESTORE_LIMIT);
    try {
      // What has failed may be under way still.
      await run.until("to be at rest", (live) => phase(run.definition, live)?.is !== "pending");
      await bring(run, opOf(run), target);
      // A call that was to stop it, and of which nothing is known, may come late.
      this.target = this.isThere ? undefined : target;
    } catch (error) {
      this.warn(
        `it was ${target} before this, and could not be brought back: ${messageOf(run.explained(error))} The next pulumi up tries again.`,
      );
    }
  }

  private owe(target: string | undefined, fields: readonly string[]): void {
    this.target ??= target;
    for (const field of fields) {
      this.fields.add(field);
    }
  }

  private warn(message: string): void {
    this.run.session.reporter.warn(`${this.run.options.label}: ${message}`);
  }
}

type Remembered = Pick<ResourceMetadata, "power" | "managed">;

/**
 * The power state to remember after an operation or a refresh. One that the program does not manage stays what it was
 * until the server is seen to run: else a look at what a killed run has stopped would make that the state to go back to.
 */
export function powerToRemember(definition: ResourceDefinition, live: AnyLive, { power, managed }: Remembered): string {
  const observed = definition.power?.(live);
  return managed.includes(POWER_INPUT) || power === "" || observed === "running" ? (observed ?? power) : power;
}

/**
 * What a refresh makes of a server that is in the power state of a change, and was in another one before: an interrupted
 * run leaves it so. If the change itself is seen, it is no difference any more, and nothing but this tells the next run to
 * bring the server back.
 */
export function leftByWork(
  definition: ResourceDefinition,
  live: AnyLive,
  { power, managed }: Remembered,
  isChanged: (key: string) => boolean,
): { message: string; unfinished: string[] } | undefined {
  const observed = definition.power?.(live);
  const steps = definition.steps.filter(({ requiresPower = [] }) =>
    requiresPower.some(({ state, insteadOf }) => observed === state && insteadOf.includes(power)),
  );
  const fields = steps.flatMap((step) => step.fields.filter((key) => managed.includes(key) && isChanged(key)));
  if (managed.includes(POWER_INPUT) || steps.length === 0) {
    return undefined;
  }
  if (observed === "running") {
    return { message: leftRunning(power), unfinished: [] };
  }
  return fields.length === 0
    ? undefined
    : {
        message: `${fields.join(" and ")} changed, and it is ${observed} and was ${power} before, as a run leaves it that is interrupted. The next pulumi up starts it. To keep it ${observed}, set powerState: "${observed}".`,
        unfinished: fields,
      };
}

const leftRunning = (before: string): string =>
  `it runs, and was ${before} when Pulumi last changed it. It is left running; for the other, set powerState: "${before}".`;
