import test from "ava";
import type { CloudObject } from "../../../emulators/src/index.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { EmulatedAccount } from "./account.ts";
import type { AdapterName } from "./adapters.ts";
import { behaviors } from "./behaviors.ts";
import type { Behavior } from "./row.ts";
import type { Can, Cannot, ContractTarget, Drift } from "./target.ts";
import { TestHarness } from "./test-harness.ts";

/** What the contract suite must know of a resource that is not a server, beside its samples. */
export interface ObjectTarget {
  token: string;
  /** What its rows call it: `network`. */
  noun: string;
  /** The emulator's kind of row, and which of them is one. */
  kind: string;
  alive?(row: CloudObject): boolean;
  keyOf?(id: string): string;
  /** The name by which it is imported. */
  nameIn(row: CloudObject): string;
  /** Puts into the account what the program names, and gives that part of the program. */
  prepare?(account: EmulatedAccount, index: number): Promise<Json>;
  program: Json;
  /** What its creation, its removal and its list are asked for by. */
  calls: { create: string; remove: string; list: string };
  /** A change of the program that needs another one. */
  replace: Can<Json>;
  /** A change in place. */
  rename?: ContractTarget["rename"];
  /** Every input that can be read back has an entry. */
  drifts: Readonly<Record<string, Can<Drift>>>;
  /** Rows, by a part of their titles, that it cannot have. */
  lacks?: Readonly<Record<string, Cannot>>;
}

/** The groups that are about any object; what is about a server in the others is declared by the parts of a target. */
const GROUPS = ["life", "drift", "failures", "ownership", "transport", "damage", "safety"];
/** Of servers only, though any target can have it: it is about their addresses. */
const OF_SERVERS = /^the preview of a change in place knows/;
/** Those in which an adapter has something to translate. */
const THROUGH_THE_PLUGIN = ["life", "drift"];

/** The target of the cloud's server, with this resource in its place. */
function targetOf(base: ContractTarget, object: ObjectTarget): ContractTarget {
  const cannot = { cannot: `A ${object.noun} is not a server.`, see: "§4" };
  const { prepare, replace, drifts, token, kind, nameIn, program, calls } = object;
  return {
    ...base,
    ...{ token, kind, nameIn, program, replace, drifts },
    prepare: prepare ?? (async () => ({})),
    alive: object.alive ?? (() => true),
    keyOf: object.keyOf ?? base.keyOf,
    calls: { ...calls, one: calls.list },
    adopting: (given, id) => ({ ...given, adopt: id }),
    rename: object.rename ?? cannot,
    ...{ resize: cannot, stoppedWork: cannot, exclusive: cannot, power: cannot, set: cannot },
    ...{ protection: cannot, build: cannot, strangeState: cannot },
    secrets: {},
  };
}

/** Runs the rows that are about any object for one that is not a server. */
export function objectContract(base: ContractTarget, object: ObjectTarget): void {
  const target = targetOf(base, object);
  const own = behaviors.filter(({ group, title }) => GROUPS.includes(group) && !OF_SERVERS.test(title));
  for (const behavior of own) {
    if (behavior.adapter !== "plugin") {
      run(target, object, behavior, "dynamic");
    }
    if (behavior.adapter === "plugin" || THROUGH_THE_PLUGIN.includes(behavior.group)) {
      run(target, object, behavior, "plugin");
    }
  }
}

function run(target: ContractTarget, object: ObjectTarget, behavior: Behavior, adapter: AdapterName): void {
  const [form = ""] = Object.keys(target.forms);
  const known = Object.entries(object.lacks ?? {}).find(([part]) => behavior.title.includes(part))?.[1];
  const lacking = known ?? behavior.lacks(target);
  const title = behavior.title.replaceAll("server", object.noun);
  if (lacking === undefined) {
    test(`${object.token}, ${adapter}: ${title}`, async (t) => {
      await behavior.run(await TestHarness.start(t, target, form, adapter));
    });
  }
}
