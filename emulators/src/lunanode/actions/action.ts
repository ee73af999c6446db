import type { LunaNodeCloudState } from "../cloud-state.ts";
import { LunaNodeError } from "../errors.ts";
import type { EncodedTree } from "../php.ts";

/** A call with a valid signature: its account and its parameters. */
export class Call {
  readonly cloudState: LunaNodeCloudState;
  readonly account: string;
  readonly parameters: Readonly<Record<string, string>>;

  constructor(cloudState: LunaNodeCloudState, account: string, parameters: Readonly<Record<string, string>>) {
    this.cloudState = cloudState;
    this.account = account;
    this.parameters = parameters;
  }

  /** An optional parameter. An empty text is a value, usually an invalid one (docs/api/lunanode.md §1.1). */
  get(name: string): string | undefined {
    return this.parameters[name];
  }

  /** A required parameter. */
  text(name: string): string {
    return this.parameters[name] || this.missing(name);
  }

  /** `yes` or `no`; absent means `no`. */
  flag(name: string): boolean {
    const value = this.get(name) ?? "no";
    if (value !== "yes" && value !== "no") throw new LunaNodeError(`invalid ${name}`);
    return value === "yes";
  }

  /** A comma-separated list of IDs. */
  list(name: string): string[] {
    return this.get(name)?.split(",") ?? [];
  }

  /** A whole number greater than zero, such as `size`. */
  count(name: string): number {
    const text = this.text(name);
    if (!/^[1-9]\d{0,6}$/.test(text)) throw new LunaNodeError(`invalid ${name}`);
    return Number(text);
  }

  /** The requested region, or `otherwise`. */
  region(otherwise: string): string {
    return this.cloudState.region(this.get("region") ?? otherwise);
  }

  missing(name: string): never {
    const old = this.cloudState.switches.oldMissingTexts && name === "region";
    throw new LunaNodeError(old ? "region not set" : `required parameter ${name} not set`);
  }

  /** Whether an object belongs to the account and, if the call names a region, to that region. */
  readonly mine = (row: { readonly account: string; readonly region?: string }): boolean => {
    const region = this.get("region");
    return row.account === this.account && (region === undefined || row.region === undefined || row.region === region);
  };

  /** An undocumented reply: with the ID, or bare if the switch says so (docs/api/lunanode.md §7). */
  undocumented(reply: Record<string, EncodedTree>): Record<string, EncodedTree> {
    return this.cloudState.switches.createReplies === "bare" ? {} : reply;
  }
}

/** One call of the API. */
export interface Action {
  readonly kind: "read" | "write";
  /** Required parameters, in the order in which missing ones are reported. */
  readonly required: readonly string[];
  /** Carries out the call; the result goes next to `success: "yes"`. */
  run(call: Call): Record<string, EncodedTree>;
}

/** Actions by `category/action`. */
export type Actions = Readonly<Record<string, Action>>;

export function read(required: readonly string[], run: (call: Call) => Record<string, EncodedTree>): Action {
  return { kind: "read", required, run };
}

export function write(required: readonly string[], run: (call: Call) => Record<string, EncodedTree>): Action {
  return { kind: "write", required, run };
}
