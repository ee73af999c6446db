import type { ResourceDefinition } from "../definition/definition.ts";
import { nameHistory, urnWithin } from "../definition/names.ts";
import { laterSearchKeys, searchKeyFor } from "../definition/object-names.ts";
import { plural } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { namesOf, type ObservedObject, observedObjects } from "../observe/objects.ts";
import type { Session } from "./session.ts";

/** What is known of a stack's resources of one type. */
export interface StackIdentity {
  /** The URNs that a resource with this name in the program can have. */
  urnsOf(logical: string): readonly string[];
  /** URNs that the state knows. */
  urns: readonly string[];
  /** Names in the cloud that the state knows, with the resource that has each. */
  namesInState: readonly { urn: string; name: string }[];
  /** Ids of objects that are in a state. */
  knownIds: readonly string[];
  /** How the URNs begin that names are made from, in place of stack and project: `urn:pulumi:acme::`. Absent: as they are. */
  identities?: readonly string[];
}

/** An object that bears a name of a stack, and is in no state. */
export interface OrphanCandidate {
  id: string;
  /** As the cloud shows it; empty where it has none. */
  name: string;
  /** The resource that it was made for. */
  urn: string;
  /** `generated`: nobody else gives this name. `given`: by the program, and so perhaps by somebody else too. */
  by: "generated" | "given";
  /** Which of the identities it was generated with. */
  identity?: string | undefined;
  /** When the cloud says that it was made, in milliseconds since the epoch. */
  createdAt?: number | undefined;
}

/**
 * The objects of an account that a stack has made, or could have, and no state has. A generated name tells its stack, as
 * it is made from the URN; so it is recognized without the program.
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
  // The account's own place, and wherever else the stack has something.
  for (const scope of [undefined, ...[...scopes].filter((each) => each !== undefined)]) {
    const objects = await observedObjects(session, definition, { scope });
    if (objects === undefined) {
      throw new RefusedError(
        `${session.cloud} does not list ${plural(definition.noun)} for this account. Check the cloud's panel.`,
      );
    }
    for (const object of objects.filter(({ at }) => !knownIds.has(at.key))) {
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

/** The URN as names are made from it, by every identity of the stack. */
const identified = ({ identities }: StackIdentity, urn: string): { identity?: string; from: string }[] =>
  identities?.map((identity) => ({ identity, from: urnWithin(identity, urn) })) ?? [{ from: urn }];

/** Who would own an object, by its name or marker. */
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
  // A resource that nothing knows any more: its name in the program is still in the name that was made of it.
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
