import { dynamicType, pluginType } from "../../shape.js";
import { identitiesOf } from "../identity.js";
import type { ResourceFacts, StackIdentity } from "../queries.js";
import { type StackState, tokenOf } from "../state.js";

export interface StackFacts {
  /** As in URNs: without organization and project. */
  stack: string;
  project: string;
  state: StackState;
  /** The namespaces that names are generated with: the stack's and those of its explicit providers. */
  namespaces: readonly string[];
  /** Former names of the stack. */
  formerly: readonly string[];
}

/**
 * What a state says about the names of a stack's resources of one type, including those that an interrupted run was
 * creating. Pure.
 */
export function stackIdentityOf(facts: StackFacts, { token, nameInput }: ResourceFacts): StackIdentity {
  const { stack, project, state, namespaces, formerly } = facts;
  const plain = identitiesOf({ stack, project, namespace: undefined, formerly });
  const resources = state.resources ?? [];
  const pending = (state.pending_operations ?? []).map(({ resource }) => resource);
  const all = [...resources, ...pending];
  const own = all.filter((resource) => tokenOf(resource) === token);
  const types = [dynamicType({ token }), pluginType({ token })];
  const parents = ["", ...new Set(all.map(({ urn }) => qualifiedType(urn)).filter(mayBeParent))];
  return {
    urnsOf: (logical) =>
      parents.flatMap((parent) =>
        types.map((type) => `urn:pulumi:${stack}::${project}::${parent === "" ? "" : `${parent}$`}${type}::${logical}`),
      ),
    // It may have been created through the other adapter, before the program switched.
    urns: [
      ...new Set(own.flatMap(({ urn, type }) => types.map((each) => urn.replace(`${type}::`, () => `${each}::`)))),
    ],
    namesInState: own.flatMap(({ urn, inputs, outputs }) => {
      const names = nameInput === undefined ? [] : [inputs?.[nameInput], outputs?.[nameInput]];
      return [...new Set(names.filter((name) => typeof name === "string"))].map((name) => ({ urn, name }));
    }),
    knownIds: own.flatMap(({ id }) => (id === undefined ? [] : [id])),
    identities: [...namespaces.map((namespace) => `urn:pulumi:${namespace}::`), plain.today, ...plain.former],
  };
}

/** `shop:index:Site$indiecloud:lunanode:Vm`: a type after the types of its parents. */
const qualifiedType = (urn: string): string => urn.split("::")[2] ?? "";

const mayBeParent = (type: string): boolean => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:");
