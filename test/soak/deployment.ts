import type { CloudProviderPool } from "../../provider/src/adapters/cloud-provider-pool.ts";
import { bareRecord, type Calls } from "../../provider/src/adapters/testing-calls.ts";
import type { ResourceOptions } from "../../provider/src/adapters/testing-diff.ts";
import { Engine, type Pending, type Plan, type State } from "../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { UNKNOWN } from "../../provider/src/engine/definition/values.ts";
import { type AdapterName, adapters, type Deployment as Identity, typeOf, urnOf } from "../contract/suite/adapters.ts";
import type { Line } from "./line.ts";

/** A resource of a program. `id` and `output` refer to the earlier resources. */
export interface Declared {
  name: string;
  token: string;
  inputs(id: (name: string) => unknown, output: (name: string, key: string) => unknown): Json;
  options?: ResourceOptions;
}

/** A run of `pulumi up` in the backend's history. */
interface Run {
  from: number;
  to: number;
  isSuccess: boolean;
}

/** A create of which a killed CLI left a trace. */
export interface PendingCreate {
  name: string;
  token: string;
  inputs: Json;
}

/** What a preview shows for one resource. */
export interface ShownPlan extends Plan {
  token: string;
}

export class CancelledRun extends Error {}

/** The provider process of one command. */
export interface Process {
  pool: CloudProviderPool;
  line: Line;
  config: Json;
}

/**
 * A stack: its state, one engine for each resource, and what Pulumi's commands do with it. Nothing here knows about the
 * cloud.
 */
export class Deployment {
  readonly title: string;
  readonly adapter: AdapterName;
  readonly cloud: string;
  identity: Identity;
  readonly engines = new Map<string, { token: string; engine: Engine }>();
  /** Former names of the stack. */
  formerly: readonly string[] = [];
  /** Pending operations in the state, which stay until somebody clears them. */
  creates: readonly PendingCreate[] = [];
  history: readonly Run[] = [];
  /** When the state was last written: before and after every call that changes something. */
  writtenAt = 0;
  private process: Process | undefined;

  constructor(title: string, cloud: string, adapter: AdapterName, identity: Identity) {
    this.title = title;
    this.cloud = cloud;
    this.adapter = adapter;
    this.identity = identity;
  }

  engine(name: string, token: string): Engine {
    const there = this.engines.get(name);
    if (there !== undefined) {
      return there.engine;
    }
    const engine = new Engine(() => this.calls(name, token));
    this.engines.set(name, { token, engine });
    return engine;
  }

  urn(name: string, token: string): string {
    return urnOf(typeOf[this.adapter](token), name, this.identity);
  }

  /** Every object in the state, including those that are still to be deleted. */
  states(): { name: string; token: string; state: State }[] {
    return [...this.engines].flatMap(([name, { token, engine }]) =>
      [...(engine.state === undefined ? [] : [engine.state]), ...engine.condemned].map((state) => ({
        name,
        token,
        state,
      })),
    );
  }

  /** The operation in progress; after a kill, the one that was in progress. */
  underWay(): { name: string; token: string; pending: Pending } | undefined {
    for (const [name, { token, engine }] of this.engines) {
      if (engine.pending !== undefined) {
        return { name, token, pending: engine.pending };
      }
    }
    return undefined;
  }

  /** Cleans up after the death of a run: of the CLI, or of its provider alone. */
  bury(who: "provider" | "CLI"): void {
    const last = this.underWay();
    if (who === "CLI" && last?.pending.type === "creating") {
      this.creates = [...this.creates, { name: last.name, token: last.token, inputs: last.pending.inputs }];
    }
    for (const { engine } of this.engines.values()) {
      engine.pending = undefined;
    }
  }

