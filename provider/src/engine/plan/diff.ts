import type { ResourceDefinition } from "../definition/definition.ts";
import { quoted } from "../definition/secrecy.ts";
import { hasUnknown, type Json, namesUnknown, sameValue } from "../definition/values.ts";
import { RefusedError } from "../errors.ts";
import { fitsWith, peekMatch } from "../observe/matches.ts";
import type { ReadSession } from "../observe/read-session.ts";
import { describeEntry, references, texts, unresolvedMessage } from "../observe/references.ts";
import { readMetadata } from "../state/metadata.ts";
import { inputsIn } from "../state/state.ts";
import { type ChangeKind, kindOf, sameInput } from "./changes.ts";
import { keepsExclusiveInputs } from "./exclusive.ts";

export interface DiffRequest {
  id: string;
  /** The outputs in the state. */
  olds: Json;
  /** Checked inputs. */
  news: Json;
}

export type Difference = { key: string; kind: ChangeKind };

export interface Diff {
  differences: Difference[];
  replaces: string[];
  deleteBeforeReplace: boolean;
  /** Inputs that do not differ, but whose step an earlier run left unfinished. */
  unfinished: string[];
  /** An update is due although no input differs: the engine did not write the state, or an earlier run did not finish. */
  rewrite: boolean;
}

/**
 * Pure: makes no request and uses only what check has already fetched. The old values are those recorded in the outputs: after
 * a failed update, the inputs in the state are still the ones from before it.
 */
export function diff(session: () => ReadSession, definition: ResourceDefinition, request: DiffRequest): Diff {
  const { olds, news } = request;
  const metadata = readMetadata(definition, request.id, olds);
  const oldInputs = metadata === undefined ? olds : inputsIn(definition, olds, metadata);
  if (typeof olds.failure === "string" && metadata?.pending === true) {
    return {
      differences: [{ key: "failure", kind: "replace" }],
      replaces: ["failure"],
      deleteBeforeReplace: true,
      unfinished: [],
      rewrite: false,
    };
  }
  const scope = metadata?.scope ?? definition.id.parse(request.id).scope ?? "";
  const differences: Difference[] = [];
  for (const [key, field] of Object.entries(definition.inputs)) {
    const old = { text: oldInputs[key], id: metadata?.ids?.[key], scope };
    const now = news[key];
    if (now === undefined) {
      if (old.text !== undefined) {
        differences.push({ key, kind: "recorded" });
      }
    } else if (hasUnknown(now) || !sameInput(session, definition, key, old, news)) {
      const kind =
        key === definition.adoptInput
          ? kindOfAdopted(definition, request.id, old.text, now)
          : kindOf(field.change, old.text, now, news);
      if (kind === "replace") {
        refuseUncompared(session, definition, key, old, news);
      }
      differences.push({ key, kind });
    } else if (field.catalog !== undefined && !sameValue(field, old.text, now)) {
      // A refresh has no catalog to see that two spellings mean the same, so the state needs the new one.
      differences.push({ key, kind: "recorded" });
    }
  }
  if (!sameValue({}, oldInputs.timeouts, news.timeouts)) {
    differences.push({ key: "timeouts", kind: "recorded" });
  }
  const replaces = differences.filter(({ kind }) => kind === "replace").map(({ key }) => key);
  const mayReplace = replaces.length > 0 || differences.some(({ kind }) => kind === "initial");
  refuseAnother(definition, request, oldInputs, replaces);
  refuseWhileAdopting(definition, request, replaces, mayReplace);
  // Pulumi's replaceOnChanges can turn any difference into a replacement, which is not visible here; without a replacement this
  // flag has no effect. While adopt names the object itself, a replacement has to be refused before anything is deleted.
  const deleteBeforeReplace =
    differences.length > 0 && keepsExclusiveInputs(definition, oldInputs, news) && !namesItself(definition, request);
  if (deleteBeforeReplace && replaces.length > 0) {
    refuseUnchecked(session, definition, news);
  }
  const isNamed = (key: string) => differences.some((difference) => difference.key === key);
  return {
    differences,
    replaces,
    deleteBeforeReplace,
    unfinished: (metadata?.unfinished ?? []).filter((key) => news[key] !== undefined && !isNamed(key)),
    rewrite: metadata === undefined || metadata.pending || metadata.unfinished.length > 0,
  };
}

/** The ID of an object to adopt is not a property of the object: it differs only if it names another object. */
function kindOfAdopted(definition: ResourceDefinition, id: string, old: unknown, now: unknown): ChangeKind {
  if (hasUnknown(now)) {
    return old === undefined ? "recorded" : "replace";
  }
  return isSameObject(definition, String(now), id) ? "recorded" : "replace";
}

