import test from "ava";
import { adapters } from "../contract/clouds/all.ts";
import { type DoorName, doorNames } from "../contract/suite/doors.ts";
import { isKind } from "./commands.ts";
import { soak } from "./soak.ts";

/** Of `make test`: few enough to be played before every commit, and always the same. `make soak` plays others. */
const SEQUENCES = 300;
const SEED = 20_261_128;

const { SOAK_SEQUENCES, SOAK_SEED, SOAK_REPLAY, SOAK_CLOUD, SOAK_ADAPTER, SOAK_COMMANDS } = process.env;

const named = (list: string | undefined): string[] | undefined =>
  list === undefined || list === "" ? undefined : list.split(",");

/** One test a cloud. Its log and the settings in the environment play a counterexample again. */
export function soakThrough(door: DoorName): void {
  const clouds = adapters.filter(({ cloud }) => named(SOAK_CLOUD)?.includes(cloud) ?? true);
  const doors = doorNames.filter((each) => named(SOAK_ADAPTER)?.includes(each) ?? true);
  const [replay] = named(SOAK_REPLAY) ?? [];
  const runs = Math.ceil(Number(SOAK_SEQUENCES ?? SEQUENCES) / (clouds.length * doors.length));
  for (const adapter of clouds) {
    test.serial(`${adapter.title}, ${door}: whatever happens, no promise is broken`, async (t) => {
      // The same seed would draw the same sequences for both adapters.
      const seed = Number(SOAK_SEED ?? SEED) + (replay === undefined ? doorNames.indexOf(door) : 0);
      const found = await soak(adapter, door, {
        ...{ runs, seed, replay },
        only: named(SOAK_COMMANDS)?.filter(isKind),
      });
      const { counterexample, commands, requests, seconds } = found;
      t.log(
        `seed ${seed}: ${found.runs} sequences, ${commands} commands, ${requests} requests, ${seconds.toFixed(0)} s`,
      );
      if (counterexample !== undefined) {
        t.log(counterexample);
      }
      t.is(counterexample, undefined);
    });
  }
}
