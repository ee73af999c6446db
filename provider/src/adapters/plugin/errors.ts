import type { Json } from "../../engine/definition/values.ts";
import type { IncompleteError } from "../../engine/errors.ts";

/** A request that Pulumi's engine would not send. */
export class MalformedError extends Error {
  override readonly name = "MalformedError";
}

/** There is no such function, type or package. */
export class UnimplementedError extends Error {
  override readonly name = "UnimplementedError";
}

export interface MissingKey {
  name: string;
  description: string;
}

/** The configuration contains only part of an account's credentials. */
export class MissingKeysError extends Error {
  override readonly name = "MissingKeysError";
  readonly keys: readonly MissingKey[];
  constructor(message: string, keys: readonly MissingKey[]) {
    super(message);
    this.keys = keys;
  }
}

/** An IncompleteError with its outputs marked for Pulumi. */
export class PartialError extends Error {
  override readonly name = "PartialError";
  readonly id: string;
  readonly properties: Json;
  constructor(cause: IncompleteError, properties: Json) {
    super(cause.message, { cause });
    this.id = cause.id;
    this.properties = properties;
  }
}
