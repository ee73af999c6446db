import { spell } from "./references.ts";
import type { Run } from "./run.ts";
import { inWords } from "./words.ts";

/**
 * Says at the end of an operation what differs in the cloud from what the state has now. What could be set right in place
 * is left alone all the same, as no preview has shown it.
 */
export async function reportDrift(run: Run): Promise<void> {
  const { session, definition, options } = run;
  for (const key of run.managed) {
    const field = definition.inputs[key];
    const live = run.current(key);
    if (field?.read === undefined || live === undefined || run.satisfied(key)) {
      continue;
    }
    const known = { text: options.inputs[key], id: run.ids[key] };
    const there = inWords(field, await spell(session, definition, key, live, known, options.scope));
    const recorded = inWords(field, options.inputs[key]);
    session.reporter.warn(
      field.read.drift === "report"
        ? `${options.label}: ${key} is ${there} in the cloud and ${recorded} in the program. This is reported and not repaired.`
        : `${options.label}: ${key} is ${there} in the cloud and ${recorded} in the state. It was changed elsewhere and is left as it is: pulumi up --refresh shows it, and repairs it unless the program ignores it.`,
    );
  }
}
