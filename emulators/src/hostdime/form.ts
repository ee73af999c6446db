import { HostDimeError } from "./errors.ts";

/** A parameter's value: text, or the structure that bracketed names describe. */
export type Parameter = string | ParameterMap;
/** Parameters in the order in which they were sent. */
export type ParameterMap = ReadonlyMap<string, Parameter>;

export interface Form {
  /** Names and values as sent, in order, repetitions included. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Whether all of it is valid UTF-8. */
  readonly wellFormed: boolean;
}

/** Decodes application/x-www-form-urlencoded. */
export function decodeForm(body: Buffer): Form {
  let wellFormed = true;
  const decode = (text: string): string => {
    const bytes = decodeBytes(text);
    const decoded = bytes.toString("utf8");
    if (!Buffer.from(decoded, "utf8").equals(bytes)) wellFormed = false;
    return decoded;
  };
  const pairs = body
    .toString("latin1")
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const mark = pair.indexOf("=");
      return mark < 0
        ? ([decode(pair), ""] as const)
        : ([decode(pair.slice(0, mark)), decode(pair.slice(mark + 1))] as const);
    });
  return { pairs, wellFormed };
}

function decodeBytes(text: string): Buffer {
  const plain = text.replaceAll("+", " ");
  const raw = plain.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(raw, "latin1");
}

/**
 * The parameters of a form. Of equal names the last value wins, in the position of the first (docs/api/hostdime.md
 * §1.5). Bracketed names have no agreed signature: they are rejected, or read as PHP does.
 */
export function collect({ pairs }: Form, bracketedNames: "refuse" | "php"): ParameterMap {
  if (bracketedNames === "php") return collectAsPhp(pairs);
  const bracketed = pairs.find(([name]) => name.includes("["));
  if (bracketed) throw new HostDimeError(400, `nested parameters are not taken: ${bracketed[0]}`);
  return new Map(pairs);
}

type Nested = Map<string, string | Nested>;

/** PHP drops what is nested deeper (max_input_nesting_level). */
const deepest = 64;

/** `a[]=x`, `a[0]=x` and `a[b][c]=x` nest; `.` and blank become `_`. All levels are objects, as when signing. */
function collectAsPhp(pairs: Form["pairs"]): ParameterMap {
  const root: Nested = new Map();
  for (const [name, value] of pairs) {
    const path = phpPath(name);
    const last = path.pop();
    if (last === undefined || path.length >= deepest) continue;
    let level = root;
    for (const key of path) {
      const index = key || nextIndex(level);
      const inner = level.get(index);
      const next: Nested = inner instanceof Map ? inner : new Map();
      if (next !== inner) level.set(index, next);
      level = next;
    }
    level.set(last || nextIndex(level), value);
  }
  return root;
}

function phpPath(name: string): string[] {
  const [, base = name, brackets = ""] = /^([^[]+)((?:\[[^\]]*\])+)/.exec(name) ?? [];
  const keys = [...brackets.matchAll(/\[([^\]]*)\]/gy)].map(([, key = ""]) => key);
  return [base.replace(/[. [\]]/g, "_"), ...keys];
}

function nextIndex(level: Nested): string {
  const taken = [...level.keys()].filter((key) => /^\d+$/.test(key)).map(Number);
  return String(Math.max(-1, ...taken) + 1);
}
