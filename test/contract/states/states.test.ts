import { mkdir, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import test from "ava";
import type { CloudObject } from "../../../emulators/src/index.ts";
import type { State } from "../../../provider/src/adapters/testing-engine.ts";
import { loadCloud } from "../../../provider/src/clouds/index.ts";
import { METADATA } from "../../../provider/src/engine/state/metadata.ts";
import { targets } from "../clouds/all.ts";
import { adapterNames } from "../suite/adapters.ts";
import type { ContractTarget } from "../suite/target.ts";
import { TestHarness } from "../suite/test-harness.ts";
import { ADDRESS, type Frozen, fileOf, folder, frozenStates, versions } from "./frozen.ts";
import { programOf } from "./programs.ts";

/*
 * States as releases wrote them, which every later release must read as its own. They are frozen for a release with
 * `INDIECLOUD_FREEZE=<version>`, and never changed afterwards.
 */

const addressIn = (harness: TestHarness): string => new URL(String(harness.config().endpoint)).host;

/** A key that the emulator generated; a key that could be mistaken for a real one does not belong in a repository. */
const PRIVATE_KEY = /(-----BEGIN RSA PRIVATE KEY-----)[^-]+/g;

/** Creates all resources of a program, each as declared or, with `from`, as in the state of a release. */
async function make(
  harness: TestHarness,
  cloud: ContractTarget["cloud"],
  from: readonly Frozen[] = [],
): Promise<Frozen[]> {
  const created = new Map<string, State>();
  const stateOf = (name: string) => created.get(name) ?? { id: "", inputs: {}, outputs: {}, initErrors: [] };
  const all: Frozen[] = [];
  for (const { name, token, program } of programOf(cloud)) {
    const declared = program(
      (other) => stateOf(other).id,
      (other, key) => stateOf(other).outputs[key],
    );
    // The other adapter would generate another name.
    const named = from.find((frozen) => frozen.name === name)?.state.inputs.name;
    const engine = harness.engine(name, { token });
    await engine.up({ ...declared, ...(named === undefined ? {} : { name: named }) });
    const { state } = engine;
    if (state === undefined) {
      throw new Error(`${name} was not made`);
    }
    created.set(name, state);
    all.push({ name, token, program: declared, state });
  }
  return all;
}

const freezing = process.env.INDIECLOUD_FREEZE;

for (const target of targets) {
  const { cloud, title } = target;
  const [form = ""] = Object.keys(target.forms);

  for (const adapter of adapterNames) {
    if (freezing !== undefined) {
      test.serial(`freezing ${freezing}: ${title}, ${adapter}`, async (t) => {
        const harness = await TestHarness.start(t, target, form, adapter);
        const text = JSON.stringify(await make(harness, cloud), undefined, 2)
          .replaceAll(addressIn(harness), ADDRESS)
          .replace(PRIVATE_KEY, "$1\\nnever was one\\n");
        await mkdir(new URL(`${freezing}/`, folder), { recursive: true });
        // Never overwrites an existing file.
        await writeFile(fileOf(freezing, cloud, adapter), `${text}\n`, { flag: "wx" });
        t.pass();
      });
      continue;
    }

    for (const version of versions) {
      for (const reader of adapterNames) {
        test(`${title}: what the ${adapter} adapter of ${version} wrote is the ${reader} adapter's own`, async (t) => {
          const harness = await TestHarness.start(t, target, form, adapter);
          const frozen = await frozenStates(version, cloud, adapter, addressIn(harness));
          const today = await make(harness, cloud, frozen);
          for (const { name, state } of frozen) {
            t.is(
              today.find((created) => created.name === name)?.state.id,
              state.id,
              "the emulator has the same objects",
            );
          }
          const before = harness.emulators.objects(cloud).map(still);
          harness.emulators.clearRequests();
          for (const { name, token, program, state } of frozen) {
            const engine = harness.engine(name, { token, adapter: reader });
            engine.state = state;
            if (adapter === "plugin" && reader === "dynamic") {
              // The plugin's states do not contain the location of the dynamic resources' code: an up writes it, as
              // documented.
              t.is(await engine.up(program), "update", name);
            }
            const { [METADATA]: written, ...before } = engine.state.outputs;
            t.is((await engine.preview(program)).op, "same", `${name}: preview`);
            t.is(await engine.refresh(), "same", `${name}: refresh`);
            const { [METADATA]: now, ...after } = engine.state?.outputs ?? {};
            if (isDeepStrictEqual(after, before)) {
              t.deepEqual(now, written, `${name}: whoever still uses ${version} can go on`);
            }
            t.is((await engine.preview(program)).op, "same", `${name}: preview after refresh`);
          }
          t.deepEqual(harness.writes(), []);
          t.deepEqual(harness.emulators.objects(cloud).map(still), before);
        });
      }
    }
  }
}

/** What does not change by itself. */
const still = ({ kind, id, name }: CloudObject) => ({ kind, id, name });

for (const { cloud, title } of targets) {
  test(`${title}: the program that a release freezes has every resource`, async (t) => {
    const { resources } = await loadCloud(cloud);
    t.deepEqual(
      [...new Set(programOf(cloud).map(({ token }) => token))].sort(),
      resources.map(({ token }) => token).sort(),
    );
  });

  for (const adapter of adapterNames) {
    test(`${title}: the newest states of the ${adapter} adapter are of its resources, in the order of the program`, async (t) => {
      const frozen = await frozenStates(freezing ?? versions.at(-1) ?? "", cloud, adapter);
      // Resources that were added after that release are frozen by the next one.
      const names = frozen.map(({ name }) => name);
      t.deepEqual(
        frozen.map(({ token }) => token),
        programOf(cloud)
          .filter(({ name }) => names.includes(name))
          .map(({ token }) => token),
      );
    });
  }
}
