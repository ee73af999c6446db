import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import type { AnyObserved, At, Phase } from "../definition/view.ts";
import { RefusedError } from "../errors.ts";
import type { Freshness, ViewResult } from "./observer.ts";
import type { ReadSession } from "./read-session.ts";

/** `indeterminate`: not visible, but too young to be called gone. */
export type Observation =
  | { is: "there"; observed: AnyObserved }
  | { is: "gone" }
  | { is: "indeterminate"; observed: AnyObserved };

export interface ObserveOptions {
  /** Inputs that must be observed, if a view shows them. */
  inputs: readonly string[];
  /** The previous values of inputs, because getters can depend on them. */
  previous?: Json;
  /** All views, or all that outputs and managed inputs (those with a previous value) are read from. */
  everyView?: boolean | "managed";
  freshness: Freshness;
  /** What the state has of the object. */
  outputs?: Json;
  /**
   * Set if the cloud accepted the deletion: how many fresh lists just lacked the object. A second one proves that it is gone,
   * without a single read.
   */
  listsWithout?: number | undefined;
  /** Milliseconds since the epoch. Within the consistencyWindow after it, "not found" means "not yet". */
  createdAt?: number | undefined;
}

/** Observes one object: the cheapest view first, others only if a required input or the phase needs them. */
export async function observe(
  session: ReadSession,
  definition: ResourceDefinition,
  at: At,
  wanted: ObserveOptions,
): Promise<Observation> {
  const names = Object.keys(definition.views);
  const [first] = names;
  if (first === undefined) {
    throw new Error(`${definition.token} has no views`);
  }
  const viewResult = await session.observer.view(definition, first, at, wanted.freshness);
  if (viewResult.observed === undefined && isYoung(session, definition, wanted)) {
    return { is: "indeterminate", observed: {} };
  }
  if (
    viewResult.observed === undefined &&
    viewResult.by === "list" &&
    wanted.listsWithout !== undefined &&
    provesByLists(definition, wanted)
  ) {
    return wanted.listsWithout > 0 ? { is: "gone" } : { is: "indeterminate", observed: {} };
  }
  let observed = viewResult.observed ?? (await confirmAbsence(session, definition, at, first, wanted, viewResult));
  if (observed === undefined) {
    return { is: "gone" };
  }
  for (const name of names.slice(1)) {
    if (name in observed || !(isAsked(definition, name, wanted) || needs(definition, observed, name, wanted))) {
      continue;
    }
    observed = { ...observed, ...(await session.observer.view(definition, name, at, wanted.freshness)).observed };
  }
  const isGone =
    phaseOf(definition, observed)?.is === "gone" || definition.isGone?.(observed, wanted.outputs ?? {}) === true;
  return isGone ? { is: "gone" } : { is: "there", observed };
}

/** Without a `state` function, every existing object is ready. */
export const phaseOf = (definition: ResourceDefinition, observed: AnyObserved): Phase | undefined =>
  definition.state === undefined ? { is: "ready" } : definition.state(observed);

/** The value of an input in the fetched views; undefined if none of them shows it. */
export function readInput(
  definition: ResourceDefinition,
  observed: AnyObserved,
  input: string,
  previous: unknown,
): unknown {
  for (const [name, get] of Object.entries(definition.inputs[input]?.read?.from ?? {})) {
    const row = observed[name];
    const value = row === undefined ? undefined : get?.(row, previous);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

function isAsked(definition: ResourceDefinition, view: string, { everyView, previous }: ObserveOptions): boolean {
  return everyView === "managed"
    ? Object.values(definition.outputs).some(({ from }) => from?.[view] !== undefined) ||
        Object.entries(definition.inputs).some(
          ([key, { read }]) => read?.from[view] !== undefined && previous?.[key] !== undefined,
        )
    : everyView === true;
}

function needs(
  definition: ResourceDefinition,
  observed: AnyObserved,
  view: string,
  { inputs, previous }: ObserveOptions,
): boolean {
  const isUnread = (input: string) =>
    definition.inputs[input]?.read?.from[view] !== undefined &&
    readInput(definition, observed, input, previous?.[input]) === undefined;
  return phaseOf(definition, observed) === undefined || inputs.some(isUnread);
}

/** Whether the object is so young that it may not be visible yet. */
function isYoung(session: ReadSession, definition: ResourceDefinition, { createdAt }: ObserveOptions): boolean {
  return createdAt !== undefined && session.clock.now() - createdAt <= (definition.consistencyWindow ?? 0) * 1000;
}

/** Whether successive lists are a proof. One list is enough for definitions that say so. */
const provesByLists = ({ absenceProof }: ResourceDefinition, { freshness }: ObserveOptions): boolean =>
  absenceProof === "both" && typeof freshness === "object";

/**
 * Decides whether an object that its first view lacks is gone, by the definition's absenceProof. Returns undefined if it is.
 */
async function confirmAbsence(
  session: ReadSession,
  definition: ResourceDefinition,
  at: At,
  first: string,
  wanted: ObserveOptions,
  viewResult: ViewResult,
): Promise<AnyObserved | undefined> {
  let notFoundMessage = viewResult.notFoundMessage;
  if (definition.absenceProof !== "list" && viewResult.by !== "one") {
    const single = await session.observer.fetchSingle(definition, first, at);
    if (single.observed !== undefined) {
      return single.observed;
    }
    notFoundMessage = single.notFoundMessage;
  }
  const freshList = viewResult.by === "list" && typeof wanted.freshness === "object";
  if (definition.absenceProof !== "one" && !freshList) {
    const listed = await session.observer.view(
      definition,
      first,
      at,
      { notBefore: session.observer.sequencePoint() },
      true,
    );
    if (listed.observed === undefined && listed.isListed === true) {
      throw new RefusedError(
        `${session.cloud} ${definition.noun} ${definition.id.format(at)} was not found${notFoundMessage === undefined ? "" : ` (${notFoundMessage})`}, but the list of IDs has it. It is kept in the state. Try again in a minute.`,
      );
    }
    if (listed.observed === undefined && listed.by !== "list") {
      throw new RefusedError(
        `${session.cloud} ${definition.noun} ${definition.id.format(at)} was not found${notFoundMessage === undefined ? "" : ` (${notFoundMessage})`}, but this account has no list that would prove it deleted. It is kept in the state. Check the cloud's panel; if it is gone, remove it with pulumi state delete.`,
      );
    }
    return listed.observed;
  }
  return undefined;
}
