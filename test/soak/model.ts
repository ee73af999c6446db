import type { CloudObject } from "../../emulators/src/index.ts";
import type { ResourceOptions } from "../../provider/src/adapters/testing-diff.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { programOf } from "../contract/states/programs.ts";
import type { Harness } from "../contract/suite/harness.ts";
import { type ContractTarget, type Drift, isCannot } from "../contract/suite/target.ts";
import type { Declared } from "./deployment.ts";

/** The setting of a sequence, which does not change during it. */
export interface Scenario {
  /** Whether the program sets the server's name. */
  names: "given" | "generated";
  /** With the objects that a server uses: a key, a firewall, a network. */
  whole: boolean;
  /** Each deployment has its own namespace. */
  namespaces: boolean;
}

/** A change of the program. */
export interface Edit {
  title: string;
  set: Json;
}

export const SERVER = "web";

/** The changes that a program can make to its server, one by one and together. */
export function editsOf(target: ContractTarget): Edit[] {
  const { rename, resize, replace, power, drifts } = target;
  const own = Object.entries(drifts).flatMap(([key, drift]): Edit[] =>
    isCannot(drift) ? [] : [{ title: key, set: { ...drift.beside, [key]: drift.program } }],
  );
  return [
    ...(isCannot(rename) ? [] : [{ title: "rename", set: rename.to }]),
    ...(isCannot(resize) ? [] : [{ title: "resize", set: resize.up }]),
    ...(isCannot(replace) ? [] : [{ title: "replace", set: replace }]),
    ...(isCannot(power)
      ? []
      : [
          { title: "stop", set: power.stopped },
          { title: "start", set: power.running },
        ]),
    ...own,
    ...(target.soak?.inputs ?? []).map((set) => ({ title: Object.keys(set).join(), set })),
  ];
}

/** The changes that somebody can make to a server in the panel, by the input that shows them. */
export const driftsOf = ({ drifts }: ContractTarget): [string, Drift][] =>
  Object.entries(drifts).flatMap(([key, drift]): [string, Drift][] => (isCannot(drift) ? [] : [[key, drift]]));

/** The current program. */
export class Program {
  readonly scenario: Scenario;
  private readonly harness: Harness;
  /** Inputs of the server. */
  overrides: Json = {};
  ignored: readonly string[] = [];
  /** The server and its dependents are not in the program. */
  isWithout = false;
  /** A replacement of the server deletes the old one first. */
  isDeletedFirst = false;
  /** It has requested the larger plan. */
  private isLarge = false;
  private readonly suffix: string;

  /** `suffix`: for names that the program sets. */
  constructor(harness: Harness, scenario: Scenario, suffix = "") {
    this.harness = harness;
    this.scenario = scenario;
    this.suffix = suffix;
  }

  /** Whether the program allows the change: what the server uses stays where it is, and disks do not shrink. */
  takes({ set }: Edit): boolean {
    const keys = Object.keys(set);
    const { resize } = this.harness.target;
    const isSmaller =
      !isCannot(resize) && "refused" in resize.down && this.isLarge && "plan" in set && set.plan !== resize.up.plan;
    return !isSmaller && (!this.scenario.whole || keys.every((key) => !this.wholeKeys().includes(key)));
  }

  /** Whether only the server has what the panel changes: in the whole program, some of it is another resource's too. */
  hasAlone(key: string): boolean {
    return !this.scenario.whole || this.harness.target.soak?.taken?.includes(key) !== true;
  }

  edit({ set }: Edit): void {
    this.overrides = { ...this.overrides, ...set };
    const { resize } = this.harness.target;
    this.isLarge ||= !isCannot(resize) && set.plan === resize.up.plan;
  }

  drops(key: string): boolean {
    return key in this.overrides && !(key === "plan" && this.isLarge);
  }

  drop(key: string): void {
    const { [key]: _, ...rest } = this.overrides;
    this.overrides = rest;
  }

  ignore(key: string): void {
    this.ignored = this.ignored.includes(key) ? this.ignored.filter((each) => each !== key) : [...this.ignored, key];
  }

  /** Inputs of the server that come from other resources of the program. */
  private wholeKeys(): string[] {
    const { target } = this.harness;
    const [server] = programOf(target.cloud).filter(({ token }) => token === target.token);
    const free = ["name", "plan", "image", "powerState", "tags", "order"];
    const own = Object.keys(
      server?.program(
        () => "",
        () => "",
      ) ?? {},
    ).filter((key) => !free.includes(key));
    // What a server otherwise has of its own comes from another resource here.
    const { inputs = [], taken = [] } = target.soak ?? {};
    return [...own, ...taken, ...inputs.flatMap((set) => Object.keys(set))];
  }

  /** Whether the program sets an input of the server. */
  manages(input: string): boolean {
    return this.declared().some(
      ({ token, inputs }) =>
        token === this.harness.target.token &&
        input in
          inputs(
            () => "",
            () => "",
          ),
    );
  }

  declared(): Declared[] {
    const { target } = this.harness;
    const without = target.soak?.without ?? [];
    const all = this.scenario.whole ? programOf(target.cloud).filter(({ token }) => !without.includes(token)) : [];
    const list: Declared[] = all.map(({ name, token, program }) => ({
      name,
      token,
      inputs: (id, output) => ({
        ...program(
          (other) => String(id(other) ?? ""),
          (other, key) => output(other, key),
        ),
        ...target.soak?.secrets?.[token],
        ...(token === target.token ? this.own() : {}),
      }),
      options: token === target.token ? this.options() : {},
    }));
    const whole: Declared[] =
      list.length > 0
        ? list
        : [
            {
              name: SERVER,
              token: target.token,
              inputs: () => this.server(),
              options: this.options(),
            },
          ];
    const at = whole.findIndex(({ token }) => token === target.token);
    return this.isWithout ? whole.slice(0, at) : whole;
  }

  private options(): ResourceOptions {
    return { ignoreChanges: this.ignored, ...(this.isDeletedFirst ? { deleteBeforeReplace: true } : {}) };
  }

  private server(): Json {
    const { name: _name, ...base } = this.scenario.whole ? {} : this.harness.program();
    return { ...base, ...this.own() };
  }

  private own(): Json {
    const { name } = this.harness.target.program;
    const given = this.scenario.names === "given" && name !== undefined ? { name: `${name}${this.suffix}` } : {};
    return { ...given, ...this.overrides };
  }
}

/** The fields of the cloud's rows for an input, determined by the panel's changes. `*`: whether the row exists. */
export type Fields = ReadonlyMap<string, readonly { kind: string; field: string }[]>;

/** What differs between two observations: fields of rows, and rows that were added or removed. */
export function differences(before: readonly CloudObject[], after: readonly CloudObject[]) {
  const was = new Map(before.map((row) => [`${row.kind} ${row.id}`, row] as const));
  const is = new Map(after.map((row) => [`${row.kind} ${row.id}`, row] as const));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const old = was.get(key);
    const now = is.get(key);
    const { kind = "" } = now ?? old ?? {};
    if (old === undefined || now === undefined) {
      return [{ key, kind, field: "*", old, now }];
    }
    return Object.keys(now)
      .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
      .map((field) => ({ key, kind, field, old, now }));
  });
}
