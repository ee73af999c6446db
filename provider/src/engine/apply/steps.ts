import { CloudError } from "../../http/errors.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { Step } from "../definition/step.ts";
import { refusalIn } from "../definition/task.ts";
import type { Json } from "../definition/values.ts";
import { inWords } from "../definition/words.ts";
import { messageOf, RefusedError } from "../errors.ts";
import { aim, spellingOf } from "./aim.ts";
import { refuseObservedShrinking } from "./grow-only.ts";
import { mergeOf, progress } from "./merge.ts";
import type { Operation } from "./operation.ts";
import { operationContext } from "./operation-context.ts";
import { StoppedWork } from "./stopped-work.ts";
import { waitWithin } from "./waits.ts";
import { carryOut } from "./write.ts";

type AnyStep = Step<unknown, Record<string, unknown>, ResourceDefinition["inputs"], ResourceDefinition["outputs"]>;

/**
 * The steps of one operation. An update runs the steps whose inputs the program has changed since they were recorded, or that
 * an earlier run left unfinished. Changes that somebody else made meanwhile are left alone, because no preview has shown them.
 * A create, an adoption and the runs that resume them run all steps. A step whose result is already observed never runs.
 */
export class Steps {
  /** Restores a server that was stopped for a step. */
  readonly stoppedWork: StoppedWork;
  private readonly operation: Operation;
  private readonly ended = new Set<AnyStep>();
  private begun: AnyStep | undefined;
  /** The observed values before the step that has begun. */
  private before: Json = {};
  /** Inputs that cannot be read back and whose call was accepted: they must not be sent again if the rest fails. */
  private readonly sentInputs = new Set<string>();

  constructor(operation: Operation) {
    this.operation = operation;
    this.stoppedWork = new StoppedWork(operation);
  }

  /** Runs the steps that are due, in order. Restores a server that was stopped for one, whatever the outcome. */
  async runAll(): Promise<void> {
    const { stoppedWork } = this;
    const { definition } = this.operation;
    try {
      for (const step of definition.steps) {
        if (step.requiresPower === undefined) {
          await stoppedWork.restore();
        }
        if (this.isRequested(step)) {
          await this.runIfDue(step);
        }
        this.ended.add(step);
      }
      await stoppedWork.restore();
    } catch (error) {
      await stoppedWork.restoreAfterFailure();
      throw error;
    }
    await this.operation.restoreDesired();
  }

  /** The inputs whose step is due or was begun, and has not finished. */
  get unfinished(): string[] {
    const open = this.operation.definition.steps.filter((step) => !this.ended.has(step) && this.isRequested(step));
    const keys = open.flatMap((step) =>
      step === this.begun
        ? this.fieldsOf(step).filter((key) => !this.sentInputs.has(key))
        : this.isDue(step)
          ? this.fieldsOf(step).filter((key) => !this.isObservedDone(key))
          : [],
    );
    return [...new Set(keys)];
  }

  /** The value to record for an input: the program's once it has been reached, until then the progress so far. */
  recordedInputs(key: string): { text: unknown; id: unknown } {
    const { operation } = this;
    const { previous, inputs } = operation.options;
    const field = operation.definition.inputs[key];
    const observed = operation.observedInput(key);
    const now = { text: inputs[key], id: operation.ids[key] };
    if (field === undefined || (this.isObservedDone(key) && !this.isCutShort(key))) {
      return now;
    }
    if (previous === undefined || previous.inputs[key] === undefined) {
      return { text: field.catalog === undefined ? observed : undefined, id: undefined };
    }
    const old = { text: previous.inputs[key], id: previous.ids[key] };
    if (mergeOf(field) === undefined || observed === undefined) {
      return old;
    }
    const change = { old: old.id ?? old.text, now: now.id ?? now.text, observed };
    const id = progress(field, change, this.before[key]);
    return field.catalog === undefined ? { text: id, id: undefined } : { text: spellingOf(id, now, old), id };
  }

  /** Whether the input's step was begun, may have sent only the first of its calls, and has not finished. */
  private isCutShort(key: string): boolean {
    const { begun } = this;
    return begun?.severalCalls === true && begun.fields.includes(key) && !this.ended.has(begun);
  }

  private isRequested({ fields, also = [] }: AnyStep): boolean {
    const causes = [...fields, ...also];
    return (
      this.operation.options.runEveryStep || causes.length === 0 || causes.some((key) => this.operation.hasChanged(key))
    );
  }

  /**
   * The inputs that a step sets. Inputs that merge are included even if nobody changed them; they keep their observed value.
   */
  private fieldsOf({ fields }: AnyStep): string[] {
    const { options, definition, desired } = this.operation;
    return fields.filter(
      (key) =>
        desired[key] !== undefined &&
        (options.runEveryStep || this.operation.hasChanged(key) || mergeOf(definition.inputs[key] ?? {}) !== undefined),
    );
  }

