import type { ResourceDefinition } from "../definition/definition.ts";
import { HIDDEN, quoted } from "../definition/secrecy.ts";
import type { CheckFailure } from "../definition/shape.ts";
import { hasUnknown, type Json, namesUnknown } from "../definition/values.ts";
import { messageOf } from "../errors.ts";
import type { ReadSession } from "../observe/read-session.ts";
import { describeEntry, texts, unresolvedMessage } from "../observe/references.ts";

interface Request {
  /** The inputs, with the IDs of those that have a catalog. */
  own: Json;
  olds: Json;
  hidden: ReadonlySet<string> | undefined;
}

/** Inputs that name something which the cloud does not have: the failures of the first such input. */
export async function listingFailures(
  session: () => ReadSession,
  definition: ResourceDefinition,
  { own, olds, hidden }: Request,
): Promise<CheckFailure[]> {
  const failures: CheckFailure[] = [];
  for (const { key, catalog, id } of newIds(definition, own, olds)) {
    if (failures.length > 0 && failures[0]?.property !== key) {
      break;
    }
    const { api, catalogs, justMade, reporter } = session();
    const scope = definition.scope(own, api);
    if (justMade.has(id) || namesUnknown(scope)) {
      continue;
    }
    try {
      const resolution = await catalogs.findId(catalog, scope, id);
      const displayText = hidden?.has(key) ? HIDDEN : quoted(id);
      const reason = unresolvedMessage(resolution, displayText, describeEntry(session(), catalog, scope, id));
      failures.push(...(reason === undefined ? [] : [{ property: key, reason }]));
    } catch (error) {
      // Also missing rights to a list that nothing else needs.
      reporter.warn(`${key} was not checked, because the list could not be read. ${messageOf(error)}`);
    }
  }
  return failures;
}

/** The known IDs that the state does not have in the same input, each with a list that should have it. */
function* newIds(definition: ResourceDefinition, own: Json, olds: Json) {
  for (const [key, { listedIn = [] }] of Object.entries(definition.inputs)) {
    for (const { catalog, idsIn = texts } of listedIn) {
      const idsOf = (inputs: Json) => {
        const value = inputs[key];
        return value === undefined || (idsIn !== texts && hasUnknown(value)) ? [] : idsIn(value, inputs);
      };
      const before = idsOf(olds);
      const ids = idsOf(own).filter((id) => id !== "" && !hasUnknown(id) && !before.includes(id));
      yield* ids.map((id) => ({ key, catalog, id }));
    }
  }
}
