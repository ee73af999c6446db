import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import test from "ava";
import type { CloudObject } from "../../../emulators/src/index.ts";
import type { State } from "../../../provider/src/doors/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/values.ts";
import { adapters } from "../clouds/all.ts";
import type { Adapter } from "../suite/adapter.ts";
import { type DoorName, doorNames } from "../suite/doors.ts";
import { Stage } from "../suite/stage.ts";
import { programs } from "./programs.ts";

/*
 * States as releases have written them, which every later one must read as its own. They are frozen when a release is
 * made, by `INDIECLOUD_FREEZE=<version>`, and never changed afterwards.
 */

interface Frozen {
  name: string;
  token: string;
  program: Json;
  state: State;
}

const folder = new URL("../../fixtures/states/", import.meta.url);
const fileOf = (version: string, cloud: string, door: DoorName) => new URL(`${version}/${cloud}.${door}.json`, folder);

/** Stands for the address of the emulator, whose port is another one each time. */
const ADDRESS = "127.0.0.1:4600";
const addressIn = (stage: Stage): string => new URL(String(stage.config().endpoint)).host;

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
const versions = await readdir(folder).catch(() => []);

for (const adapter of adapters) {
  const { cloud, title } = adapter;
  const [form = ""] = Object.keys(adapter.forms);

  for (const door of doorNames) {
    if (freezing !== undefined) {
      test.serial(`freezing ${freezing}: ${title}, ${door}`, async (t) => {
        const stage = await Stage.open(t, adapter, form, door);
        const text = JSON.stringify(await make(stage, cloud), undefined, 2).replaceAll(addressIn(stage), ADDRESS);
        await mkdir(new URL(`${freezing}/`, folder), { recursive: true });
        // Never over one that is there.
        await writeFile(fileOf(freezing, cloud, door), `${text}\n`, { flag: "wx" });
        t.pass();
      });
      continue;
    }

    for (const version of versions) {
      for (const now of doorNames) {
        test(`${title}: what the ${door} door of ${version} wrote is the ${now} door's own`, async (t) => {
          const stage = await Stage.open(t, adapter, form, door);
          const text = await readFile(fileOf(version, cloud, door), "utf8");
          const frozen: Frozen[] = JSON.parse(text.replaceAll(ADDRESS, addressIn(stage)));
          const today = await make(stage, cloud, frozen);
          t.deepEqual(
            frozen.map(({ state }) => state.id),
            today.map(({ state }) => state.id),
            "the emulator has the same objects",
          );
          const before = stage.emulators.objects(cloud).map(still);
          stage.emulators.clearRequests();
          for (const { name, token, program, state } of frozen) {
            const engine = stage.engine(name, { token, door: now });
            engine.state = state;
            if (door === "plugin" && now === "dynamic") {
              // The plugin's states do not say where the code of dynamic resources is: an up writes it, as documented.
              t.is(await engine.up(program), "update", name);
            }
            t.is((await engine.preview(program)).op, "same", `${name}: preview`);
            t.is(await engine.refresh(), "same", `${name}: refresh`);
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

test("there are frozen states", (t) => {
  t.true(freezing !== undefined || versions.length > 0);
});
