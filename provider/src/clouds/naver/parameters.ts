/** Parameters of a call; undefined ones are omitted. Lists and objects can be nested. */
export type Value = string | number | boolean | undefined | readonly Value[] | Parameters;
export interface Parameters {
  readonly [name: string]: Value;
}

function flat(name: string, value: Value): (readonly [name: string, text: string])[] {
  if (value === undefined) {
    return [];
  }
  if (typeof value !== "object") {
    return [[name, String(value)]];
  }
  // List indexes start at one: `networkInterfaceList.1.accessControlGroupNoList.2` (§1.6).
  const parts: (readonly [part: string, value: Value])[] = Array.isArray(value)
    ? value.filter((item) => item !== undefined).map((item, index) => [String(index + 1), item])
    : Object.entries(value);
  return parts.flatMap(([part, item]) => flat(`${name}.${part}`, item));
}

/** Percent-encodes everything that a URL parser might change: the signed text must be the one sent. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** The query of a GET, or the form of a POST. */
export const encode = (parameters: Parameters): string =>
  Object.entries(parameters)
    .flatMap(([name, value]) => flat(name, value))
    .map(([name, text]) => `${escaped(name)}=${escaped(text)}`)
    .join("&");
