import type { GigeNetCloudState } from "../cloud-state.ts";
import { type ErrorCode, missing } from "../errors.ts";
import type { Instance } from "../model.ts";
import type { Parameters } from "../parameters.ts";
import type { Xml } from "../xml.ts";

/** A call with a valid signature: its account and its parameters. */
export interface Call {
  readonly cloudState: GigeNetCloudState;
  /** Owner ID of the account. */
  readonly owner: string;
  readonly parameters: Parameters;
}

/** One action of the API. */
export interface Action {
  readonly kind: "read" | "write";
  /**
   * Checks a call and returns the function that carries it out and builds the reply, which goes before the RequestID.
   * With DryRun that function is not called, so a check must not change anything.
   */
  prepare(call: Call): () => Xml;
}

/** Actions by name. */
export type Actions = Readonly<Record<string, Action>>;

export function read(run: (call: Call) => Xml): Action {
  return {
    kind: "read",
    prepare: (call) => {
      const reply = run(call);
      return () => reply;
    },
  };
}

export function write(prepare: (call: Call) => () => Xml): Action {
  return { kind: "write", prepare };
}

export const done: Xml = [["return", true]];

/** A reply without a sample in the documentation: `full`, unless the switch says `bare` (docs/api/gigenet.md §2). */
export function unsampled({ cloudState }: Call, full: Xml): Xml {
  return cloudState.switches.unsampledReplies === "bare" ? done : full;
}

/** The account's instances from a required list; one wrong ID fails the whole call. */
export function instancesOf({ cloudState, owner, parameters }: Call, name = "InstanceId"): Instance[] {
  return [...new Set(parameters.requiredList(name))].map((id) => cloudState.instance(id, owner));
}

export function instanceOf({ cloudState, owner, parameters }: Call): Instance {
  return cloudState.instance(parameters.text("InstanceId"), owner);
}

/** The rows that a list of names selects, in that order; all rows without a list. An unknown name fails with `code`. */
export function chosen<Row>(
  names: readonly string[],
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  code: ErrorCode,
): Row[] {
  if (names.length === 0) return [...rows];
  return names.flatMap((name) => {
    const found = rows.filter((row) => nameOf(row) === name);
    if (found.length === 0) throw missing(code, name);
    return found;
  });
}
