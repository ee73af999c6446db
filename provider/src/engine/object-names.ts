import type { ResourceDefinition } from "./definition.ts";
import type { AnyLive } from "./look.ts";

/** What tells an object from others: its name or its markers, as a list shows them. */
export const namesIn = ({ nameOf }: ResourceDefinition, live: AnyLive): readonly string[] =>
  [nameOf?.(live)].flat().filter((name) => name !== undefined);

/** Whether an object has no name although all of its kind have one: then the list that shows it so is damaged. */
export const lacksName = (definition: ResourceDefinition, live: AnyLive): boolean =>
  definition.mayLackName !== true && definition.nameless === undefined && namesIn(definition, live).length === 0;
