import { isRecord, type Json } from "../../engine/definition/values.ts";

/**
 * The resource option `ignoreChanges`: what a path names is what is recorded of it. Pulumi has already put the inputs in the
 * state there, but after an update that failed those are still the ones of before it.
 */
export const ignoring = (paths: readonly string[], recorded: Json, news: Json): Json =>
  paths.reduce<Json>((inputs, path) => {
    const kept = keep(inputs, recorded, segmentsIn(path));
    return isRecord(kept) ? kept : inputs;
  }, news);

/** `a.b`, `a["b"]`, `a[0]`, `a[*]` or `*`, as Pulumi writes paths. */
const segmentsIn = (path: string): string[] =>
  [...path.matchAll(/\["((?:\\.|[^"\\])*)"\]|\[([^\][]*)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? plain ?? "",
  );

/** A value in which what the segments lead to is as recorded; what is recorded nowhere stays as it is. */
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
