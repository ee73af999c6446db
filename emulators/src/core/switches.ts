/** The allowed values of switches that take one of several words. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/**
 * Merges `patch` into `current`: one level of nesting, with the types of the defaults. A switch whose default is null
 * takes a number, a string or null.
 * @throws Error that names the switch and the values it takes.
 */
export function mergeSwitches<T extends object>(current: T, patch: unknown, choices: Choices = {}, path = ""): T {
  if (patch === undefined) return current;
  if (typeof patch !== "object" || patch === null || Array.isArray(patch))
    throw new Error("switches must be an object");
  const known = new Map<string, unknown>(Object.entries(current));
  const merged: Record<string, unknown> = Object.fromEntries(known);
  for (const [key, value] of Object.entries(patch)) {
    const name = path + key;
    if (!known.has(key)) throw new Error(`there is no switch ${name}; there are ${[...known.keys()].join(", ")}`);
    merged[key] = mergeOne(known.get(key), value, choices, name);
  }
  return merged as T;
}

function mergeOne(was: unknown, value: unknown, choices: Choices, name: string): unknown {
  const allowed = choices[name];
  if (allowed && !allowed.includes(String(value))) throw new Error(`${name} must be one of ${allowed.join(", ")}`);
  if (Array.isArray(was)) {
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) {
      throw new Error(`${name} must be a list of texts`);
    }
    return value;
  }
  if (was !== null && typeof was === "object") return mergeSwitches(was, value, choices, `${name}.`);
  if (was !== null && value !== null && typeof value !== typeof was) throw new Error(`${name} must be a ${typeof was}`);
  return value;
}

/**
 * Turns `a.b=value` from a command line into a patch. The value is parsed as JSON if possible, as a list if the default
 * is a list, and otherwise taken as text.
 */
export function switchPatch(path: readonly string[], text: string, defaults: object): Record<string, unknown> {
  const [key, ...rest] = path;
  if (key === undefined || key === "") throw new Error("a switch needs a name");
  const fallback = new Map<string, unknown>(Object.entries(defaults)).get(key);
  if (rest.length > 0) {
    return { [key]: switchPatch(rest, text, typeof fallback === "object" && fallback !== null ? fallback : {}) };
  }
  if (Array.isArray(fallback)) return { [key]: text === "" ? [] : text.split(",") };
  if (typeof fallback === "string") return { [key]: text };
  try {
    return { [key]: JSON.parse(text) };
  } catch {
    return { [key]: text };
  }
}
