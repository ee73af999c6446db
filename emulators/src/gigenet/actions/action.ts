import type { GigeNetCloudState } from "../cloud-state.ts";
import { type ErrorCode, missing } from "../errors.ts";
import type { Instance } from "../model.ts";
import type { Parameters } from "../parameters.ts";
import type { Xml } from "../xml.ts";

/** A call whose signature held: whose it is and what it asks. */
export interface Call {
  readonly cloudState: GigeNetCloudState;
  /** Owner id of the account. */
  readonly owner: string;
  readonly parameters: Parameters;
}

/** One action of the API. */
export interface Action {
  readonly kind: "read" | "write";
  /**
   * Checks a call and gives what carries it out and answers; the result goes before the RequestID. With DryRun it is
   * not carried out, so a check must not change anything.
   */
  prepare(call: Call): () => Xml;
}

/** Actions by their names. */
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

/** A reply for which the documentation has no sample: `full`, unless the switch wants it bare (docs/api/gigenet.md §2). */
export function unsampled({ cloudState }: Call, full: Xml): Xml {
  return cloudState.switches.unsampledReplies === "bare" ? done : full;
}

/** The account's instances of a required list; one wrong id spoils the whole call. */
export function instancesOf({ cloudState, owner, parameters }: Call, name = "InstanceId"): Instance[] {
  return [...new Set(parameters.requiredList(name))].map((id) => cloudState.instance(id, owner));
}

export function instanceOf({ cloudState, owner, parameters }: Call): Instance {
  return cloudState.instance(parameters.text("InstanceId"), owner);
}

/** The rows that a list of names asks for, in its order; all rows without one. An unknown name is refused with `code`. */
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
