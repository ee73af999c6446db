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
  /** Checked inputs. An unknown input is not managed until it is known. */
  inputs: Json;
  /** The ID of the object to adopt, if there are several or it is not certain. */
  adoptId?: string | undefined;
  /** The objects of this resource itself in the state, such as the old half of a replacement. They are not leftovers. */
  own?: readonly { id: string; name?: string | undefined }[];
  /** The resource, if its name may have been generated from another URN; `formerly` has the prefixes of such URNs. */
  urn?: string | undefined;
  formerly?: readonly string[];
}

/** What an interrupted create may have left. */
export type InterruptedCreate =
  /** Nothing that the lookup before a create would find. */
  | { is: "nothing" }
  /** The resource adopts an existing object, so its create makes none. */
  | { is: "adopting" }
  /** One object with its name or marker. The outputs are those of an interruption that Pulumi had recorded. */
  | ({ is: "found" } & Found)
  /** Several objects with its name, or some without one that could be it. */
  | { is: "ambiguous"; by: "name" | "similarity"; ids: readonly string[] }
  /** It has the name, but cannot be updated in place to match the program. */
  | { is: "different"; id: string; why: string }
  /** Nothing identifies such an object, or the value that would identify it is not known yet. */
  | { is: "unidentified"; why: string };

export interface Found extends State {
  phase: "ready" | "pending" | "failed";
  /** When the cloud says that it was created, in milliseconds since the epoch. */
  createdAt?: number | undefined;
  /** Maximum duration of its create, in seconds. */
  createSeconds: number;
  /**
   * Its name, if the program's resource would get another one now. `identity`: the URN prefix that it was generated with, if
   * that is not the current one.
   */
  formerly?: { identity?: string; name: string } | undefined;
}

/** Reads an object, with the state that an interruption would have left. `isListed`: it was listed just now. */
export type ReadUnfinished = (
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  id: string,
  isListed: boolean,
) => Promise<InterruptedCreate>;

/**
 * Finds the object of a create whose provider was killed, by the rules of the pre-create lookup. Reads only. The next update
 * continues with the object, as after an interruption that kept the ID.
 */
export async function findInterruptedCreate(
  session: Session,
  definition: ResourceDefinition,
  requested: InterruptedCreateQuery,
  readUnfinished: ReadUnfinished,
): Promise<InterruptedCreate> {
  const { inputs } = requested;
  if (definition.isLocal === true) {
    return { is: "nothing" };
  }
  if (definition.create === undefined || adoptedBy(definition, inputs) !== undefined) {
    return { is: "adopting" };
  }
  const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));
  if (namesUnknown(definition.scope(inputs, session.api))) {
    return { is: "unidentified", why: `where the ${definition.noun} will be is not known before pulumi up` };
  }
  if (definition.searchKey !== undefined && readsUnknown(inputs, definition.searchKey)) {
    return unidentified(definition, "has a name that is not known yet");
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
 * Inputs with the names that the resource had before its stack was renamed or got a namespace, and with the names of its
 * replacements, one of which was being created if the state has lost the object to replace.
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

const unidentified = ({ noun }: ResourceDefinition, why: string): InterruptedCreate => ({
  is: "unidentified",
  why: `${withArticle(noun)} ${why} by which it could be identified`,
});

/** Whether a function that makes a search key needs an input that is unknown. */
function readsUnknown(inputs: Json, searchKey: (inputs: Json) => unknown): boolean {
  const unknown = new Error("unknown");
  const watched = new Proxy(inputs, {
    get: (all, key: string) => {
      if (hasUnknown(all[key])) throw unknown;
      return all[key];
    },
  });
  try {
    searchKey(watched);
    return false;
  } catch (error) {
    if (error === unknown) return true;
    throw error;
  }
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
    return unidentified(
      definition,
      definition.nameOf === undefined ? "has no name or marker" : "has a name that is not known yet",
    );
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
