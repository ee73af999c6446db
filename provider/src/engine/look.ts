import type { At, Live, Phase, ResourceDefinition } from "./definition.ts";
import type { Freshness, Sight } from "./observer.ts";
import { RefusedError } from "./problems.ts";
import type { Session } from "./session.ts";
import type { Json } from "./values.ts";

export type AnyLive = Live<Record<string, unknown>>;

/** `unclear`: not seen, but too young to be called gone. */
export type Look = { is: "there"; live: AnyLive } | { is: "gone" } | { is: "unclear"; live: AnyLive };

export interface Wanted {
  /** Names of inputs that must be told, if a view tells them. */
  inputs: readonly string[];
  /** Their values so far, as getters can depend on them. */
  prior?: Json;
  /** All views. */
  everything?: boolean;
  freshness: Freshness;
  /** Milliseconds since the epoch; right after it, "not found" means "not yet". */
  createdAt?: number | undefined;
}

/** Observes one object: the cheapest view first, further ones only where a wanted field or the state needs them. */
export async function look(session: Session, definition: ResourceDefinition, at: At, wanted: Wanted): Promise<Look> {
  const names = Object.keys(definition.views);
  const [first] = names;
  if (first === undefined) {
    throw new Error(`${definition.token} has no views`);
  }
  const sight = await session.observer.view(definition, first, at, wanted.freshness);
  if (sight.live === undefined && isYoung(session, definition, wanted)) {
    return { is: "unclear", live: {} };
  }
  let live = sight.live ?? (await proved(session, definition, at, first, wanted, sight));
  if (live === undefined) {
    return { is: "gone" };
  }
  for (const name of names.slice(1)) {
    if (name in live || !(wanted.everything === true || needs(definition, live, name, wanted))) {
      continue;
    }
    live = { ...live, ...(await session.observer.view(definition, name, at, wanted.freshness)).live };
  }
  return phase(definition, live)?.is === "gone" ? { is: "gone" } : { is: "there", live };
}

/** Without a `state` function whatever exists is ready. */
export const phase = (definition: ResourceDefinition, live: AnyLive): Phase | undefined =>
  definition.state === undefined ? { is: "ready" } : definition.state(live);

/** What the views at hand say of an input; undefined where none of them does. */
export function told(definition: ResourceDefinition, live: AnyLive, input: string, prior: unknown): unknown {
  for (const [name, get] of Object.entries(definition.inputs[input]?.read?.from ?? {})) {
    const row = live[name];
    const value = row === undefined ? undefined : get?.(row, prior);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

function needs(definition: ResourceDefinition, live: AnyLive, view: string, { inputs, prior }: Wanted): boolean {
  const unsaid = (input: string) =>
    definition.inputs[input]?.read?.from[view] !== undefined &&
    told(definition, live, input, prior?.[input]) === undefined;
  return phase(definition, live) === undefined || inputs.some(unsaid);
}

/** Right after its creation, an object that is not seen is not yet seen. */
function isYoung(session: Session, definition: ResourceDefinition, { createdAt }: Wanted): boolean {
  return createdAt !== undefined && session.clock.now() - createdAt <= (definition.settle ?? 0) * 1000;
}

/** An object that its first view lacks: undefined, so gone, only by the proof that the definition names. */
async function proved(
  session: Session,
  definition: ResourceDefinition,
  at: At,
  first: string,
  wanted: Wanted,
  sight: Sight,
): Promise<AnyLive | undefined> {
  let why = sight.why;
  if (definition.gone !== "list" && sight.by !== "one") {
    const single = await session.observer.single(definition, first, at);
    if (single.live !== undefined) {
      return single.live;
    }
    why = single.why;
  }
  const freshList = sight.by === "list" && typeof wanted.freshness === "object";
  if (definition.gone !== "one" && !freshList) {
    const listed = await session.observer.view(definition, first, at, { after: session.observer.mark() }, true);
    if (listed.live === undefined && listed.by !== "list") {
      throw new RefusedError(
        `${session.cloud} ${definition.noun} ${definition.id.format(at)} is not shown${why === undefined ? "" : ` (${why})`}, and this account has no list that would prove it gone. It was not taken for deleted. Look in the cloud's panel; if it is really gone, remove it with pulumi state delete.`,
      );
    }
    return listed.live;
  }
  return undefined;
}
