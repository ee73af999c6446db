import { adoptedBy } from "./common.ts";
import type { ResourceDefinition } from "./definition.ts";
import { candidates, isTellable } from "./existing.ts";
import { creation, made, notInPlace, unfinishedState } from "./lifecycle.ts";
import { phase } from "./look.ts";
import type { Session } from "./session.ts";
import type { State } from "./state.ts";
import { hasUnknown, type Json, namesUnknown } from "./values.ts";
import { withArticle } from "./words.ts";

export interface Asked {
  /** Checked inputs. What is not known yet is not managed until it is. */
  inputs: Json;
  /** The id of the one to take, where there are several or it is not certain. */
  take?: string | undefined;
}

/** What an interrupted create may have left. */
export type Left =
  /** Nothing that the look-up before a create would find. */
  | { is: "nothing" }
  /** The resource takes over an object that exists, so that its create makes none. */
  | { is: "adopting" }
  /** One object of its name or marker; the outputs are what an interruption that Pulumi had seen would have left. */
  | ({ is: "found"; phase: "ready" | "pending" | "failed" } & State)
  /** Several of its name, or some without one that could be it. */
  | { is: "doubtful"; by: "name" | "likeness"; ids: readonly string[] }
  /** It has the name, and cannot become what the program says. */
  | { is: "different"; id: string; why: string }
  /** Nothing tells such an object from others, or what would tell it is not known yet. */
  | { is: "untold"; why: string };

/**
 * Looks for what a create whose provider was killed has made, by what the look-up before every create goes by. Reads
 * only. The next update goes on with what is found, as after an interruption that kept the id.
 */
export async function left(session: Session, definition: ResourceDefinition, { inputs, take }: Asked): Promise<Left> {
  if (definition.create === undefined || adoptedBy(definition, inputs) !== undefined) {
    return { is: "adopting" };
  }
  const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));
  if (namesUnknown(definition.scope(inputs, session.api))) {
    return { is: "untold", why: `where the ${definition.noun} is to be is not known before pulumi up` };
  }
  const run = await creation(session, definition, known);
  if (!isTellable(run)) {
    const why =
      definition.nameOf === undefined ? "has no name or mark by which" : "has a name that is not known yet, so";
    return { is: "untold", why: `${withArticle(definition.noun)} ${why} it could be told from others` };
  }
  const { by, keys } = await candidates(run);
  const ids = keys.map((key) => definition.id.format({ scope: run.options.scope, key }));
  const wanted = take === undefined ? keys : keys.filter((_key, index) => ids[index] === take);
  const [only, ...others] = wanted;
  if (only === undefined) {
    return keys.length === 0 ? { is: "nothing" } : { is: "doubtful", by, ids };
  }
  if (others.length > 0 || (by === "likeness" && take === undefined)) {
    return { is: "doubtful", by, ids };
  }
  made(run, only);
  if ((await run.observe(true)).is === "gone") {
    return { is: "nothing" };
  }
  const why = notInPlace(run);
  if (why !== undefined) {
    return { is: "different", id: run.id, why };
  }
  const now = phase(definition, run.live);
  const failure = now?.is === "failed" ? now.why : undefined;
  return {
    is: "found",
    id: run.id,
    outputs: unfinishedState(run, failure),
    phase: now?.is === "ready" || now?.is === "failed" ? now.is : "pending",
  };
}