  async preview(program: readonly Declared[], process: Process): Promise<Map<string, ShownPlan>> {
    this.process = process;
    const displayed = new Map<string, ShownPlan>();
    const outputs = new Map<string, Json>();
    for (const declared of program) {
      const { name, token } = declared;
      const engine = this.prepared(declared);
      const inputs = declared.inputs(
        (other) => (isRemade(displayed.get(other)) ? UNKNOWN : this.engines.get(other)?.engine.state?.id),
        (other, key) => (isRemade(displayed.get(other)) ? UNKNOWN : (outputs.get(other)?.[key] ?? UNKNOWN)),
      );
      const plan = await engine.preview(inputs);
      displayed.set(name, { ...plan, token });
      // An update of a dynamic resource makes outputs that are not inputs unknown; a plugin says which ones it knows.
      outputs.set(name, plan.op === "same" ? engine.outputs : (plan.outputs ?? bareRecord(plan.inputs)));
    }
    for (const [name, { token, engine }] of this.engines) {
      if (!displayed.has(name) && engine.state !== undefined) {
        displayed.set(name, { op: "delete", inputs: {}, keys: [], token });
      }
    }
    return displayed;
  }

  async up(program: readonly Declared[], process: Process): Promise<void> {
    this.process = process;
    for (const declared of program) {
      this.heed();
      const engine = this.prepared(declared);
      await engine.apply(
        declared.inputs(
          (other) => this.engines.get(other)?.engine.state?.id,
          (other, key) => this.engines.get(other)?.engine.outputs[key],
        ),
      );
    }
    for (const [name, { engine }] of [...this.engines].reverse()) {
      this.heed();
      if (program.some((declared) => declared.name === name)) {
        await engine.sweep();
      } else {
        await engine.destroy();
      }
    }
  }

  /** Every resource is read, whatever happens to the others. */
  async refresh(process: Process): Promise<void> {
    this.process = process;
    const problems: unknown[] = [];
    for (const { engine } of this.engines.values()) {
      this.heed();
      await engine.refresh().catch((error: unknown) => {
        problems.push(error);
      });
    }
    if (problems.length > 0) {
      throw new AggregateError(
        problems,
        problems.map((each) => (each instanceof Error ? each.message : each)).join("\n"),
      );
    }
  }

  async destroy(process: Process): Promise<void> {
    this.process = process;
    for (const { engine } of [...this.engines.values()].reverse()) {
      this.heed();
      await engine.destroy();
    }
  }

  /** As `pulumi destroy --target`. */
  async destroyTarget(urn: string, process: Process): Promise<void> {
    this.process = process;
    for (const [name, { token, engine }] of this.engines) {
      if (this.urn(name, token) === urn) await engine.destroy();
    }
  }

  /** As `pulumi import`: the plugin reads the object; a dynamic resource gets all its properties. */
  async import(name: string, token: string, id: string, process: Process, found?: State): Promise<void> {
    this.process = process;
    const engine = this.engine(name, token);
    if (found === undefined) {
      await engine.import(id);
    } else {
      engine.state = found;
    }
  }

  /** Ctrl-C: what has started finishes, and nothing else starts. */
  private heed(): void {
    if (this.process?.line.isCancelled === true) {
      throw new CancelledRun("the run was canceled");
    }
  }

  private prepared({ name, token, options = {} }: Declared): Engine {
    const engine = this.engine(name, token);
    engine.options = options;
    return engine;
  }

  private calls(name: string, token: string): Calls {
    if (this.process === undefined) {
      throw new Error("no provider process");
    }
    const { pool, line, config } = this.process;
    const calls = adapters[this.adapter]({ cloud: this.cloud, token, name, config, pool, deployment: this.identity });
    const { foresee } = calls;
    const writing = async <T>(answer: () => Promise<T>): Promise<T> => {
      this.writtenAt = line.now();
      try {
        return await line.heard(answer());
      } finally {
        this.writtenAt = line.now();
      }
    };
    return {
      check: (...args) => line.heard(calls.check(...args)),
      diff: (...args) => line.heard(calls.diff(...args)),
      create: (...args) => writing(() => calls.create(...args)),
      read: (...args) => line.heard(calls.read(...args)),
      update: (...args) => writing(() => calls.update(...args)),
      delete: (...args) => writing(() => calls.delete(...args)),
      ...(foresee === undefined ? {} : { foresee: (...args) => line.heard(foresee(...args)) }),
    };
  }
}

const isRemade = (plan: Plan | undefined): boolean =>
  plan?.op === "create" || plan?.op === "replace" || plan?.op === "delete-replace";
