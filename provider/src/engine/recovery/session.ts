import type { Redactor } from "../../http/redact.ts";
import type { Bursts } from "../bursts.ts";
import type { Locks } from "../locks.ts";
import type { ReadSession } from "../observe/read-session.ts";
import type { Differences } from "./differences.ts";
import type { InFlightCreates, ManagedObjects } from "./in-flight-creates.ts";

/**
 * One account of one cloud in this process: everything that its resources share. Besides what reading needs, it records what
 * this process has created, adopted and deleted in the account.
 */
export interface Session extends ReadSession {
  /** The deployment's own namespace: no other deployment generates names with it. */
  readonly namespace?: string | undefined;
  readonly locks: Locks;
  readonly differences: Differences;
  readonly bursts: Bursts;
  /** Names whose create is in flight or done in this process: `<token>\n<scope>\n<name>`. */
  readonly names: Set<string>;
  /** When this process last deleted an object, in milliseconds since the epoch, by `<token>\n<scope>`. */
  readonly removals: Map<string, number>;
  readonly inFlightCreates: InFlightCreates;
  /** The resource in whose error this process gave the advice about existing objects. */
  readonly advised: { about?: string };
  readonly managedObjects: ManagedObjects;
  /** Objects that a create of this process has adopted: deleting another resource must not delete them. */
  readonly adopted: ManagedObjects;
  /** Objects whose resource still names them in `adopt`: a deletion could only be part of a replacement by themselves. */
  readonly adopting: ManagedObjects;
  /** Hides the secrets of the account. */
  readonly redactor: Redactor;
  /** Aborts when Pulumi asks the provider to stop. */
  readonly signal: AbortSignal;
  /** Seconds that this call may take, if Pulumi sets a limit; it overrides the inputs and the definition. */
  readonly limitSeconds?: number | undefined;
}
