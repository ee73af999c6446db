import type { ResourceDefinition } from "../definition/definition.ts";
import { nameHistory, urnWithin } from "../definition/names.ts";
import { laterSearchKeys, searchKeyFor } from "../definition/object-names.ts";
import { plural } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { namesOf, type ObservedObject, observedObjects, withoutMade } from "../observe/objects.ts";
import type { Session } from "./session.ts";

/** What is known about a stack's resources of one type. */
export interface StackIdentity {
  /** The URNs that a resource with this logical name can have. */
  urnsOf(logical: string): readonly string[];
  /** URNs in the state. */
  urns: readonly string[];
  /** Names in the cloud that the state knows, with the resource of each. */
  namesInState: readonly { urn: string; name: string }[];
  /** IDs of objects that are in a state. */
  knownIds: readonly string[];
  /**
   * URN prefixes that names are generated with, instead of stack and project: `urn:pulumi:acme::`. Absent: the URNs as they
   * are.
   */
  identities?: readonly string[];
}

/** An object that has a name of a stack and is in no state. */
export interface OrphanCandidate {
  id: string;
  /** As the cloud shows it; empty if it has none. */
  name: string;
  /** The resource that it was created for. */
  urn: string;
  /** `generated`: only this stack generates this name. `given`: the program sets it, so somebody else may use it too. */
  by: "generated" | "given";
  /** The identity that the name was generated with. */
  identity?: string | undefined;
  /** When the cloud says that it was created, in milliseconds since the epoch. */
  createdAt?: number | undefined;
}

/**
 * The objects of an account that a stack created, or could have created, and that are in no state. A generated name reveals its
 * stack, because it is made from the URN, so orphans are recognized without the program.
 */
export async function findOrphans(
  session: Session,
  definition: ResourceDefinition,
  stackIdentity: StackIdentity,
): Promise<readonly OrphanCandidate[]> {
  const knownIds = new Set(stackIdentity.knownIds.map((id) => definition.id.parse(id).key));
  const scopes = new Set(stackIdentity.knownIds.map((id) => definition.id.parse(id).scope));
  const owners = ownersOf(definition, stackIdentity);
  const found = new Map<string, OrphanCandidate>();
  // The account's own scope, unless a list needs one, and every other scope where the stack has an object.
  const isScoped = Object.values(definition.listBy ?? {}).includes("required");
  for (const scope of [...(isScoped ? [] : [undefined]), ...[...scopes].filter((each) => each !== undefined)]) {
    const objects = await observedObjects(session, definition, { scope });
    if (objects === undefined) {
      throw new RefusedError(
        `${session.cloud} does not list ${plural(definition.noun)} for this account. Check the cloud's panel.`,
      );
    }
    const own = await withoutMade(session, definition, objects);
    for (const object of own.filter(({ at }) => !knownIds.has(at.key))) {
      const owner = ownerOf(definition, stackIdentity, owners, object);
      if (owner !== undefined) {
        const id = definition.id.format(object.at);
        const createdAt = definition.createdAt?.(object.observed);
        const name = namesOf(definition, object.observed)[0] ?? "";
        found.set(id, { id, name, ...owner, ...(createdAt === undefined ? {} : { createdAt }) });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Owner = Pick<OrphanCandidate, "urn" | "by" | "identity">;

/** The URNs that names are generated from: one for each identity of the stack. */
const identified = ({ identities }: StackIdentity, urn: string): { identity?: string; from: string }[] =>
  identities?.map((identity) => ({ identity, from: urnWithin(identity, urn) })) ?? [{ from: urn }];

/** The owner of an object by its name or marker. */
function ownersOf(definition: ResourceDefinition, stackIdentity: StackIdentity): Map<string, Owner> {
  const { urns, namesInState } = stackIdentity;
  const given = namesInState.map(
    ({ urn, name }) => [searchKeyFor(definition, name), { urn, by: "given" as const }] as const,
  );
  const generated = [...urns.map((urn) => ({ urn, name: "" })), ...namesInState].flatMap(({ urn, name }) =>
    identified(stackIdentity, urn).flatMap(({ from, ...identity }) =>
      laterSearchKeys(definition, from, name).map(
        (key) => [key, { urn, by: "generated" as const, ...identity }] as const,
      ),
    ),
  );
  return new Map<string, Owner>([...given, ...generated]);
}

const historyOf = ({ name }: ResourceDefinition, urn: string, before: string): string[] =>
  name === undefined ? [] : nameHistory(name, urn, before);

function ownerOf(
  definition: ResourceDefinition,
  stackIdentity: StackIdentity,
  owners: ReadonlyMap<string, Owner>,
  { observed }: ObservedObject,
): Owner | undefined {
  const names = namesOf(definition, observed);
  for (const mark of [
    ...[definition.nameOf?.(observed)].flat(),
    ...names.map((name) => searchKeyFor(definition, name)),
  ]) {
    const owner = mark === undefined ? undefined : owners.get(mark);
    if (owner !== undefined) {
      return owner;
    }
  }
  // A resource that nothing knows any more: its logical name is still part of the generated name.
  for (const name of names) {
    const [, logical] = /^(.+)-[0-9a-f]{7}$/.exec(name) ?? [];
    const found = (logical === undefined ? [] : stackIdentity.urnsOf(logical))
      .flatMap((urn) => identified(stackIdentity, urn).map((each) => ({ urn, ...each })))
      .find(({ from }) => historyOf(definition, from, "").includes(name));
    if (found !== undefined) {
      const { from: _, ...owner } = found;
      return { ...owner, by: "generated" };
    }
  }
  return undefined;
}
