/** Turns parameters with dotted names into a tree. Numeric names form a list, ignoring gaps. */
export function nested(pairs: Iterable<readonly [name: string, value: string]>): unknown {
  const tree: Tree = new Map();
  for (const [name, value] of pairs) {
    const steps = name.split(".");
    const last = steps.pop() ?? "";
    let at = tree;
    for (const step of steps) at = branch(at, step);
    at.set(last, value);
  }
  return shaped(tree);
}

interface Tree extends Map<string, string | Tree> {}

function branch(tree: Tree, step: string): Tree {
  const known = tree.get(step);
  if (known instanceof Map) return known;
  const made: Tree = new Map();
  tree.set(step, made);
  return made;
}

function shaped(tree: Tree): unknown {
  const members = [...tree].map(([name, value]) => [name, value instanceof Map ? shaped(value) : value] as const);
  const isList = members.length > 0 && members.every(([name]) => /^\d+$/.test(name));
  return isList ? members.map(([, value]) => value) : Object.fromEntries(members);
}
