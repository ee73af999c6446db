/**
 * How the URNs begin that names are generated from, in place of `urn:pulumi:<stack>::<project>::`. A namespace takes that
 * place; names of before it was set, or before the stack was renamed, were made from another beginning.
 */
export interface Identities {
  today: string;
  /** Whether today's is a namespace: then no other deployment generates such names. */
  isNamespace: boolean;
  former: readonly string[];
}

export interface StackIdentity {
  /** As URNs have it: without organization and project. */
  stack: string;
  project: string;
  namespace: string | undefined;
  /** Names that the stack had: `<stack>`, `<project>/<stack>` or `<organization>/<project>/<stack>`. */
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

/** The name of a stack as URNs have it. */
export const bareStack = (stack: string): string => stack.split("/").at(-1) ?? stack;
