import type { Deployment, ShownPlan } from "./deployment.ts";
import type { Observation, Outcome } from "./fixture.ts";

/** What must never be, by which promise it breaks. */
export class Violation extends Error {
  constructor(rule: string, what: string) {
    super(`${rule}: ${what}`);
    this.name = "Violation";
  }
}

/** What a command was, for what must hold after it. */
export interface Command {
  deployment: Deployment;
  kind: "preview" | "up" | "refresh" | "destroy" | "recover" | "import";
  before: Observation;
  outcome: Outcome;
  /** Of an `up`: what the preview before it has shown. */
  plans?: ReadonlyMap<string, ShownPlan>;
  /** Objects that were replaced and still to be deleted, before. */
  condemned?: number;
  /** Inputs that earlier runs have begun to change and not finished. */
  unfinished?: readonly string[];
}

/** Instead of inputs: the making of an object has not come to its end. */
export const EVERYTHING = "*";
