import { inWords } from "../definition/words.ts";
import { spell } from "../observe/compare.ts";
import type { Operation } from "./operation.ts";

/**
 * Reports, at the end of an operation, where the cloud differs from the recorded inputs. Drift that could be repaired in place
 * is left alone too, because no preview has shown the repair.
 */
export async function reportDrift(operation: Operation): Promise<void> {
  const { session, definition, options } = operation;
  for (const key of operation.managedInputs) {
    const field = definition.inputs[key];
    const observed = operation.observedInput(key);
    if (field?.read === undefined || observed === undefined || operation.isSatisfied(key)) {
      continue;
    }
    const known = { text: options.inputs[key], id: operation.ids[key] };
    const there = inWords(field, await spell(session, definition, key, observed, known, options.scope));
    const recorded = inWords(field, options.inputs[key]);
    const text =
      field.read.drift === "report"
        ? `${key} is ${there} in the cloud and ${recorded} in the program. This drift is only reported, not repaired.`
        : `${key} is ${there} in the cloud and ${recorded} in the state. It was changed outside of Pulumi and is left as it is; pulumi up --refresh shows the change, and reverts it unless the program ignores it.`;
    session.reporter.warn(operation.about(text));
  }
}
