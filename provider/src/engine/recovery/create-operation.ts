import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import type { Resolved } from "../observe/references.ts";
import type { Session } from "./session.ts";

/** What the lookup for the object of a create needs to know. */
export interface CreateSearch {
  readonly session: Session;
  readonly definition: ResourceDefinition;
  readonly options: {
    /** Checked inputs in the user's spelling. */
    readonly inputs: Json;
    readonly references: Resolved;
    readonly scope: string;
    /** The URN that generated names are made from, if it is known. */
    readonly urn?: string | undefined;
  };
  /** Inputs with IDs in place of names. */
  readonly desired: Json;
}

/** A create that has no object yet. */
export interface CreateOperation extends CreateSearch {
  readonly options: CreateSearch["options"] & {
    /** The name of the resource in the program, for messages. */
    readonly label: string;
  };
  /** Sent with the create, if the cloud can keep it; distinguishes its object from that of any other create. */
  readonly token: string;
}
