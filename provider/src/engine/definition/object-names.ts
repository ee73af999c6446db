import type { AnyObserved, ResourceDefinition } from "./definition.ts";

/** What tells an object from others: its name or its markers, as a list shows them. */
export const namesIn = ({ nameOf }: ResourceDefinition, observed: AnyObserved): readonly string[] =>
  [nameOf?.(observed)].flat().filter((name) => name !== undefined);

/** Whether an object has no name although all of its kind have one: then the list that shows it so is damaged. */
export const lacksName = (definition: ResourceDefinition, observed: AnyObserved): boolean =>
  definition.mayLackName !== true && definition.unnamed === undefined && namesIn(definition, observed).length === 0;
