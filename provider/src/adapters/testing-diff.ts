import { isDeepStrictEqual } from "node:util";
import { isRecord, type Json } from "../engine/definition/values.ts";
import { bare, bareRecord, type Calls } from "./testing-calls.ts";

/* How Pulumi's engine compares, depending on what the provider answers. After `step_generator.go` of 3.255. */

/** Options of a resource in the program that alter what a provider is asked for. */
export interface ResourceOptions {
  replaceOnChanges?: readonly string[];
  ignoreChanges?: readonly string[];
  /** Overrides the provider's answer. */
  deleteBeforeReplace?: boolean;
}

export interface Compared {
  changed: boolean;
  /** Why the resource is replaced. */
  replaces: readonly string[];
  /** Whether the old object is deleted first. */
  first: boolean;
  /** The properties that a preview shows as different. */
  keys: readonly string[];
}

export async function compared(
  calls: Calls,
  { id, outputs, initErrors }: { id: string; outputs: Json; initErrors: readonly string[] },
  oldInputs: Json,
  news: Json,
  { replaceOnChanges = [], ignoreChanges = [] }: ResourceOptions,
): Promise<Compared> {
  const olds = bareRecord(outputs);
  const diff = await calls.diff(id, olds, bareRecord(news), { oldInputs, ignoreChanges });
  const { changes, replaces = [], deleteBeforeReplace = false, detailed } = diff;
  const kept = ignoring(bareRecord(news), oldInputs, ignoreChanges);
  const all = [...new Set([...Object.keys(oldInputs), ...Object.keys(kept)])];
  const differing = all.filter((key) => !isDeepStrictEqual(oldInputs[key], kept[key]));
  const keys = detailed ?? (changes === undefined ? differing : []);
  const changed = changes ?? differing.length > 0;
  const half = initErrors.length > 0 && replaceOnChanges.includes("*") ? ["#initerror"] : [];
  const requested = changed ? keys.filter((key) => replaceOnChanges.some((path) => covers(path, key))) : [];
  return {
    changed: changed || half.length > 0,
    replaces: [...replaces, ...requested, ...half],
    first: deleteBeforeReplace,
    keys,
  };
}

const covers = (path: string, key: string): boolean =>
  path === "*" || path === key || key.startsWith(`${path}.`) || key.startsWith(`${path}[`);

/** Inputs with the ignored paths as in the state. */
export function ignoring(news: Json, olds: Json, paths: readonly string[]): Json {
  const result = structuredClone(news);
  for (const path of paths) {
    reset(
      result,
      olds,
      path.split(/[.[\]]+/).filter((part) => part !== ""),
    );
  }
  return result;
}

/** If only one of the two has the path, the element is left unchanged. */
function reset(news: unknown, olds: unknown, [key, ...rest]: readonly string[]): void {
  if (key === undefined || !isContainer(news) || !isContainer(olds)) {
    return;
  }
  if (rest.length > 0) {
    reset(Reflect.get(news, key), Reflect.get(olds, key), rest);
  } else if (Reflect.has(olds, key)) {
    Reflect.set(news, key, bare(Reflect.get(olds, key)));
  } else if (!Array.isArray(news)) {
    Reflect.deleteProperty(news, key);
  }
}

const isContainer = (value: unknown): value is object => Array.isArray(value) || isRecord(value);
