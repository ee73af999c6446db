import { mkdir, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import test from "ava";
import type { CloudObject } from "../../../emulators/src/index.ts";
import { loadCloud } from "../../../provider/src/clouds/index.ts";
import type { State } from "../../../provider/src/doors/testing-engine.ts";
import { METADATA } from "../../../provider/src/engine/metadata.ts";
import { adapters } from "../clouds/all.ts";
import type { Adapter } from "../suite/adapter.ts";
import { doorNames } from "../suite/doors.ts";
import { Stage } from "../suite/stage.ts";
import { ADDRESS, type Frozen, fileOf, folder, frozenStates, versions } from "./frozen.ts";
import { programs } from "./programs.ts";

/*
 * States as releases have written them, which every later one must read as its own. They are frozen when a release is
 * made, by `INDIECLOUD_FREEZE=<version>`, and never changed afterwards.
 */

const addressIn = (stage: Stage): string => new URL(String(stage.config().endpoint)).host;

/** A key of the emulator's own; one that somebody might take for a real one has no place in a repository. */
const PRIVATE_KEY = /(-----BEGIN RSA PRIVATE KEY-----)[^-]+/g;

/** Makes all resources of a program, each as it was declared or, `from` a release, as the state has it. */
async function make(stage: Stage, cloud: Adapter["cloud"], from: readonly Frozen[] = []): Promise<Frozen[]> {
  const made = new Map<string, State>();
  const stateOf = (name: string) => made.get(name) ?? { id: "", inputs: {}, outputs: {}, initErrors: [] };
  const all: Frozen[] = [];
  for (const { name, token, program } of programs[cloud]) {
    const declared = program(
      (other) => stateOf(other).id,
      (other, key) => stateOf(other).outputs[key],
    );
    // The other door would make up another name.
    const named = from.find((frozen) => frozen.name === name)?.state.inputs.name;
    const engine = stage.engine(name, { token });
    await engine.up({ ...declared, ...(named === undefined ? {} : { name: named }) });
    const { state } = engine;
    if (state === undefined) {
      throw new Error(`${name} was not made`);
    }
    made.set(name, state);
    all.push({ name, token, program: declared, state });
  }
  return all;
}

const freezing = process.env.INDIECLOUD_FREEZE;

for (const adapter of adapters) {
  const { cloud, title } = adapter;
  const [form = ""] = Object.keys(adapter.forms);

  for (const door of doorNames) {
    if (freezing !== undefined) {
      test.serial(`freezing ${freezing}: ${title}, ${door}`, async (t) => {
        const stage = await Stage.open(t, adapter, form, door);
        const text = JSON.stringify(await make(stage, cloud), undefined, 2)
          .replaceAll(addressIn(stage), ADDRESS)
          .replace(PRIVATE_KEY, "$1\\nnever was one\\n");
        await mkdir(new URL(`${freezing}/`, folder), { recursive: true });
        // Never over one that is there.
        await writeFile(fileOf(freezing, cloud, door), `${text}\n`, { flag: "wx" });
        t.pass();
      });
      continue;
    }

    for (const version of versions) {
      for (const reader of doorNames) {
        test(`${title}: what the ${door} door of ${version} wrote is the ${reader} door's own`, async (t) => {
          const stage = await Stage.open(t, adapter, form, door);
          const frozen = await frozenStates(version, cloud, door, addressIn(stage));
          const today = await make(stage, cloud, frozen);
          for (const { name, state } of frozen) {
            t.is(today.find((made) => made.name === name)?.state.id, state.id, "the emulator has the same objects");
          }
          const before = stage.emulators.objects(cloud).map(still);
          stage.emulators.clearRequests();
          for (const { name, token, program, state } of frozen) {
            const engine = stage.engine(name, { token, door: reader });
            engine.state = state;
            if (door === "plugin" && reader === "dynamic") {
              // The plugin's states do not say where the code of dynamic resources is: an up writes it, as documented.
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
          t.deepEqual(stage.writes(), []);
          t.deepEqual(stage.emulators.objects(cloud).map(still), before);
        });
      }
    }
  }
}

/** What does not change by itself. */
const still = ({ kind, id, name }: CloudObject) => ({ kind, id, name });

for (const { cloud, title } of adapters) {
  for (const door of doorNames) {
    test(`${title}: the newest states of the ${door} door are of every resource`, async (t) => {
      const { resources } = await loadCloud(cloud);
      const frozen = await frozenStates(freezing ?? versions.at(-1) ?? "", cloud, door);
      t.deepEqual(frozen.map(({ token }) => token).sort(), resources.map(({ token }) => token).sort());
    });
  }
}
