import type { ResourceDefinition } from "../definition/definition.ts";
import { nearest } from "../definition/nearest.ts";
import { quoted } from "../definition/secrecy.ts";
import { orList, plural } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { isListed, namesOf, type ObservedObject, observedObjects, type Where } from "./objects.ts";
import type { ReadSession } from "./read-session.ts";

const PREFIX = "name:";

/** Whether an import uses the object's name in the cloud: `name:web`, or with a scope `name:toronto/web`. */
export const isByName = (id: string): boolean => id.startsWith(PREFIX);

/** Whether objects of this resource can be found by name. */
export const isNamed = (definition: ResourceDefinition): boolean =>
  // What is never created here has the name that the cloud shows.
  (definition.name !== undefined || (definition.create === undefined && definition.nameOf !== undefined)) &&
  isListed(definition);

/** The object to import by its name; throws if there is none or more than one. */
export function importByName(
  session: ReadSession,
  definition: ResourceDefinition,
  id: string,
): Promise<ObservedObject> {
  if (!isNamed(definition)) {
    throw new RefusedError(
      `${session.cloud} ${plural(definition.noun)} cannot be found by name. Import by ID, such as ${definition.id.example}.`,
    );
  }
  const { key: name, scope } = definition.id.parse(id.slice(PREFIX.length));
  return byName(session, definition, name, { scope });
}

/** The only object with a name; throws if there is none or more than one. */
export async function byName(
  session: ReadSession,
  definition: ResourceDefinition,
  name: string,
  where: Where,
): Promise<ObservedObject> {
  const what = `${session.cloud} ${definition.noun}`;
  const all = await observedObjects(session, definition, where);
  if (all === undefined) {
    throw new RefusedError(
      `${session.cloud} does not list ${plural(definition.noun)} for this account, so they cannot be found by name. Use the ID.`,
    );
  }
  const found = all.filter(({ observed }) => namesOf(definition, observed, name).includes(name));
  const [only, ...others] = found;
  if (only === undefined) {
    const names = [...new Set(all.flatMap(({ observed }) => namesOf(definition, observed)))];
    const near = nearest(name, names, (each) => [each]).map((each) => `"${each}"`);
    throw new RefusedError(
      `There is no ${what} named ${quoted(name)}${where.scope === undefined ? "" : ` in ${where.scope}`}.${near.length === 0 ? "" : ` Did you mean ${orList(near)}?`} Check the name and the credentials.`,
    );
  }
  if (others.length > 0) {
    const ids = found.map(({ at }) => definition.id.format(at)).sort();
    throw new RefusedError(
      `${quoted(name)} is ambiguous: ${found.length} ${plural(what)} have that name. Use an ID: ${ids.join(", ")}.`,
    );
  }
  return only;
}
