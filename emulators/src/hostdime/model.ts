import type { StoredRow } from "../core/store.ts";

/**
 * `status` of a service. Known values are `active`, `suspended` (by HostDime) and `clientsuspend` (by the customer);
 * the others must exist under some name (docs/api/hostdime.md §3.3).
 */
export const statuses = ["pending", "active", "suspended", "clientsuspend", "cancelled", "failed"] as const;
export type Status = (typeof statuses)[number];

export interface NameServer {
  /** Host name. */
  readonly dns: string;
  /** Address. */
  readonly ip: string;
}

/** The fields that a VPS and a dedicated server share; its ID is the `cuid`. */
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
  /** A plan of the create call; the API never shows it. */
  readonly plan: string;
  /** MB. */
  readonly diskUsage: number;
  /** MB. */
  readonly diskQuota: number;
  /** The cancel call is rejected. */
  readonly locked: boolean;
  /** The PTR of the main address requested in the order, or "". */
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

/** An address with its reverse DNS; its ID is the address, in the spelling of the list. */
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

/** A future event; `id` is the cuid it happens to. */
export interface HostDimeEvent {
  readonly type: "built" | "stopped" | "erased";
  readonly id: string;
}
