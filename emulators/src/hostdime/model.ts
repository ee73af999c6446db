import type { StoredRow } from "../core/store.ts";

/**
 * `status` of a service. Known are `active`, `suspended` (by HostDime) and `clientsuspend` (by the customer); the others
 * must exist in some wording (docs/api/hostdime.md §3.3).
 */
export const statuses = ["pending", "active", "suspended", "clientsuspend", "cancelled", "failed"] as const;
export type Status = (typeof statuses)[number];

export interface NameServer {
  /** Host name. */
  readonly dns: string;
  /** Address. */
  readonly ip: string;
}

/** What a VPS and a dedicated server have in common; its id is the `cuid`. */
interface Service extends StoredRow {
  readonly name: string;
  readonly status: Status;
  /** Hidden: no known field shows it (docs/api/hostdime.md §3.3). */
  readonly power: "running" | "stopped";
  /** How often it was restarted; hidden too. */
  readonly restarts: number;
  /** MB, as text. */
  readonly memory: string;
  /** "" for none. */
  readonly controlPanel: string;
  /** Main address; "" while pending. */
  readonly ipMain: string;
  readonly sshPort: number;
  readonly dns: readonly NameServer[];
}

export interface Vps extends Service {
  readonly os: string;
  /** Of a plan that the create call knows; the API never shows it. */
  readonly plan: string;
  /** MB. */
  readonly diskUsage: number;
  /** MB. */
  readonly diskQuota: number;
  /** The cancel call is refused. */
  readonly locked: boolean;
  /** What the order asked for as PTR of the main address, or "". */
  readonly wantedPtr: string;
  readonly outcome: "active" | "failed" | "never";
}

export interface Server extends Service {
  /** Chassis. */
  readonly type: string;
  readonly cpu: string;
  readonly hardDrives: readonly { readonly size: string; readonly type: string }[];
  readonly ipIpmi: string;
  readonly ipmiPassword: string;
}

/** An address with its reverse DNS; its id is the address, spelt as the list shows it. */
export interface Rdns extends StoredRow {
  /** The service that it belongs to. */
  readonly cuid: string;
  /** Host name; "" for none. */
  readonly ptr: string;
}

/** Its id is the domain name. */
export interface Domain extends StoredRow {
  readonly status: string;
  /** `YYYY-MM-DD`. */
  readonly expires: string;
}

/** What happens later; `id` is the cuid it happens to. */
export interface HostDimeEvent {
  readonly type: "built" | "stopped" | "erased";
  readonly id: string;
}
