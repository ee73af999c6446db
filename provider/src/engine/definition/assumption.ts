import type { Tree } from "../../http/decode/tree.ts";
import type { Evidence } from "./evidence.ts";
import type { Trial } from "./trial.ts";

/**
 * An unproven statement about a cloud, as data: the cloud's page lists it under "Unproven", and `indiecloud verify` tests it
 * with a user's account.
 */

/** A position of an emulator's switch. */
export type Position = string | number | boolean | null;

interface Common {
  /** `list-shows-status`: the name in a report. It stays when the wording changes. */
  id: string;
  /** A plain English statement that is true or false: "`vm/list` shows the status of a VM (`os_status`)." */
  statement: string;
  /** What in the provider depends on it, and what the provider does if it is false. */
  affects: string;
}

/** Can be tested by looking at answers. */
export interface ProbedAssumption<Api> extends Common {
  /** The emulator's switch that decides it: `listShowsStatus`, `words.on`. */
  switch: string;
  /** The position in which the statement is true. */
  assumed: Position;
  probe: Probe<Api>;
}

export interface Probe<Api> {
  /** `read`: calls that only read. `create`: needs a server, with the cheapest plan. */
  by: "read" | "create";
  /**
   * Calls besides the reads that the provider makes. They may fail: what counts is the answer. For `create`: `step` is what has
   * just been done with the server, whose key and inputs are given.
   */
  ask?(api: Api, context: AskContext): Promise<unknown>;
  /** The position that the answers show; undefined if they do not show it. Pure. */
  find(evidence: Evidence): Position | undefined;
}

export interface AskContext {
  evidence: Evidence;
  /** The server that `verify` has created. */
  server?: { scope: string; key: string; name: string; step: string } | undefined;
}

/** Cannot be tested automatically: provoking it costs money, harms the account or is not possible. */
export interface ManualAssumption extends Common {
  /** Empty if no emulator behaves differently. */
  switches: readonly string[];
  probe: { by: "manual"; how: string };
}

export type Assumption<Api = unknown> = ProbedAssumption<Api> | ManualAssumption;

/** The switches of an assumption. */
export const switchesOf = (assumption: Assumption): readonly string[] =>
  "switch" in assumption ? [assumption.switch] : assumption.switches;

/** What `indiecloud verify` needs to know of a cloud. */
export interface Verification<Api = unknown> {
  assumptions: readonly Assumption<Api>[];
  /** Reads whose answer contains a secret: sent only for servers that `verify` has created. */
  revealing: readonly string[];
  /** Parameters that the client adds to every call: reports leave them out. */
  signing: readonly string[];
  /** What is made with `--with-server`. */
  trial: Trial;
  /** Names of fields and words that descriptions of the API have, by blanks; others are reported. */
  known: { fields: string; words: string };
  /** Sends a call as it was recorded, to compare the answers; throws what the client throws. */
  repeat(api: Api, call: RecordedCall): Promise<unknown>;
}

/** A call of a recording. */
export interface RecordedCall {
  call: string;
  parameters: Readonly<Record<string, Tree>>;
}
