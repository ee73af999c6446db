import type { RequiredPower } from "../definition/step.ts";
import { messageOf } from "../errors.ts";
import { phaseOf } from "../observe/observe.ts";
import { wasRunning } from "../observe/recorded-power.ts";
import type { Operation } from "./operation.ts";
import { operationContext } from "./operation-context.ts";
import { bringToPowerState, managedPower, powerOf } from "./power.ts";
import { waitUntil } from "./waits.ts";

/** Seconds to restore a server, even if the operation's time limit has passed. */
const RESTORE_LIMIT = 300;

interface PowerStep {
  readonly label: string;
  readonly fields: readonly string[];
  readonly requiresPower?: readonly RequiredPower[] | undefined;
}

/**
 * Work that a cloud does only in another power state than the server's: a resize of a stopped server, a reinstallation of an
 * unshelved one. Steps declare the state that they need (`requiresPower`). The server is brought into that state, and back when
 * the work is over, whatever the outcome. If a run was killed before it restored the server, the next run does it: the state
 * file has the power state from before.
 */
export class StoppedWork {
  private readonly operation: Operation;
  /** The power state to restore when the work is over; undefined while the server is in it. */
  private target: string | undefined;
  /** The inputs whose change made the server leave that state. */
  private readonly fields = new Set<string>();
  /** Whether the server has been observed in the state that the work needs. */
  private isThere = false;
  private gaveUp = false;

  constructor(operation: Operation) {
    this.operation = operation;
  }

  /** The power state that the next run has to restore, and the inputs whose change made the server leave it. */
  get dueFields(): { power: string; fields: readonly string[] } | undefined {
    return this.target === undefined ? undefined : { power: this.target, fields: [...this.fields] };
  }

  /** Does the work of a step in the power state that it needs. */
  async do(step: PowerStep, work: (isExpected?: (error: unknown) => boolean) => Promise<void>): Promise<void> {
    const need = step.requiresPower?.find(({ insteadOf }) => insteadOf.includes(powerOf(this.operation) ?? ""));
    if (need?.ifRefused !== undefined) {
      try {
        return await work((error) => need.ifRefused?.(error) === true);
      } catch (error) {
        if (!need.ifRefused(error)) {
          throw error;
        }
        this.warn(
          `${this.operation.session.cloud} does not let it ${step.label} while it is ${powerOf(this.operation)}, so it is brought to "${need.state}" and back.`,
        );
      }
    }
    if (need !== undefined) {
      await this.enter(need, step.fields);
    }
    await work();
  }

  /** Brings the server into the required state. With a limit, returns whether it got there in time. */
  async enter({ state }: RequiredPower, fields: readonly string[], limitSeconds?: number): Promise<boolean> {
    this.noteDue(managedPower(this.operation) ?? powerOf(this.operation), fields);
    this.isThere = false;
    this.isThere = await bringToPowerState(this.operation, operationContext(this.operation), state, limitSeconds);
    return this.isThere;
  }

  /**
   * Called for a step that the program requests or that an earlier run left unfinished. If the server is in the state that the
   * step needs and was recorded in another one, an interrupted run left it there: it is restored even if the work itself is
   * already done. Somebody may also have changed the power state by hand; the server is then started all the same, with a
   * warning.
   */
  resume({ fields, requiresPower = [] }: PowerStep): void {
    const { operation } = this;
    const [observedPower, managed, recorded = ""] = [
      powerOf(operation),
      managedPower(operation),
      operation.options.previous?.power,
    ];
    const isLeft = requiresPower.some(
      ({ state, insteadOf }) => observedPower === state && insteadOf.includes(managed ?? recorded),
    );
    if (!isLeft || this.target !== undefined) {
      return;
    }
    this.noteDue(managed ?? "running", fields);
    this.isThere = true;
    if (managed === undefined) {
      this.warn(
        observedPower === "running"
          ? wasRunning(recorded)
          : `it is ${observedPower}, but was ${recorded} after Pulumi's last change; an interrupted run may have left it like this. It is started again. To keep it ${observedPower}, set powerState: "${observedPower}".`,
      );
    }
  }

  /** Restores the server. */
  async restore(): Promise<void> {
    const { operation, target } = this;
    if (target === undefined) {
      return;
    }
    operation.waiter.extend(RESTORE_LIMIT);
    try {
      await bringToPowerState(operation, operationContext(operation), target);
    } catch (error) {
      this.gaveUp = true;
      throw new Error(
        `${messageOf(error)} The change succeeded, but the ${operation.definition.noun} is not ${target} yet. The next pulumi up tries again.`,
        { cause: error },
      );
    }
    this.target = undefined;
  }

  /** Restores the server after an error. That error is the one that counts: a failure here is only a warning. */
  async restoreAfterFailure(): Promise<void> {
    const { operation, target } = this;
    if (target === undefined || this.gaveUp) {
      return;
    }
    operation.waiter.extend(RESTORE_LIMIT);
    try {
      // What failed may still be in progress.
      await waitUntil(
        operation,
        "to be at rest",
        (observed) => phaseOf(operation.definition, observed)?.is !== "pending",
      );
      await bringToPowerState(operation, operationContext(operation), target);
      // If the required state was never observed, a call to stop the server may still take effect later, so the restore stays
      // due.
      this.target = this.isThere ? undefined : target;
    } catch (error) {
      this.warn(
        `it was ${target} before the change and could not be brought back to that: ${messageOf(operation.explain(error))} The next pulumi up tries again.`,
      );
    }
  }

  private noteDue(target: string | undefined, fields: readonly string[]): void {
    this.target ??= target;
    for (const field of fields) {
      this.fields.add(field);
    }
  }

  private warn(message: string): void {
    this.operation.session.reporter.warn(this.operation.about(message));
  }
}
