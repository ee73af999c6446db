import type { Json } from "../engine/definition/values.ts";
import { type About, bareRecord, type Calls, InitFailed } from "./testing-calls.ts";
import { type Compared, compared, ignoring, type ResourceOptions } from "./testing-diff.ts";

/** What Pulumi keeps of a resource. */
export interface State {
  id: string;
  inputs: Json;
  outputs: Json;
  initErrors: readonly string[];
  /** Deleted by a replacement whose other half is still to be made. */
  pendingReplacement?: true;
}

export type Operation = "same" | "create" | "update" | "replace" | "delete-replace" | "delete";

/** What the engine is about to do: in the state for as long as it lasts, and for ever if the CLI is killed. */
export interface Pending {
  type: "creating" | "updating" | "deleting";
  /** Of what is to be. */
  inputs: Json;
}

export interface Plan {
  op: Operation;
  inputs: Json;
  /** The properties that differ, as a preview shows them. */
  keys: readonly string[];
}

/**
 * Pulumi's engine for one resource, as far as it concerns a provider: which calls it makes, how it compares
 * where the provider leaves that to it, and what the state keeps. After `step_generator.go` and `step.go` of 3.255.
 */
export class Engine {
  state: State | undefined;
  /** Replaced, and still to be deleted. */
  condemned: readonly State[] = [];
  /** Set while a call is under way. */
  pending: Pending | undefined;
  /** As the program has them at the time. */
  options: ResourceOptions;
  private readonly start: () => Calls;

  /** `start`: a provider process, of which every command has its own. */
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

  /** As after the death of the provider: Pulumi keeps no trace of what was made. */
  dropFromState(): void {
    this.state = undefined;
  }

  /** What `pulumi preview` would do, the inputs that it would show, and the outputs of an update as they are foretold. */
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

  /** All of an `up` but the deletions that come at its end. */
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
      // What was there stays, but for the inputs.
      this.state = { ...old, inputs };
    }
    return op;
  }

  /** Deletes what was replaced. */
  async sweep(calls = this.start()): Promise<void> {
    for (const old of this.condemned) {
      await this.delete(calls, old);
      this.condemned = this.condemned.filter((each) => each !== old);
    }
  }

  /** Reads, then compares the other way round: the inputs that the state had are the new ones. */
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

  /** As `pulumi import`: reads with nothing but an id; then what a preview of the inputs that came would do. */
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
      // What is ignored is so for the object that there is, not for another.
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

  /** A failure with an id is kept in the state and told, also as a replacement; one without leaves the state as it was. */
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

  /** After a failure the outputs are new, but the inputs stay: what exists was not made of the new ones. */
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
