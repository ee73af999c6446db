import { type StackState, tokenOf } from "../state.js";

/** The objects in the states of some stacks. */
export interface KnownObjects {
  /** Whether a state has an object of a type by its ID. */
  has(token: string, id: string): boolean;
  /** Whether a state has an object of a type whose ID in the cloud is this. */
  hasKey(token: string, key: string): boolean;
  /** Whether a resource mentions the text in its inputs or outputs, or as its ID. */
  isNamed(text: string): boolean;
}

export const keyOf = (id: string): string => id.split("/").at(-1) ?? id;

export function knownIn(states: readonly StackState[]): KnownObjects {
  const ids = new Set<string>();
  const keys = new Set<string>();
  const texts = new Set<string>();
  for (const resource of states.flatMap(({ resources = [] }) => resources)) {
    const { id } = resource;
    if (id !== undefined) {
      ids.add(`${tokenOf(resource)}\n${id}`);
      keys.add(`${tokenOf(resource)}\n${keyOf(id)}`);
      texts.add(id);
    }
    collect(resource.inputs, texts);
    collect(resource.outputs, texts);
  }
  return {
    has: (token, id) => ids.has(`${token}\n${id}`),
    hasKey: (token, key) => keys.has(`${token}\n${key}`),
    isNamed: (text) => texts.has(text),
  };
}

/** Collects all texts within a value. */
function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === "string") {
    texts.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) {
      collect(each, texts);
    }
  }
}
