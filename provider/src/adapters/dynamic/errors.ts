import type { Json } from "../../engine/definition/values.ts";
import { IncompleteError, messageOf } from "../../engine/errors.ts";
import { printable, printableLine } from "../../http/printable.ts";

/**
 * An error as it leaves the adapter. The dynamic server sends the message to Pulumi, which shows it with the resource. For some
 * methods it also prints `<error>: <stack>` for the whole stack; this class turns that line into a pointer, without a stack
 * trace and without repeating the message.
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

/** Pulumi records the ID and these properties, prints the reasons, and continues with an update in the next run. */
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

/** `outputs` encodes the properties that the state keeps of an object that exists but is incomplete. */
export function readable(where: string, error: unknown, outputs?: (outputs: Json) => Json): Error {
  return error instanceof IncompleteError && outputs !== undefined
    ? new PartialError(where, error, outputs(error.outputs))
    : new AdapterError(where, error);
}