const isSameObject = ({ id }: ResourceDefinition, a: string, b: string): boolean => id.parse(a).key === id.parse(b).key;

/** Whether `adopt` still names the object of this resource. */
export function namesItself(definition: ResourceDefinition, { id, news }: DiffRequest): boolean {
  const { adopt } = news;
  return (
    definition.adoptInput === undefined &&
    typeof adopt === "string" &&
    !hasUnknown(adopt) &&
    isSameObject(definition, adopt, id)
  );
}

/** Replacing an adopted object releases it. Replacing a created object deletes it, which must not happen for a mistaken ID. */
function refuseAnother(
  definition: ResourceDefinition,
  { id, news }: DiffRequest,
  oldInputs: Json,
  replaces: readonly string[],
): void {
  const { adoptInput, noun } = definition;
  if (adoptInput === undefined || oldInputs[adoptInput] !== undefined || replaces.join() !== adoptInput) {
    return;
  }
  throw new RefusedError(
    `${adoptInput} is "${news[adoptInput]}", but this resource already manages "${id}". Declare a second resource for the other ${noun}; or, to manage that one instead and keep this ${noun} in the cloud, set ${adoptInput}: "${id}" first, run pulumi up, and then change it.`,
  );
}

function refuseWhileAdopting(
  definition: ResourceDefinition,
  { id, news }: DiffRequest,
  replaces: readonly string[],
  mayReplace: boolean,
): void {
  const adopt = definition.adoptInput === undefined ? news.adopt : undefined;
  if (typeof adopt !== "string" || hasUnknown(adopt)) {
    return;
  }
  if (!isSameObject(definition, adopt, id)) {
    if (mayReplace) {
      // The object that an interrupted replacement left takes the place of the old one.
      return;
    }
    throw new RefusedError(
      `adopt is "${adopt}", but this resource already manages "${id}". Remove adopt, or declare a second resource for the other ${definition.noun}.`,
    );
  }
  if (replaces.length > 0) {
    throw new RefusedError(
      `${replaces.join(" and ")} cannot be changed in place, and adopt is still set: a replacement would create a new ${definition.noun} and then look for the old one. Remove adopt, then run this again.`,
    );
  }
}

/** What check has found for the entries that the inputs name; undefined if it could not read their list. */
function* foundInLists(session: () => ReadSession, definition: ResourceDefinition, news: Json) {
  const resolved = { ...news };
  for (const { key, kind, texts } of references(definition, news)) {
    const scope = definition.scope(resolved, session().api);
    for (const text of namesUnknown(scope) ? [] : texts.filter((text) => !hasUnknown(text))) {
      const fits = fitsWith(peekMatch(session(), definition, key, scope, news));
      const resolution = session().catalogs.peek(kind, scope, text, fits);
      yield { key, kind, scope, text, resolution };
      if (resolution?.is === "entry" && news[key] === text) {
        resolved[key] = resolution.entry.id;
      }
    }
  }
}

/** Nothing is replaced because a list could not be read: the value may be another spelling of the old one. */
function refuseUncompared(
  session: () => ReadSession,
  definition: ResourceDefinition,
  of: string,
  old: { text: unknown; id: unknown },
  news: Json,
): void {
  const known = new Set([...texts(old.text), ...texts(old.id)]);
  for (const { key, text, resolution } of foundInLists(session, definition, news)) {
    if (key === of && resolution === undefined && !known.has(text) && session().catalogs.hasFailed) {
      throw new RefusedError(
        `${key} could not be compared with the old one, because the list could not be read, and another one needs a new ${definition.noun}. Nothing was changed. Run it again when the cloud's API is available.`,
      );
    }
  }
}

/** Deleting first is safe only if it is certain that the new object can be created. */
function refuseUnchecked(session: () => ReadSession, definition: ResourceDefinition, news: Json): void {
  for (const { key, kind, scope, text, resolution } of foundInLists(session, definition, news)) {
    if (resolution === undefined) {
      throw new RefusedError(
        `${key} could not be checked, and this change deletes the old ${definition.noun} before it creates the new one. Run it again when the cloud's API is available.`,
      );
    }
    const reason = unresolvedMessage(resolution, quoted(text), describeEntry(session(), kind, scope, text));
    if (reason !== undefined) {
      throw new RefusedError(
        `${key}: ${reason} This change deletes the old ${definition.noun} before it creates the new one, so it was refused.`,
      );
    }
  }
}
