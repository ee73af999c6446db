import { adoptedBy } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { generatedName, nameHistory, namespaced, urnWithin } from "../definition/names.ts";
import { hasUnknown, type Json, namesUnknown } from "../definition/values.ts";
import { withArticle } from "../definition/words.ts";
import { resolveReferences } from "../observe/references.ts";
import { DEFAULTED, defaultedInputs } from "../state/metadata.ts";
import type { State } from "../state/state.ts";
import type { CreateSearch } from "./create-operation.ts";
import { candidates, isIdentifiable } from "./pre-create-lookup.ts";
import type { Session } from "./session.ts";

export interface InterruptedCreateQuery {
  /** Checked inputs. What is not known yet is not managed until it is. */
  inputs: Json;
  /** The id of the one to take, where there are several or it is not certain. */
  adoptId?: string | undefined;
  /** What the state has of this resource itself, such as the old half of a replacement: that is nothing left over. */
  own?: readonly { id: string; name?: string | undefined }[];
  /** The resource, if its name may have been made from another URN of it: `formerly` has how those begin. */
  urn?: string | undefined;
  formerly?: readonly string[];
}

/** What an interrupted create may have left. */
export type InterruptedCreate =
  /** Nothing that the lookup before a create would find. */
  | { is: "nothing" }
  /** The resource takes over an object that exists, so that its create makes none. */
  | { is: "adopting" }
  /** One object of its name or marker; the outputs are what an interruption that Pulumi had seen would have left. */
  | ({ is: "found" } & Found)
  /** Several of its name, or some without one that could be it. */
  | { is: "ambiguous"; by: "name" | "similarity"; ids: readonly string[] }
  /** It has the name, and cannot become what the program says. */
  | { is: "different"; id: string; why: string }
  /** Nothing tells such an object from others, or what would tell it is not known yet. */
  | { is: "unidentified"; why: string };

export interface Found extends State {
  phase: "ready" | "pending" | "failed";
  /** When the cloud says that it was made, in milliseconds since the epoch. */
  createdAt?: number | undefined;
  /** How long its create may have taken, in seconds. */
  createSeconds: number;
  /** Its name, if that is not the one that the program's resource gets today; and how the URN began that it was made from, if not so today. */
  formerly?: { identity?: string; name: string } | undefined;
}

/** Reads an object as the state would have it after an interruption. `isListed`: it was seen just now. */
export type ReadUnfinished = (
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  id: string,
  isListed: boolean,
) => Promise<InterruptedCreate>;

/**
 * Looks for what a create whose provider was killed has made, by what the lookup before every create goes by. Reads
 * only. The next update goes on with what is found, as after an interruption that kept the id.
 */
export async function findInterruptedCreate(
  session: Session,
  definition: ResourceDefinition,
  requested: InterruptedCreateQuery,
  readUnfinished: ReadUnfinished,
): Promise<InterruptedCreate> {
  const { inputs } = requested;
  if (definition.create === undefined || adoptedBy(definition, inputs) !== undefined) {
    return { is: "adopting" };
  }
  const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));
  if (namesUnknown(definition.scope(inputs, session.api))) {
    return { is: "unidentified", why: `where the ${definition.noun} will be is not known before pulumi up` };
  }
  const today = await interruptedCreateOf(session, definition, known, requested, readUnfinished);
  const isAvailable = today.is === "nothing" || (today.is === "ambiguous" && today.by === "similarity");
  const others = isAvailable ? otherNames(definition, known, requested, session.namespace) : [];
  for (const { inputs: named, ...formerly } of others) {
    const found = await interruptedCreateOf(session, definition, named, requested, readUnfinished);
    if (found.is === "found") {
      return { ...found, formerly };
    }
    if (found.is !== "nothing" && !(found.is === "ambiguous" && found.by === "similarity")) {
      return found;
    }
  }
  return today;
}

/**
 * Inputs with the names that the resource would have been given before its stack was renamed, or had a namespace; and with
 * those of its replacements, one of which was being made if the state has lost what it was to replace.
 */
function otherNames(
  { name: rule }: ResourceDefinition,
  inputs: Json,
  { urn, own = [], formerly = [] }: InterruptedCreateQuery,
  namespace: string | undefined,
): { identity?: string; name: string; inputs: Json }[] {
  const defaulted = defaultedInputs(inputs);
  if (rule === undefined || urn === undefined || !Object.hasOwn(defaulted, rule.input)) {
    return [];
  }
  const named = (name: string) => {
    const given = { [rule.input]: name };
    return { name, inputs: { ...inputs, ...given, [DEFAULTED]: { ...defaulted, ...given } } };
  };
  const before = new Set(["", ...own.flatMap(({ name }) => name ?? [])]);
  const former = formerly.flatMap((identity) =>
    [...before].map((last) => ({ identity, ...named(generatedName(rule, urnWithin(identity, urn), last)) })),
  );
  const later = nameHistory(rule, namespaced(urn, namespace), String(inputs[rule.input])).map(named);
  return [...former, ...later];
}

async function searchFor(session: Session, definition: ResourceDefinition, inputs: Json): Promise<CreateSearch> {
  const references = await resolveReferences(session, definition, inputs);
  const desired = { ...inputs, ...references.ids };
  const scope = definition.scope(desired, session.api);
  return { session, definition, options: { inputs, references, scope }, desired };
}

async function interruptedCreateOf(
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  { adoptId, own = [] }: InterruptedCreateQuery,
  readUnfinished: ReadUnfinished,
): Promise<InterruptedCreate> {
  const read = (id: string, isListed: boolean) => readUnfinished(session, definition, inputs, id, isListed);
  const operation = await searchFor(session, definition, inputs);
  if (!isIdentifiable(operation)) {
    const why = definition.nameOf === undefined ? "has no name or marker" : "has a name that is not known yet";
    return { is: "unidentified", why: `${withArticle(definition.noun)} ${why} by which it could be identified` };
  }
  const idOf = (key: string) => definition.id.format({ scope: operation.options.scope, key });
  const { by, keys: all } = await candidates(operation);
  const keys = all.filter((key) => !own.some(({ id }) => id === idOf(key)));
  const ids = keys.map(idOf);
  if (adoptId !== undefined && !ids.includes(adoptId)) {
    return read(adoptId, false);
  }
  const [only, ...others] = keys;
  if (only === undefined) {
    return { is: "nothing" };
  }
  return adoptId === undefined && (others.length > 0 || by === "similarity")
    ? { is: "ambiguous", by, ids }
    : read(adoptId ?? idOf(only), true);
}
