import type { Evidence } from "./evidence.ts";

/**
 * What nobody could prove of a cloud, as data: the page on the cloud lists it under "Unproven", and `indiecloud verify`
 * finds it out with somebody's account.
 */

/** A position of an emulator's switch. */
export type Position = string | number | boolean | null;

interface Common {
  /** `list-shows-status`: what a report calls it. It stays when the wording changes. */
  id: string;
  /** Plain English, as something that is true or not: "`vm/list` shows the status of a VM (`os_status`)." */
  statement: string;
  /** What in the provider depends on it, and what it does where it is not so. */
  affects: string;
}

/** Found out by looking at answers. */
export interface ProbedAssumption<Api> extends Common {
  /** The emulator's switch that decides it: `listShowsStatus`, `words.on`. */
  switch: string;
  /** The position in which the statement is true. */
  assumed: Position;
  probe: Probe<Api>;
}

export interface Probe<Api> {
  /** `read`: calls that only read. `create`: it takes a server, of the cheapest plan. */
  by: "read" | "create";
  /**
   * Calls beyond those that the provider makes to read. They may fail: what counts is what they were answered with. Of
   * `create`: `step` says what has just been done with the server, whose key and inputs are given.
   */
  ask?(api: Api, context: AskContext): Promise<unknown>;
  /** The position that the answers speak for; undefined: they say nothing of it. Pure. */
  find(evidence: Evidence): Position | undefined;
}

export interface AskContext {
  evidence: Evidence;
  /** The server that `verify` has made. */
  server?: { scope: string; key: string; name: string; step: string } | undefined;
}

/** Found out by a person, or by nobody: what provokes it costs money, harms the account or cannot be provoked. */
export interface ManualAssumption extends Common {
  /** None where no emulator behaves otherwise. */
  switches: readonly string[];
  probe: { by: "manual"; how: string };
}

export type Assumption<Api = unknown> = ProbedAssumption<Api> | ManualAssumption;

/** The switches that an assumption is about. */
export const switchesOf = (assumption: Assumption): readonly string[] =>
  "switch" in assumption ? [assumption.switch] : assumption.switches;

/** What `indiecloud verify` has to know of a cloud. */
export interface Verification<Api = unknown> {
  assumptions: readonly Assumption<Api>[];
  /** Reads that answer with a secret: only of servers that `verify` has made. */
  revealing: readonly string[];
  /** Parameters that sign a request, or name who sends it. */
  signing: readonly string[];
}
