import test from "ava";
import { targets } from "../contract/clouds/all.ts";
import { type AdapterName, adapterNames } from "../contract/suite/adapters.ts";
import { isKind } from "./commands.ts";
import { soak } from "./soak.ts";

/** For `make test-rest`: few enough to run before every commit, and always the same. `make soak` runs others, and so does CI every week. */
const SEQUENCES = 70;
const SEED = 20_261_128;

const { SOAK_SEQUENCES, SOAK_SEED, SOAK_REPLAY, SOAK_CLOUD, SOAK_ADAPTER, SOAK_COMMANDS } = process.env;

const named = (list: string | undefined): string[] | undefined =>
  list === undefined || list === "" ? undefined : list.split(",");

/** One test for each cloud. Its log and the settings in the environment replay a counterexample. */
export function soakThrough(adapter: AdapterName): void {
  const clouds = targets.filter(({ cloud }) => named(SOAK_CLOUD)?.includes(cloud) ?? true);
  const adapters = adapterNames.filter((each) => named(SOAK_ADAPTER)?.includes(each) ?? true);
  const [replay] = named(SOAK_REPLAY) ?? [];
  const runs = Math.ceil(Number(SOAK_SEQUENCES ?? SEQUENCES) / (clouds.length * adapters.length));
  for (const target of clouds) {
    test.serial(`${target.title}, ${adapter}: whatever happens, no promise is broken`, async (t) => {
      // The same seed would draw the same sequences for both adapters.
      const seed = Number(SOAK_SEED ?? SEED) + (replay === undefined ? adapterNames.indexOf(adapter) : 0);
      const found = await soak(target, adapter, {
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
