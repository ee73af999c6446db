import type { Clock } from "../http/clock.ts";
import type { Redactor } from "../http/redact.ts";
import type { Catalogs } from "./observe/catalogs.ts";
import type { Observer } from "./observe/observer.ts";
import type { InFlightCreates, ManagedObjects } from "./recovery/in-flight-creates.ts";

/** Where texts for the user go. Nothing that passes here may hold a secret. */
export interface Reporter {
  info(message: string): void;
  warn(message: string): void;
}

/** One account of one cloud in this process: everything that resources of the account share. */
export interface Session {
  /** Display name of the cloud. */
  readonly cloud: string;
  readonly endpoint: string;
  /** Tells accounts apart; made from the public half of the credentials. */
  readonly fingerprint: string;
  readonly api: unknown;
  /** The deployment's own namespace: names made with it are made by no other deployment. */
  readonly namespace?: string | undefined;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly catalogs: Catalogs<unknown>;
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
  readonly reporter: Reporter;
  /** What must not be shown of the account. */
  readonly redactor: Redactor;
  /** Aborts when Pulumi asks the provider to stop. */
  readonly signal: AbortSignal;
  /** Seconds that this call may take, where Pulumi says so: what the inputs and the definition say gives way to it. */
  readonly limitSeconds?: number | undefined;
}

/** What a adapter tells of one call. */
export interface Call {
  /** Texts about the resource of this call; else they go where the adapter's own texts go. */
  reporter?: Reporter;
  /** The resource option `customTimeouts`. */
  limitSeconds?: number | undefined;
  /** Texts that the program calls secret, beside those of secret fields. */
  secrets?: readonly string[] | undefined;
}

/** Mutual exclusion by name within the process. */
export class Locks {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(lock: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(lock) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result.catch(() => undefined);
    this.tails.set(lock, tail);
    void tail.then(() => {
      if (this.tails.get(lock) === tail) {
        this.tails.delete(lock);
      }
    });
    return result;
  }
}
