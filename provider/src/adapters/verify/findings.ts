import type { AskContext, Assumption, ProbedAssumption } from "../../engine/definition/assumption.ts";
import type { Evidence } from "../../engine/definition/evidence.ts";
import type { VerifyFinding } from "../query-types.ts";

const isProbed = <Api>(assumption: Assumption<Api>): assumption is ProbedAssumption<Api> => "switch" in assumption;

/** Sends the additional calls of probes. Their responses count even if they are errors. */
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

/** What the responses show about each assumption. */
export const findingsOf = (assumptions: readonly Assumption[], evidence: Evidence): VerifyFinding[] =>
  assumptions.map((assumption): VerifyFinding => {
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
