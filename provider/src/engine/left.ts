import { adoptedBy } from "./common.ts";
import type { ResourceDefinition } from "./definition.ts";
import { candidates, isTellable } from "./existing.ts";
import { creation, made, notInPlace, unfinishedState } from "./lifecycle.ts";
import { phase } from "./look.ts";
import { DEFAULTED, defaultedInputs } from "./metadata.ts";
import { generatedName, urnWithin } from "./names.ts";
import type { Run } from "./run.ts";
import type { Session } from "./session.ts";
import type { State } from "./state.ts";
import { hasUnknown, type Json, namesUnknown } from "./values.ts";
import { withArticle } from "./words.ts";

export interface Asked {
  /** Checked inputs. What is not known yet is not managed until it is. */
  inputs: Json;
  /** The id of the one to take, where there are several or it is not certain. */
  take?: string | undefined;
  /** What the state has of this resource itself, such as the old half of a replacement: that is nothing left over. */
  own?: readonly { id: string; name?: string | undefined }[];
  /** The resource, if its name may have been made from another URN of it: `formerly` has how those begin. */
  urn?: string | undefined;
  formerly?: readonly string[];
}

/** What an interrupted create may have left. */
export type Left =
  /** Nothing that the look-up before a create would find. */
  | { is: "nothing" }
  /** The resource takes over an object that exists, so that its create makes none. */
  | { is: "adopting" }
  /** One object of its name or marker; the outputs are what an interruption that Pulumi had seen would have left. */
  | ({ is: "found" } & Found)
  /** Several of its name, or some without one that could be it. */
  | { is: "doubtful"; by: "name" | "likeness"; ids: readonly string[] }
  /** It has the name, and cannot become what the program says. */
  | { is: "different"; id: string; why: string }
  /** Nothing tells such an object from others, or what would tell it is not known yet. */
  | { is: "untold"; why: string };

export interface Found extends State {
  phase: "ready" | "pending" | "failed";
  /** When the cloud says that it was made, in milliseconds since the epoch. */
  createdAt?: number | undefined;
  /** How long its create may have taken, in seconds. */
  createSeconds: number;
  /** Its name, if that was made from a URN that began so, and not from today's. */
  formerly?: { identity: string; name: string } | undefined;
}

/**
 * Looks for what a create whose provider was killed has made, by what the look-up before every create goes by. Reads
 * only. The next update goes on with what is found, as after an interruption that kept the id.
 */
export async function left(session: Session, definition: ResourceDefinition, asked: Asked): Promise<Left> {
  const { inputs } = asked;
  if (definition.create === undefined || adoptedBy(definition, inputs) !== undefined) {
    return { is: "adopting" };
  }
  const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));
  if (namesUnknown(definition.scope(inputs, session.api))) {
    return { is: "untold", why: `where the ${definition.noun} is to be is not known before pulumi up` };
  }
  const today = await leftOf(session, definition, known, asked);
  const isOpen = today.is === "nothing" || (today.is === "doubtful" && today.by === "likeness");
  for (const former of isOpen ? formerNames(definition, known, asked) : []) {
    const found = await leftOf(session, definition, former.inputs, asked);
    if (found.is === "found") {
      return { ...found, formerly: { identity: former.identity, name: former.name } };
    }
    if (found.is !== "nothing" && !(found.is === "doubtful" && found.by === "likeness")) {
      return found;
    }
  }
  return today;
}

/** Inputs with the names that the resource would have been given before its stack was renamed, or had a namespace. */
function formerNames({ name: rule }: ResourceDefinition, inputs: Json, { urn, own = [], formerly = [] }: Asked) {
  const defaulted = defaultedInputs(inputs);
  if (rule === undefined || urn === undefined || !Object.hasOwn(defaulted, rule.input)) {
    return [];
  }
  const before = new Set(["", ...own.flatMap(({ name }) => name ?? [])]);
  return formerly.flatMap((identity) =>
    [...before].map((last) => {
      const name = generatedName(rule, urnWithin(identity, urn), last);
      const named = { [rule.input]: name };
      return { identity, name, inputs: { ...inputs, ...named, [DEFAULTED]: { ...defaulted, ...named } } };
    }),
  );
}

async function leftOf(
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  { take, own = [] }: Asked,
): Promise<Left> {
  const run = await creation(session, definition, inputs);
  if (!isTellable(run)) {
    const why =
      definition.nameOf === undefined ? "has no name or mark by which" : "has a name that is not known yet, so";
    return { is: "untold", why: `${withArticle(definition.noun)} ${why} it could be told from others` };
  }
  const idOf = (key: string) => definition.id.format({ scope: run.options.scope, key });
  const { by, keys: all } = await candidates(run);
  const keys = all.filter((key) => !own.some(({ id }) => id === idOf(key)));
  const ids = keys.map(idOf);
  if (take !== undefined && !ids.includes(take)) {
    return taken(run, take);
  }
  const [only, ...others] = keys;
  if (only === undefined) {
    return { is: "nothing" };
  }
  return take === undefined && (others.length > 0 || by === "likeness")
    ? { is: "doubtful", by, ids }
    : taken(run, take ?? idOf(only), true);
}

function createdAt({ definition, live }: Run): Pick<Found, "createdAt"> {
  const moment = definition.createdAt?.(live);
  return moment === undefined ? {} : { createdAt: moment };
}

/** The object with this id, as the state would have it. `listed`: it was seen just now, so that it is only too young. */
async function taken(run: Run, id: string, listed = false): Promise<Left> {
  const { definition, options } = run;
  const { key, scope = options.scope } = definition.id.parse(id);
  if (scope !== options.scope) {
    return { is: "different", id, why: `it is in ${scope}, and the program says ${options.scope}` };
  }
  made(run, key);
  const seen = await run.observe(true);
  if (seen.is !== "there" && !listed) {
    return { is: "different", id, why: "there is no such object in this account" };
  }
  if (seen.is === "gone") {
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
    ...createdAt(run),
    createSeconds: options.limitSeconds,
  };
}
