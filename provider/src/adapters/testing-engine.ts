import type { Json } from "../engine/definition/values.ts";
import { type About, bareRecord, type Calls, InitFailed } from "./testing-calls.ts";
import { type Compared, compared, ignoring, type ResourceOptions } from "./testing-diff.ts";

/** What Pulumi keeps of a resource. */
export interface State {
  id: string;
  inputs: Json;
  outputs: Json;
  initErrors: readonly string[];
  /** Deleted by a replacement whose new object has not been created yet. */
  pendingReplacement?: true;
}

export type Operation = "same" | "create" | "update" | "replace" | "delete-replace" | "delete";

/** The operation in progress: in the state while it lasts, and forever if the CLI is killed. */
export interface Pending {
  type: "creating" | "updating" | "deleting";
  /** The new inputs. */
  inputs: Json;
}

export interface Plan {
  op: Operation;
  inputs: Json;
  /** The properties that differ, as a preview shows them. */
  keys: readonly string[];
}

/**
 * Pulumi's engine for one resource, as far as a provider notices: which calls it makes, how it compares if the provider leaves
 * that to it, and what the state keeps. After `step_generator.go` and `step.go` of 3.255.
 */
export class Engine {
  state: State | undefined;
  /** Replaced objects that are still to be deleted. */
  condemned: readonly State[] = [];
  /** Set while a call is in progress. */
  pending: Pending | undefined;
  /** The resource options that the program has at the moment. */
  options: ResourceOptions;
  private readonly start: () => Calls;

  /** `start`: starts a provider process; every command has its own. */
  constructor(start: () => Calls, options: ResourceOptions = {}) {
    this.start = start;
    this.options = options;
  }

  get outputs(): Json {
    return bareRecord(this.state?.outputs ?? {});
  }

  get inputs(): Json {
    return bareRecord(this.state?.inputs ?? {});
  }

  /** As after the death of the provider: Pulumi has no record of the object. */
  dropFromState(): void {
    this.state = undefined;
  }

  /** What `pulumi preview` would do, the inputs that it would show, and the predicted outputs of an update. */
  async preview(program: Json, calls = this.start()): Promise<Plan & { outputs: Json | undefined }> {
    const plan = await this.plan(calls, program);
    const { id = "" } = this.state ?? {};
    const foretold =
      plan.op === "update" ? await calls.foresee?.(id, this.outputs, bareRecord(plan.inputs), this.about) : undefined;
    return { ...plan, outputs: foretold && bareRecord(foretold.outs) };
  }

  async up(program: Json): Promise<Operation> {
    const calls = this.start();
    const op = await this.apply(program, calls);
    await this.sweep(calls);
    return op;
  }

  /** An `up` without the deletions at its end. */
  async apply(program: Json, calls = this.start()): Promise<Operation> {
    const { op, inputs } = await this.plan(calls, program);
    const old = this.state;
    if (old === undefined || op === "create") {
      this.state = await this.make(calls, inputs);
    } else if (op === "replace") {
      const created = await this.make(calls, inputs, () => this.condemn(old));
      this.condemn(old);
      this.state = created;
    } else if (op === "delete-replace") {
      if (old.pendingReplacement !== true) {
        await this.delete(calls, old);
        this.state = { ...old, pendingReplacement: true };
      }
      this.state = await this.make(calls, inputs);
    } else if (op === "update") {
      this.state = await this.change(calls, old, inputs);
    } else {
      // The state stays, except for the inputs.
      this.state = { ...old, inputs };
    }
    return op;
  }

  /** Deletes replaced objects. */
  async sweep(calls = this.start()): Promise<void> {
    for (const old of this.condemned) {
      await this.delete(calls, old);
      this.condemned = this.condemned.filter((each) => each !== old);
    }
  }

  /** Reads, then compares in reverse: the inputs in the state count as the new ones. */
  async refresh(calls = this.start()): Promise<Operation> {
    const olds: State[] = [];
    for (const old of this.condemned) {
      const { state } = await this.observations(calls, old);
      olds.push(...(state === undefined ? [] : [state]));
    }
    this.condemned = olds;
    const old = this.state;
    if (old === undefined || old.pendingReplacement === true) {
      return "same";
    }
    const { op, state } = await this.observations(calls, old);
    this.state = state;
    return op;
  }

