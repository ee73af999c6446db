import type { VerifyExchange } from "../../provider/src/adapters/query-types.ts";

/** Differences between two responses to the same call: status, content type, fields, and the form of values. */

/** A mark such as `<uuid 3>` contains the kind of the text. */
const kindOf = (text: string): string =>
  /^<([a-z0-9]+) \d+>$/.exec(text)?.[1] ?? (/^[+-]?[\d.]+$/.test(text) ? "number" : "word");

type Forms = Map<string, Set<string>>;

/** The kinds of values at each path. All rows of a list or a numbered map share one path. */
function formsIn(value: unknown, path = "", forms: Forms = new Map()): Forms {
  const add = (kind: string): void => void forms.set(path, (forms.get(path) ?? new Set()).add(kind));
  if (Array.isArray(value)) {
    add("list");
    for (const each of value) formsIn(each, `${path}[]`, forms);
  } else if (typeof value === "object" && value !== null) {
    add("object");
    for (const [key, each] of Object.entries(value)) {
      const isRow = /^\d+$|^<[a-z0-9]+ \d+>$/.test(key);
      formsIn(each, isRow ? `${path}[]` : `${path}.${key}`, forms);
    }
  } else {
    add(value === null ? "null" : value === "" ? "empty" : kindOf(String(value)));
  }
  return forms;
}

/** Whether the parent of the path exists, so that a missing field is really missing. */
const hasParent = (forms: Forms, path: string): boolean => forms.has(path.replace(/(\[\]|\.[^.[]*)$/, ""));

/** Each difference as a sentence, where "there" is the cloud and "here" the emulator. */
export function differencesOf(recorded: VerifyExchange, own: VerifyExchange): string[] {
  const found: string[] = [];
  if (recorded.status !== own.status) {
    found.push(`status ${recorded.status} there, ${own.status} here`);
  }
  if (recorded.contentType !== own.contentType) {
    found.push(`content type ${recorded.contentType} there, ${own.contentType} here`);
  }
  const [there, here] = [formsIn(recorded.answer), formsIn(own.answer)];
  for (const [path, kinds] of there) {
    const others = here.get(path);
    if (others === undefined) {
      if (hasParent(here, path)) found.push(`${path || "the answer"} is there, and not here`);
    } else {
      // A field may be empty in one account and set in another.
      const fits = (kind: string): boolean =>
        others.has(kind) || kind === "empty" || kind === "null" || others.has("empty");
      const strange = [...kinds].filter((kind) => !fits(kind));
      if (strange.length > 0)
        found.push(`${path || "the answer"} is ${strange.join(", ")} there, ${[...others].join(", ")} here`);
    }
  }
  for (const path of here.keys()) {
    if (!there.has(path) && hasParent(there, path)) found.push(`${path} is here, and not there`);
  }
  return found;
}
