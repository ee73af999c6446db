import { isRecord, type Json } from "../../engine/definition/values.ts";

/**
 * The resource option `ignoreChanges`: each path gets its value from the recorded outputs. Pulumi has already put the inputs in
 * the state there, but after a failed update those are still the inputs from before it.
 */
export const ignoring = (paths: readonly string[], recorded: Json, news: Json): Json =>
  paths.reduce<Json>((inputs, path) => {
    const kept = keep(inputs, recorded, segmentsIn(path));
    return isRecord(kept) ? kept : inputs;
  }, news);

/** Splits a path as Pulumi writes it: `a.b`, `a["b"]`, `a[0]`, `a[*]` or `*`. */
const segmentsIn = (path: string): string[] =>
  [...path.matchAll(/\["((?:\\.|[^"\\])*)"\]|\[([^\][]*)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? plain ?? "",
  );

/** The value with the members on the path replaced by the recorded ones; members that are not recorded stay. */
function keep(value: unknown, recorded: unknown, [segment, ...rest]: readonly string[]): unknown {
  if (segment === undefined) {
    return recorded ?? value;
  }
  if (Array.isArray(value)) {
    const old: readonly unknown[] = Array.isArray(recorded) ? recorded : [];
    return value.map((member: unknown, index) => (fits(segment, index) ? keep(member, old[index], rest) : member));
  }
  if (!isRecord(value)) {
    return value;
  }
  const old = isRecord(recorded) ? recorded : {};
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, fits(segment, key) ? keep(member, old[key], rest) : member]),
  );
}

const fits = (segment: string, key: string | number): boolean => segment === "*" || segment === String(key);
