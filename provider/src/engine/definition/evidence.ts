import { at } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";

/** A recorded call: the request, and the response before it was classified. */
export interface RecordedExchange {
  /** The cloud's own name of the call: `vm/list`. */
  call: string;
  /** Parameters, without those that sign the request. */
  parameters: Tree;
  /** When it was sent, in milliseconds since the epoch. */
  sentAt: number;
  /** 0 if there was no response. */
  status: number;
  /** Names are lower-case. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Undefined: the body could not be decoded. */
  tree: Tree | undefined;
  /** The step of the trial. Undefined: the account was only read. */
  step: string | undefined;
}

/** The calls that a probe examines, in the order in which they were sent. */
export class Evidence {
  readonly exchanges: readonly RecordedExchange[];

  constructor(exchanges: readonly RecordedExchange[]) {
    this.exchanges = exchanges;
  }

  /** The calls with this name, whatever the response. */
  of(call: string): RecordedExchange[] {
    return this.exchanges.filter((each) => each.call === call);
  }

  /** The calls during a step of the trial. */
  during(step: string): Evidence {
    return new Evidence(this.exchanges.filter((each) => each.step === step));
  }

  /** The values at a path in the responses of a call. */
  at(call: string, ...path: string[]): Tree[] {
    return this.of(call)
      .map(({ tree }) => at(tree, ...path))
      .filter((tree) => tree !== undefined);
  }

  /** The items of the lists at a path in the responses of a call; `path` may end with the name of XML's items. */
  items(call: string, ...path: string[]): Tree[] {
    return this.at(call, ...path).flatMap(itemsOf);
  }

  /** The texts at a path in the responses of a call. */
  texts(call: string, ...path: string[]): string[] {
    return this.at(call, ...path).filter((tree) => typeof tree === "string");
  }
}

/** The items of a list or of PHP's numbered map; a single value is one item. */
export function itemsOf(tree: Tree): Tree[] {
  if (Array.isArray(tree)) return [...tree];
  if (!isMap(tree)) return tree === null || tree === "" ? [] : [tree];
  const keys = Object.keys(tree).filter((key) => /^\d+$/.test(key));
  return keys.length > 0 ? keys.flatMap((key) => tree[key] ?? []) : [tree];
}

/** Whether any item has a member; undefined if there are no items. */
export const haveMember = (items: readonly Tree[], member: string): boolean | undefined =>
  items.length === 0 ? undefined : items.some((item) => isMap(item) && Object.hasOwn(item, member));

/** The texts in a member of the items. */
export const textsOf = (items: readonly Tree[], member: string): string[] =>
  items.flatMap((item) => at(item, member) ?? []).filter((tree) => typeof tree === "string");

/** The position of the first rule that matches a text. */
export function firstOf<P>(texts: readonly string[], ...rules: readonly (readonly [pattern: RegExp, position: P])[]) {
  return rules.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1];
}

/** The text parameters of a recorded call. */
export const textParameters = (parameters: Readonly<Record<string, Tree>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
