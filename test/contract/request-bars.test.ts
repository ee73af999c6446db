import test from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { gigenet } from "./clouds/gigenet.ts";
import { lunanode } from "./clouds/lunanode.ts";
import { naver } from "./clouds/naver.ts";
import { ovh } from "./clouds/ovh.ts";
import { Harness, startFixture } from "./suite/harness.ts";
import { costsOf, type Tally } from "./suite/many.ts";
import type { ContractTarget } from "./suite/target.ts";
import { isCannot } from "./suite/target.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* How many requests 50 servers cost, by command. The durations are those at which other tools were counted: about 20 s a build. */

const COUNT = 50;

interface Bars {
  target: ContractTarget;
  durations: Json;
  /** The most requests, by Pulumi's `parallel`. */
  most: Readonly<Record<50 | 10, { create: number; resize: number; destroy: number }>>;
  refresh: number;
}

const CLOUDS: readonly Bars[] = [
  {
    target: naver,
    durations: { init: 2, create: 8, boot: 6, setup: 4, changeSpec: 10, stop: 5, start: 5, terminate: 10 },
    most: { 50: { create: 85, resize: 120, destroy: 110 }, 10: { create: 100, resize: 120, destroy: 110 } },
    refresh: 2,
  },
  {
    target: ovh,
    durations: { build: 20, resize: 20, delete: 10 },
    most: { 50: { create: 80, resize: 110, destroy: 80 }, 10: { create: 110, resize: 110, destroy: 80 } },
    refresh: 2,
  },
  {
    target: lunanode,
    durations: { build: 20, resize: 20 },
    most: { 50: { create: 145, resize: 130, destroy: 175 }, 10: { create: 175, resize: 150, destroy: 205 } },
    refresh: 51,
  },
];

/** Runs the work on all, at most so many at once, as Pulumi does. */
async function each<T>(items: readonly T[], parallel: number, work: (item: T, index: number) => Promise<unknown>) {
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

for (const { target, durations, most, refresh } of CLOUDS) {
  for (const parallel of [50, 10] as const) {
    test(`${target.title}: requests of ${COUNT} servers, ${parallel} at once`, async (t) => {
      const harness = await TestHarness.start(t, target, Object.keys(target.forms)[0] ?? "", "plugin");
      harness.set({ durations });
      const { resize } = target;
      if (isCannot(resize)) throw new Error(resize.cannot);
      const engines = Array.from({ length: COUNT }, (_, index) => harness.engine(`web${index}`));
      const program = (index: number, changes: Json = {}) => harness.program({ name: `web${index}`, ...changes });
      const tooMany: string[] = [];
      const cost = async (
        what: string,
        limit: number,
        work: (engine: (typeof engines)[number], index: number) => Promise<unknown>,
      ) => {
        harness.clearRequests();
        const began = harness.clock.now();
        const pool = harness.process();
        await each(engines, parallel, async (known, index) => {
          const engine = harness.engine(`web${index}`, { pool });
          engine.state = known.state;
          await work(engine, index);
          known.state = engine.state;
        });
        const tally = harness.tally();
        const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
        const lines = Object.entries(tally)
          .sort(([, a], [, b]) => b - a)
          .map(([operation, count]) => `${String(count).padStart(5)} ${operation}`);
        t.log(`${what}: ${total} of ${limit}, ${(harness.clock.now() - began) / 1000} s\n${lines.join("\n")}`);
        if (total > limit) tooMany.push(`${what}: ${total} requests, at most ${limit}`);
      };
      await cost("create", most[parallel].create, (engine, index) => engine.up(program(index)));
      t.is(harness.servers().length, COUNT);
      await cost("preview without changes", 0, (engine, index) => engine.preview(program(index)));
      await cost("up without changes", 0, async (engine, index) => t.is(await engine.up(program(index)), "same"));
      await cost("refresh", refresh, async (engine) => t.is(await engine.refresh(), "same"));
      await cost("resize", most[parallel].resize, (engine, index) => engine.up(program(index, resize.up)));
      await cost("destroy", most[parallel].destroy, (engine) => engine.destroy());
      t.is(harness.servers().length, 0);
      t.deepEqual(tooMany, []);
    });
  }
}

/* What 12 objects of a kind cost besides one call each that creates or deletes it, if they wait for each other or are checked before. */

const SEVERAL = 12;

const several: readonly { target: ContractTarget; token: string; create: number; destroy: number }[] = [
  { target: lunanode, token: "lunanode:FloatingIp", create: 14, destroy: 4 },
  { target: lunanode, token: "lunanode:VolumeSnapshot", create: 14, destroy: 5 },
  { target: lunanode, token: "lunanode:FloatingIpAttachment", create: 9, destroy: 2 },
  { target: gigenet, token: "gigenet:ElasticIpAssociation", create: 5, destroy: 4 },
  { target: naver, token: "naver:Vpc", create: 7, destroy: 6 },
];

for (const { target, token, create, destroy } of several) {
  test(`requests of ${SEVERAL} objects of ${token}`, async (t) => {
    const harness = new Harness(await startFixture(target, Object.keys(target.forms)[0] ?? "", "plugin"));
    t.teardown(() => harness.stop());
    const definition = (await harness.cloud()).resources.find((one) => one.token === token);
    const samples = target.samples[token];
    if (definition === undefined || samples === undefined) throw new Error(`there is no ${token}`);
    const costs = await costsOf({ harness, definition, samples }, SEVERAL);
    const beside = (tally: Tally) => Object.values(tally).reduce((sum, count) => sum + count, 0) - SEVERAL;
    t.true(beside(costs.create) <= create, `create: ${JSON.stringify(costs.create)}`);
    t.true(beside(costs.remove) <= destroy, `destroy: ${JSON.stringify(costs.remove)}`);
  });
}
