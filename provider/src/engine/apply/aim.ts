import { sameValue } from "../definition/values.ts";
import { inWords } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { compare } from "../observe/compare.ts";
import { readInput } from "../observe/observe.ts";
import { texts } from "../observe/references.ts";
import { mergeOf, mergeSet } from "./merge.ts";
import type { Operation } from "./operation.ts";

/**
 * Sets the target value of inputs that merge: the observed value with the program's changes. Additions by others since the state
 * was written stay, and what they removed is not added again.
 */
export async function aim(operation: Operation, keys: readonly string[]): Promise<void> {
  const { previous, inputs, runEveryStep } = operation.options;
  for (const key of keys) {
    const field = operation.definition.inputs[key];
    if (runEveryStep || field === undefined || mergeOf(field) === undefined || previous?.inputs[key] === undefined) {
      continue;
    }
    const old = { text: previous.inputs[key], id: previous.ids[key] ?? previous.inputs[key] };
    const now = { text: inputs[key], id: operation.ids[key] ?? inputs[key] };
    const observed = await withObserved(operation, key, { ...old, displayValue: previous.displayValues[key] });
    if (observed === undefined) {
      continue;
    }
    const id = mergeSet(field, { old: old.id, now: now.id, observed }, previous.unfinished.includes(key));
    const text = field.catalog === undefined ? id : spellingOf(id, now, old);
    const parsed = field.type.safeParse(text);
    if (!parsed.success && !sameValue(field, id, now.id)) {
      throw new RefusedError(
        `${operation.subject}: ${key} is ${inWords(field, observed)} in the cloud and ${inWords(field, old.text)} in the state. With the program's change it would become ${inWords(field, text)}, which is not valid: ${parsed.error.issues[0]?.message}. Run pulumi up --refresh: it shows what was changed outside of Pulumi, and reverts it unless the program ignores it.`,
      );
    }
    await operation.overrideDesired(key, { text, id });
  }
}

/** The observed value of an input, compared with the given one. Some rows count as managed only if the value includes them. */
async function withObserved(
  operation: Operation,
  key: string,
  value: { text: unknown; id: unknown; displayValue: unknown },
): Promise<unknown> {
  const seen = readInput(operation.definition, operation.observed, key, value.id);
  if (seen === undefined) {
    return undefined;
  }
  const compared = await compare(operation.session, operation.definition, key, seen, value, operation.options.scope);
  return compared.same ? value.id : compared.value;
}

/** Spells IDs as in `known`, if it has them. */
export function spellingOf(ids: unknown, ...known: readonly { text: unknown; id: unknown }[]): unknown {
  const names = new Map(
    known.flatMap(({ text, id }) =>
      texts(id ?? text).map((each, index) => [each, texts(text)[index] ?? each] as const),
    ),
  );
  return texts(ids).map((id) => names.get(id) ?? id);
}
