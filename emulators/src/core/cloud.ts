import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorClock } from "./clock.ts";
import type { Memory } from "./memory.ts";
import type { Store } from "./store.ts";

/** The five clouds, in the order of their ports. */
export const cloudNames = ["lunanode", "hostdime", "gigenet", "naver", "ovh"] as const;
export type CloudName = (typeof cloudNames)[number];

/** A request as received. Nothing is decoded yet, because signatures cover the raw bytes. */
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

/** A cloud's reply. */
export interface CloudReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The cloud's error text, for the request log. */
  readonly error?: string;
}

/** What can be determined about a request before it takes effect. */
export interface Inspection {
  /** The cloud's own name for the call, such as `vm/create`; "?" if there is none. */
  readonly operation: string;
  readonly kind: "read" | "write";
  readonly signature: "ok" | "bad" | "none";
  /** Parameters without credentials, for the request log. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Why a signature is invalid: shown in the log, not to the client. */
  readonly note?: string;
}

/** A call that was carried out, and the cloud's own reply, before any fault alters it. */
export interface Answered {
  readonly cloud: string;
  readonly inspection: Inspection;
  readonly request: CloudRequest;
  readonly reply: CloudReply;
}

/** A cloud-specific out-of-band change: `action` and its parameters. */
export interface CloudAction {
  readonly action: string;
  readonly [parameter: string]: unknown;
}

/**
 * What a cloud has to implement. The core does the rest: transport, log, faults, stale lists, clock, objects, admin
 * API. No method may wait: states are functions of virtual time.
 */
export interface CloudEmulator<I extends Inspection = Inspection> {
  readonly name: string;
  /** Keys as in the provider's configuration; examples use the first account. */
  readonly accounts: readonly Readonly<Record<string, string>>[];
  readonly store: Store;
  /** What else a state file must keep: what is scheduled, numbered or counted. */
  readonly memory?: Memory;
  /** Every call that is served, by its name in the request log. */
  readonly operations: readonly string[];
  /** The environment variables that point a client at this emulator, using the first account. */
  environment(endpoint: string): Record<string, string>;
  /** Performs events that are due. Called before anything reads the state. */
  settle(): void;
  /** Names the call and checks its signature; must not change anything. */
  inspect(request: CloudRequest): I;
  /** Carries out the call. */
  handle(request: CloudRequest, inspection: I): CloudReply;
  /** The cloud's own error envelope with this text, in the format that the request asks for. */
  errorReply(text: string, request: CloudRequest): CloudReply;
  /** Removes whatever else goes with an object deleted out of band; called before the row is deleted. */
  onDelete?(kind: string, id: string): void;
  /** Cloud-specific out-of-band changes; throws for an unknown action. */
  act(action: CloudAction): void;
  readonly switches: object;
  /** Merges a patch into the switches. Throws with the reason if a key or value is unknown. */
  setSwitches(patch: unknown): void;
  /** Seconds by which the cloud's wall clock is ahead of the real one. */
  skewSeconds: number;
  /** Remembers the IDs that the next objects get. The returned function returns to them, until a reset. */
  numbering?(): () => void;
  /** Restores the seeds and the initial switches. */
  reset(): void;
}

/** The settings that a cloud is created from. */
export interface CloudSettings {
  readonly clock: EmulatorClock;
  readonly seed: string;
  /** A patch of the cloud's switches, applied at the start and after each reset. */
  readonly switches?: unknown;
  /** Replaces the built-in accounts. */
  readonly accounts?: readonly Readonly<Record<string, string>>[];
}
