import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import type { Resolved } from "../observe/references.ts";
import type { Session } from "./session.ts";

/** What the object of a create is looked for by. */
export interface CreateSearch {
  readonly session: Session;
  readonly definition: ResourceDefinition;
  readonly options: {
    /** Checked inputs in the user's spelling. */
    readonly inputs: Json;
    readonly references: Resolved;
    readonly scope: string;
    /** The URN that generated names are made from, where it is known. */
    readonly urn?: string | undefined;
  };
  /** Inputs with ids in place of names. */
  readonly desired: Json;
}

/** A create that has no object yet. */
export interface CreateOperation extends CreateSearch {
  readonly options: CreateSearch["options"] & {
    /** The name of the resource in the program, for messages. */
    readonly label: string;
  };
  /** What is sent along with it, and tells its object from that of any other create. */
  readonly token: string;
}
