import type { CloudObject, Delivery, Emulators } from "../../emulators/src/index.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import type { Harness } from "../contract/suite/harness.ts";
import { Deployment, type Process } from "./deployment.ts";
import { Ledger } from "./ledger.ts";
import { type Disturbance, Line } from "./line.ts";
import { Program, type Scenario } from "./model.ts";
import { Secrets } from "./secrets.ts";

/** The result of a command. */
export interface Outcome {
  is: "done" | "failed" | "killed" | "cancelled";
  /** The error message. */
  error: string;
  /** The disturbance took place. */
  isHit: boolean;
}

/** An observation of everything, between two commands. */
export interface Observation {
  rows: readonly CloudObject[];
  /** By deployment. */
  ids: ReadonlyMap<string, readonly { name: string; token: string; id: string; inputs: readonly string[] }[]>;
}

export interface RunOptions {
  disturbance?: Disturbance | undefined;
  /** The account whose credentials are used. */
  account?: number;
  /** What somebody else does, with another process, while a request is in flight. */
  meanwhile?: (process: Process) => Promise<void>;
}

/** In real time: far more than any command needs, however busy the machine is. */
const LONGEST_MS = 120_000;

/** A command that neither ends nor waits for anything would block a sequence forever. */
function hung(emulators: Emulators): Promise<never> {
  return new Promise((_resolve, reject) => {
    const watch = setTimeout(() => {
      const last = emulators.requests().at(-1);
      reject(new Error(`a command does not end; the last of its requests: ${JSON.stringify(last)}`));
    }, LONGEST_MS);
    watch.unref();
  });
}

/** An account, its deployments, and all messages. */
export class Fixture {
  readonly harness: Harness;
  readonly scenario: Scenario;
  readonly ours: Deployment;
  /** A deployment in another backend, with the same project and stack. */
  readonly twin: Deployment;
  readonly program: Program;
  readonly theirs: Program;
  readonly ledger: Ledger;
  /** Messages to users in the current command: warnings and errors, then progress. */
  reported: string[] = [];
  displayed: string[] = [];
  /** The number of requests. */
  requests = 0;
  /** What must not be in any message. */
  readonly secrets = new Secrets();
  /** Who acted last. */
  private actor = "nobody";
  private readonly answers = new Map<string, Delivery>();

  constructor(harness: Harness, scenario: Scenario) {
    const { target, adapter } = harness;
    const { cloud } = target;
    const stack = "dev";
    const namespace = (name: string) => (scenario.namespaces ? name : undefined);
    this.harness = harness;
    this.scenario = scenario;
    this.ours = new Deployment("ours", cloud, adapter, { stack, namespace: namespace("blue") });
    this.twin = new Deployment("twin", cloud, adapter, { stack, namespace: namespace("green") });
    this.program = new Program(harness, scenario);
    this.theirs = new Program(harness, scenario, "-twin");
    const tokens = this.program.declared().map(({ token }) => token);
    this.ledger = new Ledger(target.soak?.bookkeeping ?? [], target.kind, target.alive, tokens, target.soak?.comesWith);
    this.ledger.learn(this.rows(), "nobody");
  }

  rows(): CloudObject[] {
    return this.harness.emulators.objects(this.harness.target.cloud);
  }

  observe(): Observation {
    const ids = [this.ours, this.twin].map(
      (deployment) =>
        [
          deployment.title,
          deployment.states().map(({ name, token, state: { id, inputs } }) => ({
            name,
            token,
            id,
            inputs: Object.keys(inputs),
          })),
        ] as const,
    );
    return { rows: this.rows(), ids: new Map(ids) };
  }

  /** Runs a command with its own provider process; its messages are in `reported` afterwards. */
  async run(
    deployment: Deployment,
    work: (process: Process) => Promise<void>,
    { disturbance, account = 0, meanwhile }: RunOptions = {},
  ): Promise<{ outcome: Outcome; before: Observation }> {
    const { harness } = this;
    const { target, emulators } = harness;
    if (this.actor !== deployment.title) {
      // What one deployment has started finishes before the other's actions are checked.
      await this.rest();
    }
    this.actor = deployment.title;
    const before = this.observe();
    harness.warnings.length = 0;
    harness.progress.length = 0;
    emulators.clearRequests();
    const common = {
      emulators,
      cloud: target.cloud,
      calls: target.calls,
      lies: target.soak?.lies ?? [],
      answers: this.answers,
      now: () => harness.clock.now(),
    };
    const line = new Line({
      ...common,
      disturbance,
      cancel: () => pool.cancel(),
      meanwhile: async () => {
        this.ledger.learn(this.rows(), deployment.title);
        const aside = new Line({ ...common, cancel: () => undefined });
        const pool = harness.process(harness.clock, aside.exchange);
        try {
          await meanwhile?.({ pool, line: aside, config: harness.config() });
        } finally {
          // What the other created is its own, even if its run failed, and what it started is still in progress.
          this.ledger.learn(this.rows(), this.twin.title);
          this.actor = this.twin.title;
        }
      },
    });
    const pool = harness.process(harness.clock, line.exchange);
    const ended = work({ pool, line, config: harness.config(account) }).then(
      () => ({ is: "done" as const, error: "" }),
      (error: unknown) => ({
        is: line.isCancelled ? ("cancelled" as const) : ("failed" as const),
        error: error instanceof Error ? error.message : String(error),
      }),
    );
    const killed = line.died.then(() => ({ is: "killed" as const, error: "" }));
    const outcome = await Promise.race([ended, killed, hung(emulators)]);
    if (outcome.is === "killed") {
      deployment.bury(disturbance?.is === "kill" ? disturbance.who : "provider");
    }
    pool.cancel();
    emulators.clearFaults();
    this.requests += emulators.requests().length;
    this.reported = [...harness.warnings, outcome.error].filter((text) => text !== "");
    this.displayed = [...harness.progress];
    return { before, outcome: { ...outcome, isHit: line.isHit } };
  }

  /** Time passes until nothing in the cloud is in progress. */
  async rest(minutes = 30): Promise<void> {
    await this.harness.clock.sleep(minutes * 60_000);
    this.ledger.learn(this.rows(), this.actor);
  }

  /** The server of a deployment, as a row of the cloud. */
  server(deployment: Deployment, rows = this.rows()): CloudObject | undefined {
    const { target } = this.harness;
    const own = deployment.states().find(({ token }) => token === target.token);
    const key = own === undefined ? undefined : target.keyOf(own.state.id);
    return rows.find((row) => row.kind === target.kind && row.id === key && target.alive(row));
  }

  inputsOfServer(): Json {
    const [own] = this.ours.states().filter(({ token }) => token === this.harness.target.token);
    return own?.state.inputs ?? {};
  }
}
