import { capitalized, plural, withArticle } from "../definition/words.ts";
import { isAutoNamed } from "../plan/check.ts";
import type { CreateOperation, CreateSearch } from "./create-operation.ts";

/* The messages if an object exists before its create: whose it may be, and what to do. */

interface Keyed {
  key: string;
}

export const idOf = (operation: CreateSearch, key: string): string =>
  operation.definition.id.format({ scope: operation.options.scope, key });
export const idsOf = (operation: CreateSearch, seen: readonly Keyed[]): string[] =>
  seen.map(({ key }) => idOf(operation, key));

/** `adopt: "<id>"`, with the ID if there is only one. */
export const lineFor = ({ definition }: CreateSearch, ids: readonly string[]): string =>
  `${definition.adoptInput ?? "adopt"}: "${ids.length === 1 ? ids[0] : "<id>"}"`;

/** Whether a name ends like one that is generated from a URN. */
const isHashed = (name: string): boolean => /-[0-9a-f]{7}$/.test(name);

/**
 * Who else could have created an object with this name: anybody, if the program sets it; otherwise anyone with the same hash.
 */
function othersWithName({
  definition,
  options,
  session,
  desired,
}: CreateSearch): "anybody" | "same stack" | "same namespace" {
  const name = definition.name === undefined ? undefined : desired[definition.name.input];
  if (!isAutoNamed(definition, options.inputs) || !isHashed(String(name))) {
    return "anybody";
  }
  return session.namespace === undefined ? "same stack" : "same namespace";
}

const NAMESPACE_COMMAND = "pulumi config set indiecloud:namespace <name>";

const WHO = {
  anybody: "by someone else",
  "same stack":
    "by another deployment with the same project and stack name (on another backend or in another organization)",
  "same namespace": "by another deployment with the same namespace",
} as const;

const OTHERWISE = {
  anybody: "If it is someone else's, give the resource another name.",
  "same stack": `If it is another deployment's, set a namespace and run pulumi up again: ${NAMESPACE_COMMAND}.`,
  "same namespace": `If it is another deployment's, set another namespace and run pulumi up again: ${NAMESPACE_COMMAND}.`,
} as const;

/** What to do if an object with the name of this one is someone else's; undefined if nobody else generates such a name. */
export function remedyIfForeign(operation: CreateSearch): string | undefined {
  const others = othersWithName(operation);
  return others === "same namespace" ? undefined : OTHERWISE[others];
}

/** The warning if an object was identified only by its name; undefined if nobody else generates such a name. */
export function ownershipDoubt(operation: CreateSearch): string | undefined {
  switch (othersWithName(operation)) {
    case "anybody":
      return `If someone else created a ${operation.definition.noun} with that name at the same moment, it may be theirs: check the cloud's panel.`;
    case "same stack":
      return `If another deployment with the same project and stack name created its own at the same moment, it may belong to that one. A namespace rules this out: ${NAMESPACE_COMMAND}.`;
    case "same namespace":
      return undefined;
  }
}

/** `isReplacement`: the objects have the names of replacements of the object, not its own. */
export function refusal(operation: CreateOperation, keys: readonly string[], isReplacement: boolean): string {
  const { session, definition } = operation;
  const { noun } = definition;
  const what = `${session.cloud} ${noun}`;
  const { label } = operation.options;
  const called = definition.name === undefined ? (definition.searchKey?.(operation.desired) ?? label) : label;
  const named = isReplacement ? `created to replace "${label}"` : `named "${called}"`;
  const ids = keys.map((key) => idOf(operation, key));
  const there =
    ids.length === 1
      ? `${capitalized(withArticle(what))} ${named} already exists: ${ids[0]}. Nothing was created.`
      : `${ids.length} ${plural(what)} ${named} already exist: ${ids.join(", ")}. Nothing was created.`;
  if (keys.every((key) => session.managedObjects.has(definition, key))) {
    return `${there} ${ids.length === 1 ? "It belongs" : "They belong"} to a resource of this program. If that is another resource, rename one of the two. If this resource is being replaced, set the resource option deleteBeforeReplace: true and run pulumi up again: the old ${noun} is then deleted first.`;
  }
  return withAdvice(operation, there, () => {
    const others = othersWithName(operation);
    return `${ids.length === 1 ? "It was" : "They were"} created by an interrupted run of this stack or ${WHO[others]}, or pulumi up --replace is about to replace ${ids.length === 1 ? "it" : "one of them"}. Run npx indiecloud recover: it finds what interrupted runs left behind and imports what belongs to this stack. ${OTHERWISE[others]} If you ran pulumi up --replace, set the resource option deleteBeforeReplace: true and run it again: the old ${noun} is then deleted first. To adopt it by hand, add this to the resource's arguments: ${lineFor(operation, ids)}`;
  });
}

export function unnamedRefusal(operation: CreateOperation, ids: readonly string[]): string {
  const { session, definition } = operation;
  const what = `${session.cloud} ${definition.noun}`;
  const like =
    definition.unnamed?.described ?? `without a name and with the same ${definition.unnamed?.like.join(" and ")}`;
  const there =
    ids.length === 1
      ? `There is ${withArticle(what)} ${like} that no known resource manages: ${ids[0]}.`
      : `There are ${ids.length} ${plural(what)} ${like} that no known resource manages: ${ids.join(", ")}.`;
  return withAdvice(
    operation,
    `${there} Nothing was created.`,
    () =>
      `${ids.length === 1 ? "It was" : "They were"} created by an interrupted run of this stack or by someone else. Run npx indiecloud recover, with --take for the one that belongs to this resource. If none does, ${definition.unnamed?.claimHint} and run pulumi up again. To adopt one by hand, add this to the resource's arguments: ${lineFor(operation, ids)}`,
  );
}

/** Gives the advice once per run, however many resources of any cloud are refused. */
function withAdvice({ session, options }: CreateOperation, there: string, advice: () => string): string {
  const { advised } = session;
  if (advised.about !== undefined) {
    return `${there} See the error of ${advised.about} for what to do.`;
  }
  advised.about = options.label;
  return `${there} ${advice()}`;
}
