import test from "ava";
import { bareRecord } from "../../../provider/src/adapters/testing-calls.ts";
import type { State } from "../../../provider/src/adapters/testing-engine.ts";
import { isRecord, type Json } from "../../../provider/src/engine/definition/values.ts";
import { METADATA } from "../../../provider/src/engine/state/metadata.ts";
import { targets } from "../clouds/all.ts";
import { adapterNames, adapters } from "../suite/adapters.ts";
import { TestHarness } from "../suite/test-harness.ts";
import { frozenStates, versions } from "./frozen.ts";

/*
 * Metadata that was damaged, or written by a newer release. Whatever is wrong with it, and whatever operation is
 * requested: an error that names the next step, and no call to the cloud.
 */

const VALUES: readonly unknown[] = [null, true, 7, "text", [], ["x", 7], {}, { a: { b: null } }];
const kindOf = (value: unknown): string => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);

/** Every way to damage metadata in one place. Lists and records of other elements count as another type too. */
function damages(metadata: Json): (readonly [what: string, damaged: unknown])[] {
  const inFields = Object.entries(metadata).flatMap(([key, value]) => {
    const { [key]: _, ...rest } = metadata;
    const wrong = VALUES.filter((other) => kindOf(other) !== kindOf(value));
    return [
      ...wrong.map((other) => [`${key} is ${JSON.stringify(other)}`, { ...metadata, [key]: other }] as const),
      ...(Array.isArray(value) ? [[`${key} holds a number`, { ...metadata, [key]: [...value, 7] }] as const] : []),
      [`${key} is lost`, rest] as const,
      [`${key} is called otherwise`, { ...rest, [`${key}s`]: value }] as const,
    ];
  });
  return [
    ...inFields,
    ...VALUES.map((value) => [`all is ${JSON.stringify(value)}`, value] as const),
    ...[0, -1, 1, 1.5, 999].map((version) => [`version ${version}`, { ...metadata, version }] as const),
  ];
}

/** All resources have the same metadata, so each damage is tried with the first that has the field; these with every one. */
const EVERYWHERE = new Set(["all is null", "version is lost", "version 999"]);

const WAY_OUT = /is damaged: .*pulumi state delete|newer than .*Use that release/;

const newest = versions.at(-1) ?? "";

for (const target of targets) {
  const [form = ""] = Object.keys(target.forms);
  for (const adapter of adapterNames) {
    test(`${target.title}, ${adapter}: damaged metadata are an error with the way out, for every resource and operation`, async (t) => {
      const harness = await TestHarness.start(t, target, form, adapter);
      const tried = new Set<string>();
      for (const { name, token, state } of await frozenStates(newest, target.cloud, adapter)) {
        const { cloud } = target;
        const process = (account: number) =>
          adapters[adapter]({ cloud, token, name, config: harness.config(account), pool: harness.process() });
        const own = process(0);
        // With another account's credentials, a server used to disappear from the state.
        const foreign = process(1);
        const inputs = bareRecord(state.inputs);
        const { id } = state;
        const { [METADATA]: metadata } = state.outputs;
        t.true(isRecord(metadata));
        for (const [what, damaged] of damages(isRecord(metadata) ? metadata : {})) {
          if (tried.has(what) && !EVERYWHERE.has(what)) {
            continue;
          }
          tried.add(what);
          const outputs = bareRecord({ ...state.outputs, [METADATA]: damaged });
          const requested = {
            diff: own.diff(id, outputs, inputs),
            read: own.read(id, outputs),
            "read by another account": foreign.read(id, outputs),
            update: own.update(id, outputs, inputs),
            delete: own.delete(id, outputs),
          };
          for (const [operation, answer] of Object.entries(requested)) {
            const reported = await answer.then(
              () => "nothing",
              (error: unknown) => String(error instanceof Error ? error.message : error),
            );
            if (!WAY_OUT.test(reported)) {
              t.fail(`${token}: ${what}: ${operation}: ${reported}`);
            }
          }
        }
      }
      t.deepEqual(harness.tally(), {}, "nothing was asked of the cloud");
    });
  }

  test(`${target.title}: what was damaged stays in the state, and comes back with it`, async (t) => {
    const harness = await TestHarness.start(t, target, form, "plugin");
    const [first] = await frozenStates(newest, target.cloud, "plugin");
    if (first === undefined) {
      return t.fail();
    }
    const engine = harness.engine(first.name, { token: first.token, config: harness.config(1) });
    const damaged: State = { ...first.state, outputs: { ...first.state.outputs, [METADATA]: { version: 3 } } };
    engine.state = damaged;
    await harness.errorOf(engine.refresh());
    await harness.errorOf(engine.destroy());
    t.is(engine.state, damaged);
  });
}
