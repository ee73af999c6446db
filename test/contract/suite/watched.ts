import { bareRecord, type Calls } from "../../../provider/src/adapters/testing-calls.ts";
import type { ResourceOptions } from "../../../provider/src/adapters/testing-diff.ts";
import { Engine, type Operation, type Plan, type State } from "../../../provider/src/adapters/testing-engine.ts";
import type { CloudDefinition } from "../../../provider/src/engine/definition/cloud.ts";
import { isRecord, type Json, sameValue } from "../../../provider/src/engine/definition/values.ts";
import { METADATA } from "../../../provider/src/engine/state/metadata.ts";
import type { Assertions } from "./contract-harness.ts";

/* What the preview shows is what `up` does: asserted for every `up` of every row of the suite. */

/** A step that was run, and the inputs that can make it due. */
export interface Performed {
  token: string;
  key: string;
  label: string;
  causes: readonly string[];
}

/** A cloud whose steps report when they run. */
export function watched<Api>(cloud: CloudDefinition<Api>, tell: (step: Performed) => void): CloudDefinition<Api> {
  return {
    ...cloud,
    resources: cloud.resources.map((definition) => ({
      ...definition,
      steps: definition.steps.map((step) => ({
        ...step,
        run: (op: Parameters<typeof step.run>[0]) => {
          const { label, fields, also = [] } = step;
          tell({ token: definition.token, key: op.key, label, causes: [...fields, ...also] });
          return step.run(op);
        },
      })),
    })),
  };
}

export class WatchedEngine extends Engine {
  private readonly watch: { t: Assertions; performed: readonly Performed[] };
  private planned: Plan | undefined;

  constructor(start: () => Calls, options: ResourceOptions, watch: WatchedEngine["watch"]) {
    super(start, options);
    this.watch = watch;
  }

  override async apply(program: Json, calls?: Calls): Promise<Operation> {
    const { state } = this;
    const from = this.watch.performed.length;
    try {
      return await super.apply(program, calls);
    } finally {
      if (state !== undefined && this.planned?.op === "update") {
        this.check(state, this.planned, this.watch.performed.slice(from));
      }
    }
  }

  protected override async plan(calls: Calls, program: Json): Promise<Plan> {
    this.planned = await super.plan(calls, program);
    return this.planned;
  }

  private check({ id, outputs, initErrors }: State, { keys, inputs }: Plan, performed: readonly Performed[]): void {
    const recorded = bareRecord(outputs);
    const metadata = recorded[METADATA];
    if (!isRecord(metadata) || metadata.pending === true) {
      // An unfinished create or update is completed as a whole.
      return;
    }
    const unfinished = Array.isArray(metadata.unfinished) ? metadata.unfinished.map(String) : [];
    const wanted = bareRecord(inputs);
    // After a failure Pulumi shows the error; the dynamic adapter cannot name what else has to be done.
    const failed = initErrors.length > 0 ? Object.keys(wanted) : [];
    const changed = failed.filter((key) => !sameValue({}, recorded[key], wanted[key]));
    const named = new Set([...keys, ...unfinished, ...changed].map((path) => path.split(/[.[]/)[0]));
    for (const { label, causes } of performed.filter((step) => id.endsWith(step.key))) {
      if (causes.length > 0 && !causes.some((cause) => named.has(cause))) {
        this.watch.t.fail(`the step to ${label} was run, and the preview named ${[...named].join(", ") || "nothing"}`);
      }
    }
  }
}
