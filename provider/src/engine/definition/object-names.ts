import type { ResourceDefinition } from "./definition.ts";
import { nameHistory } from "./names.ts";
import type { Json } from "./values.ts";
import type { AnyObserved } from "./view.ts";

/** What tells an object from others: its name or its markers, as a list shows them. */
export const namesIn = ({ nameOf }: ResourceDefinition, observed: AnyObserved): readonly string[] =>
  [nameOf?.(observed)].flat().filter((name) => name !== undefined);

/** Whether an object has no name although all of its kind have one: then the list that shows it so is damaged. */
export const lacksName = (definition: ResourceDefinition, observed: AnyObserved): boolean =>
  definition.mayLackName !== true && definition.unnamed === undefined && namesIn(definition, observed).length === 0;

/** What an object of this name is looked for by: the name itself, or the marker that is made from it. */
export function searchKeyFor(definition: ResourceDefinition, name: string): string {
  const input = definition.name?.input;
  const desired: Json = input === undefined ? {} : { [input]: name };
  return definition.searchKey?.(desired) ?? name;
}

/** What the objects are looked for by that a resource gets after one named `before`, one replacement after the other. */
export const laterSearchKeys = (definition: ResourceDefinition, urn: string, before: string): string[] =>
  definition.name === undefined
    ? []
    : nameHistory(definition.name, urn, before).map((name) => searchKeyFor(definition, name));
