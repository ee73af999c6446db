import type { ResourceDefinition } from "./definition.ts";
import { nameHistory } from "./names.ts";
import type { Json } from "./values.ts";
import type { AnyObserved } from "./view.ts";

/** What identifies an object in a list: its name or its markers. */
export const namesIn = ({ nameOf }: ResourceDefinition, observed: AnyObserved): readonly string[] =>
  [nameOf?.(observed)].flat().filter((name) => name !== undefined);

/** Whether an object has no name although all of its kind have one: the list that shows it is then damaged. */
export const lacksName = (definition: ResourceDefinition, observed: AnyObserved): boolean =>
  definition.mayLackName !== true && definition.unnamed === undefined && namesIn(definition, observed).length === 0;

/** The search key of an object with this name: the name itself, or the marker that is made from it. */
export function searchKeyFor(definition: ResourceDefinition, name: string): string {
  const input = definition.name?.input;
  const desired: Json = input === undefined ? {} : { [input]: name };
  return definition.searchKey?.(desired) ?? name;
}

/** The search keys of the replacements after an object named `before`. */
export const laterSearchKeys = (definition: ResourceDefinition, urn: string, before: string): string[] =>
  definition.name === undefined
    ? []
    : nameHistory(definition.name, urn, before).map((name) => searchKeyFor(definition, name));
