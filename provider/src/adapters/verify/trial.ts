import type { TrialChoice, TrialContext, TrialObject } from "../../engine/definition/trial.ts";
import type { Json } from "../../engine/definition/values.ts";
import { messageOf, RefusedError } from "../../engine/errors.ts";
import type { VerifyStep } from "../query-types.ts";
import { RENAMED } from "./clean-up.ts";
import { askForProbes } from "./findings.ts";
import { change, make, type Owned, plan } from "./life.ts";
import { verifyName } from "./prefix.ts";
import { SpendingLimitError } from "./spending-limit.ts";
import { openSshKey } from "./ssh-key.ts";
import type { TrialRequest } from "./trial-request.ts";
import { placesOf } from "./within.ts";

/** What the steps change. */
interface Shape {
  name: string;
  choice: TrialChoice;
  powerState?: "running" | "stopped";
}

/** Takes a server and the objects around it through every step: create, rename, resize, stop, start, replace, delete. */
export async function runTrial(request: TrialRequest): Promise<VerifyStep[]> {
  const life = new Life(request);
  try {
    await life.create();
    await life.changes();
  } catch (error) {
    if (!(error instanceof StoppedError)) {
      throw error;
    }
  }
  await life.deleteAll();
  return life.outcomes;
}

/** The remaining steps are impossible. */
class StoppedError extends Error {}

class Life {
  readonly outcomes: VerifyStep[] = [];
  private readonly request: TrialRequest;
  private readonly owned = new Map<string, Owned>();
  private readonly publicKey = openSshKey();
  private shape: Shape;

  constructor(request: TrialRequest) {
    this.request = request;
    this.shape = { name: verifyName(request.verification.trial.server.label), choice: request.chosen.choice };
  }

  async create(): Promise<void> {
    const { before, server, after } = this.request.verification.trial;
    for (const object of before) {
      await this.essential(`create ${object.label}`, () => this.make(object));
    }
    await this.essential("create", () => this.make(server));
    for (const object of after) {
      await this.makeNeighbor(object);
    }
    await this.probe("create", server);
    await this.changeNeighbors();
  }

  private async makeNeighbor(object: TrialObject): Promise<void> {
    const step = `create ${object.label}`;
    const [place] = await placesOf(this.request.cloudProvider, object).catch(() => []);
    if (place === undefined) {
      this.report({ step, is: "skipped", seconds: 0 });
      return;
    }
    await this.attempt(step, () => this.make(object, place));
  }

  /** Each change is a step of its own. The server is probed after it. */
  private async changeNeighbors(): Promise<void> {
    const { trial } = this.request.verification;
    for (const each of trial.changes ?? []) {
      const isDone = await this.attempt(each.step, () =>
        "delete" in each ? this.delete(each.delete) : this.changeNeighbor(each.change, each.to),
      );
      if (isDone) {
        await this.probe(each.step, trial.server);
      }
    }
  }

  private async changeNeighbor(label: string, to: Json): Promise<void> {
    const { cloudProvider } = this.request;
    const owned = this.find(label);
    const { inputs } = await plan(cloudProvider, owned, { ...owned.inputs, ...to });
    await change(cloudProvider, owned, inputs, this.keep);
  }

  async changes(): Promise<void> {
    const { chosen, cloudProvider, verification } = this.request;
    const { server } = verification.trial;
    const { inputs, name } = await cloudProvider.definition(server.token);
    const canRename = name !== undefined && inputs[name.input]?.change === "update";
    await this.changeServer("rename", canRename ? { name: verifyName(RENAMED) } : undefined);
    const { largerPlan, otherImage } = chosen;
    await this.changeServer("resize", largerPlan === undefined ? undefined : { choice: { plan: largerPlan } });
    await this.changeServer("stop", { powerState: "stopped" });
    await this.changeServer("start", { powerState: "running" });
    await this.changeServer("replace", otherImage === undefined ? undefined : { choice: { image: otherImage } });
  }

  async deleteAll(): Promise<void> {
    const { before, after } = this.request.verification.trial;
    for (const object of [...after].reverse()) {
      await this.attempt(`delete ${object.label}`, () => this.delete(object.label));
    }
    await this.attempt("delete", () => this.deleteServer());
    for (const object of [...before].reverse()) {
      await this.attempt(`delete ${object.label}`, () => this.delete(object.label));
    }
    this.request.recorder.step = undefined;
  }

