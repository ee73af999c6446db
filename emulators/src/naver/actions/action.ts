import type { Table } from "../../core/store.ts";
import type { NaverCloudState } from "../cloud-state.ts";
import type { Fields } from "../encoding.ts";
import { invalidField, missingField, ServiceError } from "../errors.ts";
import { listOf, objectsOf, type Sent } from "../form.ts";
import type { Owned } from "../model.ts";
import type { NaverSwitches } from "../switches.ts";

/** The format of nearly all names: 3 to 30 lower-case letters, digits and hyphens (docs/api/naver.md §3.1, §4). */
const namePattern = /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/;

/**
 * Parameters of a call, or of one object in one of its lists. An empty text counts as absent (docs/api/naver.md §1.6).
 */
export class Parameters {
  readonly sent: Sent;
  readonly switches: NaverSwitches;
  /** Prefix of the names in errors. */
  readonly prefix: string;

  constructor(sent: Sent, switches: NaverSwitches, prefix = "") {
    this.sent = sent;
    this.switches = switches;
    this.prefix = prefix;
  }

  get(name: string): string {
    return this.sent.get(name) ?? "";
  }

  /** A required parameter. */
  text(name: string): string {
    return this.get(name) || this.missing(name);
  }

  /** `true` or `false`, ignoring case, because NAVER's Python SDK sends `True`. Absent means false. */
  flag(name: string): boolean {
    const given = (this.get(name) || "false").toLowerCase();
    return given === "true" || (given !== "false" && this.invalid(name));
  }

  /** One of several words. Required if `otherwise` is not given. */
  word<W extends string>(name: string, words: readonly W[], otherwise?: W): W {
    const given = this.get(name) || otherwise || this.missing(name);
    return words.find((word) => word === given) ?? this.invalid(name);
  }

  /** A whole number from `from` to `to`; undefined if absent. */
  count(name: string, from: number, to: number): number | undefined {
    const text = this.get(name);
    if (text === "") return undefined;
    const value = Number(text);
    return /^\d{1,10}$/.test(text) && value >= from && value <= to ? value : this.invalid(name);
  }

  list(name: string): string[] {
    return listOf(this.sent, name).filter((one) => one !== "");
  }

  /** A list that must not be empty, without duplicates. */
  items(name: string): string[] {
    const items = new Set(this.list(name));
    return items.size > 0 ? [...items] : this.missing(name);
  }

  objects(name: string): Parameters[] {
    return objectsOf(this.sent, name).map(
      ({ index, sent }) => new Parameters(sent, this.switches, `${this.prefix}${name}.${index}.`),
    );
  }

  /** A new object's name; generated if absent. */
  name(name: string, makeUp: () => string): string {
    const given = this.get(name);
    if (given === "") return makeUp();
    return namePattern.test(given) ? given : this.invalid(name);
  }

  /** At most 1000 bytes (docs/api/naver.md §3.1). */
  description(name: string): string {
    const given = this.get(name);
    return Buffer.byteLength(given) <= 1000 ? given : this.invalid(name);
  }

  missing(name: string): never {
    throw missingField(this.prefix + name);
  }

  invalid(name: string): never {
    throw invalidField(this.prefix + name, this.switches.codes);
  }
}

/** A call with a valid signature: its account, its region and its parameters. */
export class Call extends Parameters {
  readonly cloudState: NaverCloudState;
  readonly account: string;
  readonly region: string;

  constructor(cloudState: NaverCloudState, account: string, sent: Sent) {
    super(sent, cloudState.switches);
    this.cloudState = cloudState;
    this.account = account;
    this.region = this.#region();
  }

  /** Default: the first region (docs/api/naver.md §1.6). */
  #region(): string {
    const { regions } = this.cloudState;
    const wanted = this.get("regionCode") || regions[0]?.code;
    return regions.find((one) => one.code === wanted)?.code ?? this.invalid("regionCode");
  }

  /** The account's objects of one kind in the region. */
  mine<Row extends Owned>(table: Table<Row>): Row[] {
    return table.where((row) => row.account === this.account && row.region === this.region);
  }

  /** The account's object that a required parameter names; `code` is the error if it does not exist. */
  named<Row extends Owned>(table: Table<Row>, name: string, code?: string): Row {
    return this.owned(table, this.text(name), name, code);
  }

  /** Like `named`, for an ID from elsewhere. */
  owned<Row extends Owned>(table: Table<Row>, id: string, what: string, code?: string): Row {
    const row = this.cloudState.own(table, id, this);
    if (!row) throw new ServiceError(code ?? this.switches.codes.notFound, `there is no such ${what}: ${id}`);
    return row;
  }

  /** A generated name. */
  fabricated(letter: string): string {
    return `${letter}${this.cloudState.ids.hex(11)}`;
  }

  /** Rejects a name that another object of the kind has, if names must be unique. */
  unique(table: Table<Owned & { readonly name: string }>, name: string, always = false): string {
    const taken = this.mine(table).some((row) => row.name === name);
    if (taken && (always || this.switches.uniqueNames)) {
      throw new ServiceError(this.switches.codes.duplicateName, `the name is already in use: ${name}`);
    }
    return name;
  }
}

/** One call of the API. */
export interface Action {
  readonly service: "vserver" | "vpc" | "vloadbalancer" | "vautoscaling" | "vnas" | "billing";
  readonly kind: "read" | "write";
  /** Returns the members next to requestId, returnCode and returnMessage. */
  run(call: Call): Fields;
}

/** Actions by name, which is the last part of the path. */
export type Actions = Readonly<Record<string, Action>>;

type Runs = Readonly<Record<string, (call: Call) => Fields>>;

export function reads(service: Action["service"], runs: Runs): Actions {
  return tabled(service, "read", runs);
}

export function writes(service: Action["service"], runs: Runs): Actions {
  return tabled(service, "write", runs);
}

function tabled(service: Action["service"], kind: Action["kind"], runs: Runs): Actions {
  return Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, { service, kind, run }]));
}