  private isDue(step: AnyStep): boolean {
    const { comesByItself } = step;
    if (comesByItself !== undefined) {
      const { options, observed } = this.operation;
      // What a later view shows is looked for while it is waited for.
      const isSeen = comesByItself.shownWith === undefined && comesByItself.isThere(observed);
      return options.creating && !isSeen && step.due?.(operationContext(this.operation)) !== false;
    }
    if (step.due !== undefined) {
      return step.due(operationContext(this.operation));
    }
    const keys = this.fieldsOf(step);
    const isCutShort = step.severalCalls === true && keys.some((key) => this.operation.isUnfinished(key));
    return isCutShort || !keys.every((key) => this.operation.isSatisfied(key));
  }

  private isObservedDone(key: string): boolean {
    return this.operation.observedInput(key) !== undefined && this.operation.isSatisfied(key);
  }

  /** Runs a step if it is due, until an observation shows that it is done. */
  private async runIfDue(step: AnyStep): Promise<void> {
    const { operation } = this;
    const fields = this.fieldsOf(step);
    const readable = fields.filter((key) => operation.definition.inputs[key]?.read !== undefined);
    if (readable.some((key) => operation.observedInput(key) === undefined)) {
      await operation.observeAll();
    }
    if (operation.options.previous !== undefined && fields.some((key) => operation.hasChanged(key))) {
      this.stoppedWork.resume(step);
    }
    await aim(operation, fields);
    if (this.isDue(step) && !(await this.hasCome(step))) {
      await refuseObservedShrinking(operation, fields);
      await step.precondition?.(operationContext(operation));
      await this.stoppedWork.do(step, (isExpected) => this.perform(step, readable, isExpected));
    }
  }

  /** Waits for what comes by itself after a creation; returns whether it did. */
  private async hasCome({ comesByItself, label }: AnyStep): Promise<boolean> {
    if (comesByItself === undefined) {
      return false;
    }
    const { withinSeconds, isThere, shownWith = [] } = comesByItself;
    const over = this.operation.watchInputs(shownWith);
    const isSeen = await waitWithin(this.operation, withinSeconds, `to ${label}`, isThere);
    over();
    return isSeen;
  }

  private async perform(
    step: AnyStep,
    readable: readonly string[],
    isExpected: ((error: unknown) => boolean) | undefined,
  ): Promise<void> {
    const { operation } = this;
    const context = operationContext(operation);
    this.begun = step;
    const before = Object.fromEntries(step.fields.map((key) => [key, operation.observedInput(key)]));
    this.before = before;
    // A value that was visible before must be visible again: many clouds hide it while it changes.
    const isDone = () => {
      operation.learnVerbatim((key) => step.fields.includes(key) && operation.observedInput(key) !== before[key]);
      return readable.every((key) =>
        operation.observedInput(key) === undefined ? before[key] === undefined : operation.isSatisfied(key),
      );
    };
    const over = operation.watchInputs(readable);
    await carryOut(operation, {
      what: `to ${step.label}`,
      send: () => step.run(context),
      isDone,
      // A result that was observed before the write, or that the first of several calls could show, proves nothing.
      provesNothing: step.severalCalls === true || isDone(),
      accepted: () => {
        for (const key of step.fields.filter((key) => !readable.includes(key))) {
          this.sentInputs.add(key);
        }
      },
      ignored: step.mayBeIgnored && {
        withinSeconds: step.mayBeIgnored.withinSeconds,
        advice: async () => this.adviceOnIgnored(step, await step.mayBeIgnored?.hint?.(context)),
      },
      passing: refusalIn(step.passingRefusal, context),
      isExpected,
    }).catch((error: unknown) => {
      throw withHint(step, error);
    });
    over();
  }

  private adviceOnIgnored({ fields }: AnyStep, hint: string | undefined): string {
    const { definition, options } = this.operation;
    const known = fields.filter((key) => options.previous?.inputs[key] !== undefined);
    const values = known.map((key) => `${key} ${inWords(definition.inputs[key] ?? {}, options.previous?.inputs[key])}`);
    return [
      hint,
      values.length === 0 ? undefined : `The ${definition.noun} still has ${values.join(" and ")}.`,
      `Set ${fields.join(" and ")} back, or create a new ${definition.noun}.`,
    ]
      .filter((sentence) => sentence !== undefined)
      .join(" ");
  }
}

/** A refusal with what the definition has to say of it. */
function withHint({ refusalHint }: AnyStep, error: unknown): unknown {
  const hint = error instanceof CloudError && error.effect === "none" ? refusalHint?.(error) : undefined;
  return hint === undefined ? error : new RefusedError(`${messageOf(error)} ${hint}`, { cause: error });
}
