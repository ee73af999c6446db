import type { AskContext, Assumption, Position, ProbedAssumption } from "../../engine/definition/assumption.ts";
import type { Evidence } from "../../engine/definition/evidence.ts";

/** What `verify` found of one assumption. */
export interface Finding {
  id: string;
  statement: string;
  affects: string;
  by: "read" | "create" | "manual";
  /** `manual`: a person has to find it out. */
  result: "holds" | "does not hold" | "not seen" | "manual";
  /** The emulator's switch, and the position that the cloud behaves by. */
  switch?: string;
  position?: Position;
  /** How a person finds it out. */
  how?: string;
}

const isProbed = <Api>(assumption: Assumption<Api>): assumption is ProbedAssumption<Api> => "switch" in assumption;

/** Sends what probes ask beyond what is read anyway. What they are answered with counts, also if it is an error. */
export async function askForProbes<Api>(
  assumptions: readonly Assumption<Api>[],
  by: "read" | "create",
  api: Api,
  context: () => AskContext,
): Promise<void> {
  for (const { probe } of assumptions.filter(isProbed)) {
    if (probe.by === by) {
      await probe.ask?.(api, context()).catch(() => undefined);
    }
  }
}

/** What the answers say of each assumption. */
export const findingsOf = (assumptions: readonly Assumption[], evidence: Evidence): Finding[] =>
  assumptions.map((assumption): Finding => {
    const { id, statement, affects } = assumption;
    if (!isProbed(assumption)) {
      return { id, statement, affects, by: "manual", result: "manual", how: assumption.probe.how };
    }
    const { probe, assumed } = assumption;
    const position = probe.find(evidence);
    const common = { id, statement, affects, by: probe.by, switch: assumption.switch };
    return position === undefined
      ? { ...common, result: "not seen" }
      : { ...common, result: position === assumed ? "holds" : "does not hold", position };
  });
