import { plural, withArticle } from "../definition/words.ts";
import { isAutoNamed } from "../plan/check.ts";
import type { CreateOperation, CreateSearch } from "./create-operation.ts";

/* What a user is told if an object is there before its create, whose it may be, and what to do. */

interface Keyed {
  key: string;
}

export const idOf = (operation: CreateSearch, key: string): string =>
  operation.definition.id.format({ scope: operation.options.scope, key });
export const idsOf = (operation: CreateSearch, seen: readonly Keyed[]): string[] =>
  seen.map(({ key }) => idOf(operation, key));

/** `adopt: "<id>"`, with the id where there is but one. */
export const lineFor = ({ definition }: CreateSearch, ids: readonly string[]): string =>
  `${definition.adoptInput ?? "adopt"}: "${ids.length === 1 ? ids[0] : "<id>"}"`;

/** Whether a name ends as those do that are made from a URN. */
const isHashed = (name: string): boolean => /-[0-9a-f]{7}$/.test(name);

/** Who else could have made an object of this name: anybody, if the program gives it, else who makes it from the same hash. */
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
  anybody: "somebody else did",
  "same stack":
    "another deployment with the same project and stack name did, on another backend or of another organization",
  "same namespace": "another deployment with the same namespace did",
} as const;

const OTHERWISE = {
  anybody: "If it is somebody else's, give the resource another name.",
  "same stack": `If it is another deployment's, set a namespace and run pulumi up again: ${NAMESPACE_COMMAND}.`,
  "same namespace": `If it is another deployment's, set another namespace and run pulumi up again: ${NAMESPACE_COMMAND}.`,
} as const;

/** What may be, where an object was taken for its own by nothing but its name; undefined: nobody else gives such a name. */
export function ownershipDoubt(operation: CreateSearch): string | undefined {
  switch (othersWithName(operation)) {
    case "anybody":
      return `If somebody else was making a ${operation.definition.noun} of that name at this moment, it may be theirs: look in the cloud's panel.`;
    case "same stack":
      return `If another deployment with the same project and stack name was making its own at this moment, it may be that one's. A namespace rules that out: ${NAMESPACE_COMMAND}.`;
    case "same namespace":
      return undefined;
  }
}

/** `isReplacement`: they have the names that a replacement of the object would get, and not its own. */
export function refusal(operation: CreateOperation, keys: readonly string[], isReplacement: boolean): string {
  const { session, definition } = operation;
  const { noun } = definition;
  const what = `${session.cloud} ${noun}`;
  const { label } = operation.options;
  const named = isReplacement ? `that was made to replace "${label}"` : `named "${label}"`;
  const ids = keys.map((key) => idOf(operation, key));
  const there =
    ids.length === 1
      ? `There is ${withArticle(what)} ${named} already, id ${ids[0]}. Nothing was made.`
      : `There are ${ids.length} ${plural(what)} ${named} already: ${ids.join(", ")}. Nothing was made.`;
  if (keys.every((key) => session.managedObjects.has(definition, key))) {
    return `${there} A resource of this program has ${ids.length === 1 ? "it" : "them"}. If that is another one, give one of the two another name. If it is this one, and is to be replaced, set the resource option deleteBeforeReplace: true, and run pulumi up again: the old ${noun} is then deleted first.`;
  }
  return withAdvice(operation, there, () => {
    const others = othersWithName(operation);
    return `Either an interrupted run of this stack made ${ids.length === 1 ? "it" : "one"}, or ${WHO[others]}, or it is the ${noun} that pulumi up --replace is to replace. Run npx indiecloud recover: it looks for what interrupted runs have left, and puts what is this stack's into the state. ${OTHERWISE[others]} If you ran pulumi up --replace, set the resource option deleteBeforeReplace: true and run it again: the old ${noun} is then deleted first. Without the command, take it over by this line in the resource's arguments: ${lineFor(operation, ids)}`;
  });
}

export function unnamedRefusal(operation: CreateOperation, ids: readonly string[]): string {
  const { session, definition } = operation;
  const what = `${session.cloud} ${definition.noun}`;
  const like = `without a name, of the same ${definition.unnamed?.like.join(" and ")}`;
  const there =
    ids.length === 1
      ? `There is ${withArticle(what)} ${like}, id ${ids[0]}, and no resource is known to have it.`
      : `There are ${ids.length} ${plural(what)} ${like}, and no resource is known to have them: ${ids.join(", ")}.`;
  return withAdvice(
    operation,
    `${there} Nothing was made.`,
    () =>
      `An interrupted run of this stack may have made ${ids.length === 1 ? "it" : "one of them"}, or somebody else. Run npx indiecloud recover, and say by --take which is this resource's. If none is, ${definition.unnamed?.claimHint} and run pulumi up again. Without the command, take it over by this line in the resource's arguments: ${lineFor(operation, ids)}`,
  );
}

/** What to do is said once a run, however many resources of whatever clouds are refused. */
function withAdvice({ session, options }: CreateOperation, there: string, advice: () => string): string {
  const { advised } = session;
  if (advised.about !== undefined) {
    return `${there} What to do is said for ${advised.about}.`;
  }
  advised.about = options.label;
  return `${there} ${advice()}`;
}
