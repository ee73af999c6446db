import type { Deployment, ShownPlan } from "./deployment.ts";
import type { Observation, Outcome } from "./fixture.ts";

/** A broken promise. */
export class Violation extends Error {
  constructor(rule: string, what: string) {
    super(`${rule}: ${what}`);
    this.name = "Violation";
  }
}

/** A command, as the checks after it need to know it. */
export interface Command {
  deployment: Deployment;
  kind: "preview" | "up" | "refresh" | "destroy" | "recover" | "import";
  before: Observation;
  outcome: Outcome;
  /** For an `up`: what the preview before it showed. */
  plans?: ReadonlyMap<string, ShownPlan>;
  /** How many objects were replaced but not yet deleted before the command. */
  condemned?: number;
  /** Inputs that earlier runs started to change and did not finish. */
  unfinished?: readonly string[];
}

/** In place of inputs: the creation of an object did not finish. */
export const EVERYTHING = "*";
