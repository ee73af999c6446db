/**
 * The prefixes of the URNs that names are generated from, in place of `urn:pulumi:<stack>::<project>::`. A namespace
 * takes that place. Names generated before the namespace was set, or before the stack was renamed, have another prefix.
 */
export interface Identities {
  today: string;
  /** Whether today's prefix is a namespace: then no other deployment generates such names. */
  isNamespace: boolean;
  former: readonly string[];
}

export interface StackIdentity {
  /** As in URNs: without organization and project. */
  stack: string;
  project: string;
  namespace: string | undefined;
  /** Former names of the stack: `<stack>`, `<project>/<stack>` or `<organization>/<project>/<stack>`. */
  formerly: readonly string[];
}

export function identitiesOf({ stack, project, namespace, formerly }: StackIdentity): Identities {
  const within = (name: string, of: string) => `urn:pulumi:${name}::${of}::`;
  const plain = within(stack, project);
  const renamed = formerly.map((text) => {
    const [name = text, of = project] = text.split("/").reverse();
    return within(name, of);
  });
  const today = namespace === undefined ? plain : `urn:pulumi:${namespace}::`;
  const former = [...new Set([plain, ...renamed])].filter((each) => each !== today);
  return { today, isNamespace: namespace !== undefined, former };
}

/** The name of a stack as in URNs. */
export const bareStack = (stack: string): string => stack.split("/").at(-1) ?? stack;
