import type { HostDimeCloudState } from "../cloud-state.ts";
import type { EncodedTree } from "../encoding.ts";
import { HostDimeError, invalid } from "../errors.ts";
import type { ParameterMap } from "../form.ts";

/** An admitted call: its account and its parameters. */
export class Call {
  readonly cloudState: HostDimeCloudState;
  /** The public key; "" for a call without one. */
  readonly account: string;
  /** In the order sent, without those that start with `api_`. */
  readonly parameters: ParameterMap;
  /** With `testing=true` everything is checked and nothing is changed (docs/api/hostdime.md §4.2). */
  readonly testing: boolean;

  constructor(cloudState: HostDimeCloudState, account: string, parameters: ParameterMap) {
    this.cloudState = cloudState;
    this.account = account;
    this.parameters = parameters;
    this.testing = isTesting(parameters);
  }

  /** An optional parameter. */
  get(name: string): string | undefined {
    const value = this.parameters.get(name);
    if (value !== undefined && typeof value !== "string") throw invalid(name);
    return value;
  }

  /** A required parameter. */
  text(name: string): string {
    const value = this.get(name);
    if (value === undefined || value === "") throw new HostDimeError(400, `missing parameter ${name}`);
    return value;
  }

  /** A required parameter that must be one of several words. */
  word(name: string, words: readonly string[]): string {
    const value = this.text(name);
    if (!words.includes(value)) throw invalid(name);
    return value;
  }

  /** Runs the function, unless the call only tests. Call this last, when nothing can fail any more. */
  effect(run: () => void): void {
    if (!this.testing) run();
  }
}

export function isTesting(parameters: ParameterMap): boolean {
  return parameters.get("testing") === "true";
}

/** One method of the API. */
export interface Method {
  readonly kind: "read" | "write";
  /** Needs no key. */
  readonly open?: true;
  /** Carries out the call and returns `response`. */
  run(call: Call): EncodedTree;
}

/** Methods by their name with dots. */
export type Methods = Readonly<Record<string, Method>>;

export function read(run: (call: Call) => EncodedTree): Method {
  return { kind: "read", run };
}

export function write(run: (call: Call) => EncodedTree): Method {
  return { kind: "write", run };
}

const hostName = /^(?=.{1,253}\.?$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.?$/i;

/** A host name, with or without a trailing dot. */
export function hostNameOf(name: string, value: string): string {
  if (!hostName.test(value)) throw invalid(name);
  return value;
}