  private readonly keep = (owned: Owned): void => void this.owned.set(owned.label, owned);

  private find(label: string): Owned {
    const owned = this.owned.get(label);
    if (owned === undefined) {
      throw new RefusedError(`There is no ${label}.`);
    }
    return owned;
  }

  private async make(object: TrialObject, place: Json = {}): Promise<void> {
    const { label, token } = object;
    const { cloudProvider, limit } = this.request;
    const { isCharged, noun } = await cloudProvider.definition(token);
    if (isCharged === true) {
      limit.begin(label, noun);
    }
    const inputs = { ...object.inputs(this.context(object)), ...place };
    await make(cloudProvider, { label, token }, inputs, this.keep);
  }

  private async delete(label: string): Promise<void> {
    const owned = this.owned.get(label);
    if (owned !== undefined) {
      await this.request.cloudProvider.delete(owned.token, owned.id, owned.outputs);
      this.owned.delete(label);
      this.request.limit.end(label);
    }
  }

  private async deleteServer(): Promise<void> {
    const { server } = this.request.verification.trial;
    const owned = this.owned.get(server.label);
    await this.delete(server.label);
    await this.probe("delete", server, owned);
  }

  /** `undefined`: the cloud or the chosen plan and image do not allow it. */
  private async changeServer(
    step: string,
    to: (Omit<Partial<Shape>, "choice"> & { choice?: Partial<TrialChoice> }) | undefined,
  ): Promise<void> {
    const { cloudProvider, verification } = this.request;
    const { server } = verification.trial;
    if (to === undefined) {
      this.report({ step, is: "skipped", seconds: 0 });
      return;
    }
    const before = this.shape;
    this.shape = { ...before, ...to, choice: { ...before.choice, ...to.choice } };
    const isDone = await this.attempt(step, async () => {
      const owned = this.find(server.label);
      const planned = await plan(cloudProvider, owned, server.inputs(this.context(server)));
      if (planned.is === "replace") {
        for (const { label } of [...verification.trial.after].reverse()) {
          await this.delete(label);
        }
        await this.delete(server.label);
        await this.make(server);
      } else if (planned.is === "update") {
        await change(cloudProvider, owned, planned.inputs, this.keep);
      }
    });
    if (isDone) {
      await this.probe(step, server);
    } else {
      this.shape = before;
    }
  }

  /** Sends the probes' calls after a step. */
  private async probe(step: string, { label }: TrialObject, owned = this.owned.get(label)): Promise<void> {
    const { api, cloudProvider, recorder, verification } = this.request;
    if (owned === undefined) {
      return;
    }
    const definition = await cloudProvider.definition(owned.token);
    const { scope = "", key } = definition.id.parse(owned.id);
    recorder.step = "probe";
    const server = { scope, key, name: this.shape.name, step };
    await askForProbes(verification.assumptions, "create", api, () => ({ evidence: recorder.evidence, server }));
  }

  private context({ label }: TrialObject): TrialContext {
    const { verification } = this.request;
    const isServer = label === verification.trial.server.label;
    return {
      ...this.shape,
      name: isServer ? this.shape.name : verifyName(label),
      publicKey: this.publicKey,
      id: (other) => this.find(other).id,
      output: (other, key) => this.find(other).outputs[key],
    };
  }

  private async essential(step: string, work: () => Promise<unknown>): Promise<void> {
    if (!(await this.attempt(step, work))) {
      throw new StoppedError();
    }
  }

  /** Performs a step and returns whether it succeeded. If the limit is used up, only deletions are allowed. */
  private async attempt(step: string, work: () => Promise<unknown>): Promise<boolean> {
    const { clock, limit, recorder } = this.request;
    const begun = clock.now();
    recorder.step = step;
    try {
      if (!step.startsWith("delete")) {
        limit.check();
      }
      await work();
      this.report({ step, is: "done", seconds: (clock.now() - begun) / 1000 });
      return true;
    } catch (error) {
      this.report({ step, is: "failed", seconds: (clock.now() - begun) / 1000, message: messageOf(error) });
      if (error instanceof SpendingLimitError) {
        throw new StoppedError();
      }
      return false;
    }
  }

  private report(outcome: VerifyStep): void {
    this.outcomes.push(outcome);
    this.request.onStep?.(outcome);
  }
}
