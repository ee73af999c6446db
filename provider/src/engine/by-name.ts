import { nearest } from "./catalogue.ts";
import type { Live, ResourceDefinition } from "./definition.ts";
import { phase, told } from "./look.ts";
import { RefusedError } from "./problems.ts";
import type { Session } from "./session.ts";
import { plural } from "./words.ts";

const PREFIX = "name:";

/** Whether an import names the object by what the panel shows: `name:web`, or with its scope `name:toronto/web`. */
export const isByName = (id: string): boolean => id.startsWith(PREFIX);

/** Whether objects of this resource can be found so. */
export const isNamed = (definition: ResourceDefinition): boolean =>
  definition.name !== undefined && Object.values(definition.views)[0]?.list !== undefined;

/** The one object of that name; throws where there is none, or several. Where its scope is not told, it is left out. */
export async function byName(
  session: Session,
  definition: ResourceDefinition,
  id: string,
): Promise<{ key: string; scope?: string | undefined }> {
  const what = `${session.cloud} ${definition.noun}`;
  const [first = ""] = Object.keys(definition.views);
  if (!isNamed(definition)) {
    throw new RefusedError(`No ${what} can be found by a name. Import it by its id, such as ${definition.id.example}.`);
  }
  const { key: name, scope } = definition.id.parse(id.slice(PREFIX.length));
  // As everywhere, "" is the account's own: its project, its region, or all of them.
  const rows = await session.observer[scope === undefined ? "everything" : "list"](
    definition,
    first,
    scope ?? "",
    "kept",
  );
  if (rows === undefined) {
    throw new RefusedError(
      `${session.cloud} shows this account no list of its ${plural(definition.noun)}. Import by the id.`,
    );
  }
  const places = rows
    .map(([key, row, of]) => ({ key, scope: of ?? scope, live: { [first]: row } }))
    .filter((place) => scope === undefined || place.scope === undefined || place.scope === scope)
    .filter(({ live }) => phase(definition, live)?.is !== "gone");
  const found = places.filter(({ live }) => namesOf(definition, live, name).includes(name));
  const [only, ...others] = found;
  if (only === undefined) {
    const all = [...new Set(places.flatMap(({ live }) => namesOf(definition, live, undefined)))];
    const near = nearest(name, all, (each) => [each]).map((each) => `"${each}"`);
    throw new RefusedError(
      `There is no ${what} named "${name}"${near.length === 0 ? "" : `; the nearest: ${near.join(", ")}`}.`,
    );
  }
  if (others.length > 0) {
    const ids = found.map(({ key, scope: of }) => (of === undefined ? key : definition.id.format({ key, scope: of })));
    throw new RefusedError(
      `There are ${found.length} ${plural(what)} named "${name}"; import one by its id: ${ids.join(", ")}.`,
    );
  }
  return { key: only.key, scope: only.scope };
}

/** The names under which an object is known; `wanted` is one that a cloud may have dressed up, with a domain of its own. */
function namesOf(definition: ResourceDefinition, live: Live<Record<string, unknown>>, wanted: string | undefined) {
  const input = definition.name === undefined ? undefined : told(definition, live, definition.name.input, wanted);
  return [...[definition.nameOf?.(live)].flat(), input].filter((name) => typeof name === "string");
}
