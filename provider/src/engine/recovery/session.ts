import type { Redactor } from "../../http/redact.ts";
import type { Locks } from "../locks.ts";
import type { ReadSession } from "../observe/read-session.ts";
import type { InFlightCreates, ManagedObjects } from "./in-flight-creates.ts";

/**
 * One account of one cloud in this process: everything that its resources share. Beside what reading needs, it knows what
 * this process has made, taken over and deleted in the account.
 */
export interface Session extends ReadSession {
  /** The deployment's own namespace: names made with it are made by no other deployment. */
  readonly namespace?: string | undefined;
  readonly locks: Locks;
  /** Names whose create is in flight or done in this process: `<token>\n<scope>\n<name>`. */
  readonly names: Set<string>;
  /** When an object was last deleted by this process, in milliseconds since the epoch: by `<token>\n<scope>`. */
  readonly removals: Map<string, number>;
  readonly inFlightCreates: InFlightCreates;
  /** The resource for which this process has said what to do about objects that are there already. */
  readonly advised: { about?: string };
  readonly managedObjects: ManagedObjects;
  /** Objects that a create of this process has taken over: a deletion of another resource's would take them from it. */
  readonly adopted: ManagedObjects;
  /** Objects whose resource still names them in `adopt`: a deletion could only be half of a replacement by themselves. */
  readonly adopting: ManagedObjects;
  /** What must not be shown of the account. */
  readonly redactor: Redactor;
  /** Aborts when Pulumi asks the provider to stop. */
  readonly signal: AbortSignal;
  /** Seconds that this call may take, where Pulumi says so: what the inputs and the definition say gives way to it. */
  readonly limitSeconds?: number | undefined;
}
