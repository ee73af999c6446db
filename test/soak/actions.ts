import { examine } from "./checks.ts";
import type { Deployment, ShownPlan } from "./deployment.ts";
import type { Fixture, Outcome, RunOptions } from "./fixture.ts";
import type { Disturbance } from "./line.ts";
import { type Fields, type Program, SERVER } from "./model.ts";
import { Panel } from "./panel.ts";
import { importInto, type Orphan, orphaned, recovered } from "./recovery.ts";
import { type Command, EVERYTHING, Violation } from "./violation.ts";

/** The inputs that an `up` starts to apply; for a create, all of them. */
const begins = (plan: ShownPlan | undefined): readonly string[] =>
  plan === undefined || plan.op === "same" || plan.op === "delete"
    ? []
    : plan.op === "update"
      ? plan.keys
      : [EVERYTHING];

/** What people and pipelines do with a deployment: each command runs, and then every promise must hold. */
export class Actions {
  readonly fixture: Fixture;
  readonly fields: Fields;
  /** What was done, with the outcome. */
  readonly trace: string[] = [];
  readonly panel: Panel;
  /** Both deployments have created something at the same time. */
  private isOverlapped = false;
  /** Inputs that a run started to change and did not finish, by deployment. */
  private readonly unfinished = new Map<string, ReadonlySet<string>>();

  constructor(fixture: Fixture, fields: Fields) {
    this.fixture = fixture;
    this.fields = fields;
    this.panel = new Panel(fixture, this.trace);
  }

  programOf(deployment: Deployment): Program {
    return deployment === this.fixture.ours ? this.fixture.program : this.fixture.theirs;
  }

  /** What the preview shows; undefined if it fails. */
  async preview(
    deployment: Deployment,
    disturbance?: Disturbance,
  ): Promise<ReadonlyMap<string, ShownPlan> | undefined> {
    const program = this.programOf(deployment).declared();
    let plans: ReadonlyMap<string, ShownPlan> = new Map();
    const run = await this.fixture.run(
      deployment,
      async (process) => {
        plans = await deployment.preview(program, process);
      },
      { disturbance },
    );
    this.check({ deployment, kind: "preview", ...run });
    const displayed = [...plans].map(
      ([name, { op, keys }]) => `${name} ${op}${keys.length > 0 ? ` (${keys.join()})` : ""}`,
    );
    this.note(deployment, "preview", run.outcome, displayed.join(", "));
    return run.outcome.is === "done" ? plans : undefined;
  }

  async up(deployment: Deployment, options: RunOptions = {}): Promise<Outcome> {
    const plans = await this.preview(deployment);
    if (plans === undefined) {
      return { is: "failed", error: this.fixture.reported.join("\n"), isHit: false };
    }
    const program = this.programOf(deployment).declared();
    const began = this.fixture.harness.clock.now();
    const condemned = [...deployment.engines.values()].flatMap(({ engine }) => engine.condemned).length;
    const run = await this.fixture.run(deployment, (process) => deployment.up(program, process), options);
    const isCliDead =
      run.outcome.is === "killed" && options.disturbance?.is === "kill" && options.disturbance.who === "CLI";
    if (!isCliDead) {
      // A killed run writes nothing to the history.
      const entry = { from: began, to: this.fixture.harness.clock.now(), isSuccess: run.outcome.is === "done" };
      deployment.history = [...deployment.history, entry];
    }
    this.note(deployment, "up", run.outcome);
    const { title } = deployment;
    const begun = this.unfinished.get(title) ?? new Set<string>();
    this.unfinished.set(
      title,
      run.outcome.is === "done" ? new Set() : new Set([...begun, ...begins(plans.get(SERVER))]),
    );
    this.check({ deployment, kind: "up", ...run, plans, condemned, unfinished: [...begun] });
    return run.outcome;
  }

  async refresh(deployment: Deployment, options: RunOptions = {}): Promise<Outcome> {
    const run = await this.fixture.run(deployment, (process) => deployment.refresh(process), options);
    this.note(deployment, "refresh", run.outcome);
    this.check({ deployment, kind: "refresh", ...run, unfinished: [...(this.unfinished.get(deployment.title) ?? [])] });
    return run.outcome;
  }

  async destroy(deployment: Deployment, options: RunOptions = {}): Promise<Outcome> {
    const run = await this.fixture.run(deployment, (process) => deployment.destroy(process), options);
    this.note(deployment, "destroy", run.outcome);
    this.check({ deployment, kind: "destroy", ...run });
    return run.outcome;
  }

  async destroyTarget(deployment: Deployment, urn: string): Promise<void> {
    const run = await this.fixture.run(deployment, (process) => deployment.destroyTarget(urn, process));
    this.note(deployment, "destroy --target", run.outcome);
    this.check({ deployment, kind: "destroy", ...run });
  }

