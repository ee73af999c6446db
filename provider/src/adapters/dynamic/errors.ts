import type { Json } from "../../engine/definition/values.ts";
import { IncompleteError, messageOf } from "../../engine/errors.ts";
import { printable, printableLine } from "../../http/printable.ts";

/**
 * What leaves the adapter. The dynamic server sends the message to Pulumi, which shows it beside the resource; of some
 * methods it also prints `<error>: <stack>` for the stack as a whole. That line is made a pointer: neither a stack
 * trace nor the same text twice.
 */
class AdapterError extends Error {
  override readonly name: string = "indiecloud";
  private readonly where: string;

  constructor(where: string, cause: unknown) {
    super(printable(messageOf(cause)));
    this.where = printableLine(where);
    this.stack = "failed; see the resource's error";
  }

  override toString(): string {
    return this.where;
  }
}

/** Pulumi keeps the id and these properties, prints the reasons, and goes on with an update in the next run. */
class PartialError extends AdapterError {
  readonly id: string;
  readonly properties: Json;
  readonly reasons: readonly string[];

  constructor(where: string, cause: IncompleteError, properties: Json) {
    super(where, cause);
    this.id = cause.id;
    this.properties = properties;
    this.reasons = [this.message];
  }
}

/** `outputs` makes the properties that the state keeps of an object that is there, but not as it should be. */
export function readable(where: string, error: unknown, outputs?: (outputs: Json) => Json): Error {
  return error instanceof IncompleteError && outputs !== undefined
    ? new PartialError(where, error, outputs(error.outputs))
    : new AdapterError(where, error);
}
