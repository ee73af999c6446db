import type { RequiredPower } from "../definition/step.ts";
import { messageOf } from "../errors.ts";
import { phaseOf } from "../observe/observe.ts";
import { wasRunning } from "../observe/recorded-power.ts";
import type { Operation } from "./operation.ts";
import { operationContext } from "./operation-context.ts";
import { bringToPowerState, managedPower, powerOf } from "./power.ts";
import { waitUntil } from "./waits.ts";

/** Seconds to bring a server back, even if the time of the operation is over. */
const RESTORE_LIMIT = 300;

interface PowerStep {
  readonly label: string;
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
  private readonly operation: Operation;
  /** The power state to bring the server to when the work is over; undefined while it is in it. */
  private target: string | undefined;
  /** The inputs whose change it has left that state for. */
  private readonly fields = new Set<string>();
  /** The server has been seen in the state of the work. */
  private isThere = false;
  private gaveUp = false;

  constructor(operation: Operation) {
    this.operation = operation;
  }

  /** The power state that the next run has to bring the server to, and the inputs whose change it was left for. */
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

  /** Brings the server into the state that is needed. With a limit, answers whether that was reached in time. */
  async enter({ state }: RequiredPower, fields: readonly string[], limitSeconds?: number): Promise<boolean> {
    this.noteDue(managedPower(this.operation) ?? powerOf(this.operation), fields);
    this.isThere = false;
    this.isThere = await bringToPowerState(this.operation, operationContext(this.operation), state, limitSeconds);
    return this.isThere;
  }

  /**
   * For a step that the program asks for or that an earlier run has not ended. If the server is in the state of the work,
   * and was in another one before, that run was interrupted and has left it so: it is brought back even if the work
   * itself is done. It can have been done by hand as well; then the server runs all the same, and the user reads so.
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

  /** Brings the server back. */
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

  /** Brings the server back after an error, which is what counts: what fails here is a warning. */
  async restoreAfterFailure(): Promise<void> {
    const { operation, target } = this;
    if (target === undefined || this.gaveUp) {
      return;
    }
    operation.waiter.extend(RESTORE_LIMIT);
    try {
      // What has failed may be under way still.
      await waitUntil(
        operation,
        "to be at rest",
        (observed) => phaseOf(operation.definition, observed)?.is !== "pending",
      );
      await bringToPowerState(operation, operationContext(operation), target);
      // A call that was to stop it, and of which nothing is known, may come late.
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
    this.operation.session.reporter.warn(`${this.operation.options.label}: ${message}`);
  }
}