  /** Like `pulumi import`: reads with only an ID. Returns what a preview with the imported inputs would do. */
  async import(id: string): Promise<Operation> {
    const found = await this.start().read(id, {});
    this.state = { id: found.id, inputs: found.inputs ?? {}, outputs: found.props, initErrors: [] };
    return (await this.plan(this.start(), this.inputs)).op;
  }

  async destroy(calls = this.start()): Promise<void> {
    await this.sweep(calls);
    if (this.state !== undefined) {
      if (this.state.pendingReplacement !== true) {
        await this.delete(calls, this.state);
      }
      this.state = undefined;
    }
  }

  private get about(): About {
    return { oldInputs: this.inputs, ignoreChanges: this.options.ignoreChanges ?? [] };
  }

  protected async plan(calls: Calls, program: Json): Promise<Plan> {
    const old = this.state;
    if (old === undefined) {
      return { op: "create", inputs: await checked(calls, {}, program), keys: [] };
    }
    const inputs = await checked(calls, this.inputs, ignoring(program, this.inputs, this.options.ignoreChanges ?? []));
    const { changed, replaces, first, keys } = await this.compare(calls, old, this.inputs, inputs);
    const again = old.pendingReplacement === true;
    if (again || (changed && replaces.length > 0)) {
      const before = this.options.deleteBeforeReplace ?? (first || again);
      // ignoreChanges applies to the existing object, not to a new one.
      return { op: before ? "delete-replace" : "replace", inputs: await checked(calls, {}, program), keys };
    }
    return { op: changed || old.initErrors.length > 0 ? "update" : "same", inputs, keys };
  }

  private compare(calls: Calls, state: State, oldInputs: Json, news: Json): Promise<Compared> {
    return compared(calls, state, oldInputs, news, this.options);
  }

  private async observations(calls: Calls, old: State): Promise<{ op: Operation; state: State | undefined }> {
    const { id, props, inputs = old.inputs } = await calls.read(old.id, bareRecord(old.outputs));
    if (id === "") {
      return { op: "delete", state: undefined };
    }
    const state = { id, inputs, outputs: props, initErrors: [] };
    const { changed } = await this.compare(calls, state, bareRecord(inputs), bareRecord(old.inputs));
    return { op: changed ? "update" : "same", state };
  }

  private condemn(old: State): void {
    this.condemned = [...this.condemned, old];
  }

  /** A failure with an ID is recorded and rethrown, also in a replacement; a failure without one leaves the state unchanged. */
  private make(calls: Calls, inputs: Json, half?: () => void): Promise<State> {
    return this.during("creating", inputs, async () => {
      const { id, outs } = await calls.create(bareRecord(inputs)).catch((error: unknown) => {
        if (error instanceof InitFailed) {
          half?.();
          this.state = { id: error.id, inputs, outputs: error.properties, initErrors: error.reasons };
        }
        throw error;
      });
      return { id, inputs, outputs: outs, initErrors: [] };
    });
  }

  /** After a failure the outputs are new, but the inputs stay: the object does not match the new ones. */
  private change(calls: Calls, old: State, inputs: Json): Promise<State> {
    return this.during("updating", inputs, async () => {
      const update = calls.update(old.id, bareRecord(old.outputs), bareRecord(inputs), this.about);
      const { outs } = await update.catch((error: unknown) => {
        if (error instanceof InitFailed) {
          this.state = { ...old, outputs: error.properties, initErrors: error.reasons };
        }
        throw error;
      });
      return { id: old.id, inputs, outputs: outs, initErrors: [] };
    });
  }

  private delete(calls: Calls, { id, inputs, outputs }: State): Promise<void> {
    return this.during("deleting", inputs, () => calls.delete(id, bareRecord(outputs)));
  }

  private async during<T>(type: Pending["type"], inputs: Json, work: () => Promise<T>): Promise<T> {
    this.pending = { type, inputs };
    try {
      return await work();
    } finally {
      this.pending = undefined;
    }
  }
}

async function checked(calls: Calls, olds: Json, program: Json): Promise<Json> {
  const { inputs, failures } = await calls.check(olds, program);
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return inputs;
}
