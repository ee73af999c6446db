import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorClock } from "./clock.ts";
import type { Store } from "./store.ts";

/** The five clouds, in the order of their ports. */
export const cloudNames = ["lunanode", "hostdime", "gigenet", "naver", "ovh"] as const;
export type CloudName = (typeof cloudNames)[number];

/** A request as it came in; nothing is decoded yet, since signatures cover raw bytes. */
export interface CloudRequest {
  readonly method: string;
  /** Path without the query, still percent-encoded. */
  readonly path: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** What a cloud answers. */
export interface CloudReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The cloud's error text, for the request log. */
  readonly error?: string;
}

/** What can be said of a request before it takes effect. */
export interface Inspection {
  /** The cloud's own name of the call, such as `vm/create`; "?" when there is none. */
  readonly operation: string;
  readonly kind: "read" | "write";
  readonly signature: "ok" | "bad" | "none";
  /** Parameters without credentials, for the request log. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Why a signature does not hold: shown in the log, not to the client. */
  readonly note?: string;
}

/** A call that was carried out, and the cloud's own answer: what a fault makes of it comes later. */
export interface Answered {
  readonly cloud: CloudName;
  readonly inspection: Inspection;
  readonly request: CloudRequest;
  readonly reply: CloudReply;
}

/** A cloud-specific out-of-band change: `action` and whatever it needs. */
export interface CloudAction {
  readonly action: string;
  readonly [parameter: string]: unknown;
}

/**
 * What a cloud has to provide; the core does the rest (transport, log, faults, stale lists, clock, objects, admin API).
 * No method may wait: states are functions of virtual time.
 */
export interface CloudEmulator<I extends Inspection = Inspection> {
  readonly name: CloudName;
  /** Keys as in the provider's configuration; the first account is the one that examples use. */
  readonly accounts: readonly Readonly<Record<string, string>>[];
  readonly store: Store;
  /** Every call that is answered, by the names that the request log has. */
  readonly operations: readonly string[];
  /** The environment variables that point a client at this emulator with the first account. */
  environment(endpoint: string): Record<string, string>;
  /** Performs what has fallen due. Called before anything looks at the state. */
  settle(): void;
  /** Names the call and checks its signature; must not change anything. */
  inspect(request: CloudRequest): I;
  /** Carries the call out. */
  handle(request: CloudRequest, inspection: I): CloudReply;
  /** The cloud's own error envelope with this text, in the format that the request asks for. */
  errorReply(text: string, request: CloudRequest): CloudReply;
  /** What else goes when an object is deleted from outside; called before the row is deleted. */
  onDelete?(kind: string, id: string): void;
  /** Cloud-specific out-of-band changes; throws for an unknown action. */
  act(action: CloudAction): void;
  readonly switches: object;
  /** Merges a patch into the switches; throws with the reason for an unknown key or value. */
  setSwitches(patch: unknown): void;
  /** Seconds that the cloud's wall clock is ahead of the real one. */
  skewSeconds: number;
  /** Back to the seeds and the switches of the start. */
  reset(): void;
}

/** What a cloud is made from. */
export interface CloudSettings {
  readonly clock: EmulatorClock;
  readonly seed: string;
  /** A patch of the cloud's switches, in force from the start and after each reset. */
  readonly switches?: unknown;
  /** Replaces the built-in accounts. */
  readonly accounts?: readonly Readonly<Record<string, string>>[];
}
