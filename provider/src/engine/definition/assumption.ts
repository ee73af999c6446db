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
  /** `list-shows-status`: the name in reports. Does not change with the wording. */
  id: string;
  /** An English sentence that is true or false: "`vm/list` shows the status of a VM (`os_status`)." */
  statement: string;
  /** What depends on it in the provider, and what the provider does if it is false. */
  affects: string;
}

/** Can be tested by reading responses. */
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
   * Sends calls in addition to the provider's own reads. They may fail, because the response counts. For `create`, runs after each
   * step with the server.
   */
  ask?(api: Api, context: AskContext): Promise<unknown>;
  /** The position that the responses show; undefined if they do not show it. Pure. */
  find(evidence: Evidence): Position | undefined;
}

export interface AskContext {
  evidence: Evidence;
  /** The server that `verify` created. `step` is the step that was just performed. */
  server?: { scope: string; key: string; name: string; step: string } | undefined;
}

/** Cannot be tested automatically: that would cost money, harm the account or be impossible. */
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
  /** Reads whose response contains a secret: only sent for servers that `verify` created. */
  revealing: readonly string[];
  /** Parameters that the client adds to every call. Reports omit them. */
  signing: readonly string[];
  /** What `--with-server` creates. */
  trial: Trial;
  /** Fields and words in descriptions of the API, separated by spaces. Others are reported. */
  known: { fields: string; words: string };
  /** Repeats a recorded call to compare the responses. Throws what the client throws. */
  repeat(api: Api, call: RecordedCall): Promise<unknown>;
}

/** A call in a recording. */
export interface RecordedCall {
  call: string;
  parameters: Readonly<Record<string, Tree>>;
}
