import type { Clock } from "../../http/clock.ts";
import type { Reporter } from "../reporter.ts";
import type { AccountIdentity } from "./account-identity.ts";
import type { Catalogs } from "./catalogs.ts";
import type { Observer } from "./observer.ts";

/** One account of one cloud, limited to reading: what planning and observing need. */
export interface ReadSession {
  /** Display name of the cloud. */
  readonly cloud: string;
  readonly endpoint: string;
  /** The identity of the account. */
  readonly account: AccountIdentity;
  readonly api: unknown;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly catalogs: Catalogs<unknown>;
  readonly reporter: Reporter;
  /** What resources of this process have just made: their IDs, and the texts in their outputs. Lists may not show it yet. */
  readonly justMade: ReadonlySet<string>;
}