  /** `indiecloud recover --yes`: what it imported and what it asks. */
  async recover(deployment: Deployment, take: ReadonlyMap<string, string> = new Map()) {
    const program = this.programOf(deployment).declared();
    let plan: Awaited<ReturnType<typeof recovered>> = { imported: [], unresolved: [], indeterminate: [] };
    const run = await this.fixture.run(deployment, async (process) => {
      plan = await recovered(deployment, program, process, take);
    });
    const { fixture } = this;
    fixture.reported.push(
      ...plan.unresolved.flatMap(({ why, next }) => [why, next]),
      ...plan.imported.map(({ id }) => id),
    );
    this.note(
      deployment,
      "recover",
      run.outcome,
      JSON.stringify({ took: plan.imported.map(({ id }) => id), ...plan.unresolved }),
    );
    this.check({ deployment, kind: "recover", ...run });
    return { ...plan, outcome: run.outcome };
  }

  /** `indiecloud orphans`. Nothing that belongs to another deployment is listed as this one's. */
  async orphans(deployment: Deployment, all = false): Promise<readonly Orphan[]> {
    let found: readonly Orphan[] = [];
    const run = await this.fixture.run(deployment, async (process) => {
      found = await orphaned(deployment, process, all);
    });
    const listed = found.map(({ id, owner, why }) => `${id} (${owner}: ${why})`);
    this.note(deployment, all ? "orphans --all" : "orphans", run.outcome, listed.join("; "));
    const others = [this.fixture.ours, this.fixture.twin].filter((each) => each !== deployment);
    const taken = new Set(others.flatMap((each) => each.states().map(({ state }) => state.id)));
    const wrong = found.filter(({ id, owner }) => owner === "this stack" && taken.has(id));
    if (wrong.length > 0 && !this.isOverlapped) {
      this.violated("nothing of others is called one's own", listed.join("; "));
    }
    this.fixture.reported.push(...listed);
    this.check({ deployment, kind: "preview", ...run });
    return found;
  }

  /** The twin creates its own while our request is in flight, which then fails. */
  upWhileTwin(): Promise<Outcome> {
    this.isOverlapped = true;
    const { ours, twin, theirs } = this.fixture;
    const at = { on: "create" as const, nth: 0, when: "before" as const };
    return this.up(ours, {
      disturbance: { is: "meanwhile", at },
      meanwhile: (process) => twin.up(theirs.declared(), process),
    });
  }

  /** `pulumi state delete`, followed by an import of the same server. */
  async importAgain(): Promise<void> {
    const { fixture } = this;
    const { ours, harness } = fixture;
    const { token } = harness.target;
    const engine = ours.engine(SERVER, token);
    const old = engine.state;
    if (old === undefined) {
      return;
    }
    engine.state = undefined;
    const run = await fixture.run(ours, (process) => importInto(ours, SERVER, token, old, process));
    engine.state ??= old;
    this.note(ours, "import", run.outcome);
    this.check({ deployment: ours, kind: "import", ...run });
  }

  /** Existing names in the cloud stay; those generated from now on are different. */
  async renameStack(): Promise<void> {
    const { ours } = this.fixture;
    const { stack = "dev" } = ours.identity;
    ours.identity = { ...ours.identity, stack: stack === "dev" ? "prod" : "dev" };
    ours.formerly = [stack];
    this.trace.push(`stack renamed: ${ours.identity.stack}`);
  }

  note(deployment: Deployment, what: string, { is, error, isHit }: Outcome, more = ""): void {
    const text = [`${deployment.title} ${what}: ${is}`, isHit ? "(disturbed)" : "", error, more];
    this.trace.push(text.filter((each) => each !== "").join(" "));
  }

  check(command: Command): void {
    this.giveBack(command);
    examine(this.fixture, this.fields, command);
  }

  /**
   * The documented limit of deployments with the same names and no namespace: if both create the same thing at the same
   * moment, a name or the creation time is taken as evidence. A warning says so, or a run had failed then; the user
   * removes it from the state again.
   */
  private giveBack({ deployment, kind }: Command): void {
    const { fixture } = this;
    const { ours, twin } = fixture;
    if (deployment !== ours || fixture.scenario.namespaces || !this.isOverlapped) {
      return;
    }
    const theirs = new Set(twin.states().map(({ token, state }) => `${token} ${state.id}`));
    const shared = [...ours.engines.values()].filter(({ token, engine }) => theirs.has(`${token} ${engine.state?.id}`));
    const isWarned =
      ours.identity.namespace === undefined &&
      shared.some(({ engine }) =>
        fixture.reported.some(
          (text) => text.includes(engine.state?.id ?? "?") && /A namespace rules this out/.test(text),
        ),
      );
    // What a run created before the namespace was set has the old name: `recover` still finds it.
    if (isWarned || (shared.length > 0 && kind === "recover")) {
      this.trace.push(
        `ours gives back ${shared.map(({ engine }) => engine.state?.id)}, and has a namespace from now on`,
      );
      ours.identity = { ...ours.identity, namespace: "blue" };
      for (const { engine } of shared) {
        engine.state = undefined;
      }
    }
  }

  violated(rule: string, what: string): never {
    throw new Violation(rule, what);
  }
}
