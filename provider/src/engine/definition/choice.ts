import type { Entry } from "./catalog.ts";
import type { CheckFailure } from "./shape.ts";
import type { Json } from "./values.ts";

/** What a choice is made from. */
export interface ChoiceCatalogs {
  list(kind: string, scope: string): Promise<readonly Entry[]>;
}

/** Inputs that the provider chooses from the cloud's catalogs if the program does not give them. */
export interface Choice {
  inputs: readonly string[];
  /** A choice is kept until one of these inputs changes. */
  from: readonly string[];
  /** Values for these inputs, or why there are none. `given`: the inputs, all of them known. */
  choose(catalogs: ChoiceCatalogs, scope: string, given: Json): Promise<Json | readonly CheckFailure[]>;
}
