import { providerUrn, type StackState, type StateResource } from "../state.js";
import type { Import } from "./plan.js";

/**
 * The state with the recovered objects and without pending operations, which `pulumi stack import` drops anyway. Pure.
 */
export function applyPlan(state: StackState, imports: readonly Import[]): StackState {
  const { pending_operations: _, ...rest } = state;
  const resources = imports.reduce<readonly StateResource[]>(put, state.resources ?? []);
  return { ...rest, resources: inOrder(resources) };
}

function put(resources: readonly StateResource[], { resource, parents }: Import): readonly StateResource[] {
  const urns = new Set([...resources, ...parents].map(({ urn }) => urn));
  const news = parents.filter(({ urn }) => !resources.some((each) => each.urn === urn));
  const known = withoutMissing(resource, urns);
  const at = resources.findIndex(({ urn, delete: isOld }) => urn === resource.urn && isOld !== true);
  const old = resources[at];
  if (old === undefined) {
    return [...resources, ...news, known];
  }
  // One half of a replacement: the next update deletes the old object, unless it is already deleted.
  const rest = old.pendingReplacement === true ? [] : [{ ...old, delete: true }];
  return [...resources.slice(0, at), ...news, known, ...rest, ...resources.slice(at + 1)];
}

/** Removes dependencies on resources that are not in the state; the next update adds them all again. */
function withoutMissing(resource: StateResource, urns: ReadonlySet<string>): StateResource {
  const present = (list: readonly string[] | null | undefined) => (list ?? []).filter((urn) => urns.has(urn));
  const { dependencies, propertyDependencies, ...rest } = resource;
  return {
    ...rest,
    ...(dependencies === undefined ? {} : { dependencies: present(dependencies) }),
    ...(propertyDependencies === undefined
      ? {}
      : {
          propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([key, list]) => [key, present(list)] as const),
          ),
        }),
  };
}

/** Moves each resource behind those it refers to, as Pulumi requires; otherwise the order stays. */
function inOrder(resources: readonly StateResource[]): StateResource[] {
  const isOld = (resource: StateResource) => resource.delete === true;
  // Of the two halves of a replacement, others refer to the new one.
  const news = resources.filter((resource) => !isOld(resource));
  const byUrn = new Map([...resources.filter(isOld), ...news].map((resource) => [resource.urn, resource] as const));
  const visited = new Set<StateResource>();
  const withWhatItNeeds = (resource: StateResource): StateResource[] => {
    if (visited.has(resource)) {
      return [];
    }
    visited.add(resource);
    const needed = referencesOf(resource).flatMap((urn) => byUrn.get(urn) ?? []);
    return [...needed.flatMap(withWhatItNeeds), resource];
  };
  return resources.flatMap(withWhatItNeeds);
}

/** The URNs that must come before a resource. */
function referencesOf(resource: StateResource): string[] {
  const { parent, provider, dependencies, propertyDependencies, deletedWith, replaceWith } = resource;
  const one = [parent, provider === undefined ? undefined : providerUrn(provider), deletedWith];
  const many = [dependencies, replaceWith, ...Object.values(propertyDependencies ?? {})];
  return [...one, ...many.flat()].filter((urn) => typeof urn === "string").filter((urn) => urn !== "");
}
