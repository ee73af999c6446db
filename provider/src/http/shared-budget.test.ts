import test from "ava";
import fc from "fast-check";
import { Budget } from "./budget.ts";
import type { Clock } from "./clock.ts";
import type { BudgetLimits } from "./rate.ts";
import { ManualClock, seeded } from "./testing.ts";
import { BAN, type Counting, cloud, MemoryBudget } from "./testing-budget.ts";

const OVH = { perSecond: 20, burst: 30, concurrent: 6 };

/** Of every clock. */
const START = Date.UTC(2030, 0, 1);

interface Simulation {
  clock: ManualClock;
  server: MemoryBudget;
  accepts: (now: number) => boolean;
  latency: number;
  refusals: number[];
  accepted: { member: string; at: number }[];
  warnings: string[];
  slowed: number[];
}

function simulation({
  accepts,
  latency,
  serverLatency = 0,
}: {
  accepts: (now: number) => boolean;
  latency: number;
  serverLatency?: number;
}): Simulation {
  const clock = new ManualClock({ auto: true });
  const random = seeded(1);
  const server = new MemoryBudget(clock, () => serverLatency * (0.5 + random()));
  return { clock, server, accepts, latency, refusals: [], accepted: [], warnings: [], slowed: [] };
}

/** A process whose clock is wrong by so much. */
function member(
  on: Simulation,
  name: string,
  { skew = 0, limits = OVH }: { skew?: number; limits?: BudgetLimits } = {},
) {
  const own: Clock = { now: () => on.clock.now() + skew, sleep: (ms, signal, use) => on.clock.sleep(ms, signal, use) };
  const keeper = { read: () => undefined, write: () => undefined, slowed: (rate: number) => void on.slowed.push(rate) };
  const budget = new Budget(limits, own, keeper, {
    store: on.server.for(name),
    unavailable: (reason) => void on.warnings.push(`${name}: ${reason}`),
  });
  const send = async () => {
    for (;;) {
      const release = await budget.acquire();
      const sentAt = own.now();
      await on.clock.sleep(on.latency / 2);
      const at = on.clock.now();
      const isAccepted = on.accepts(at - START);
      await on.clock.sleep(on.latency / 2);
      if (isAccepted) budget.accepted(sentAt);
      else budget.refused(sentAt);
      release();
      if (isAccepted) {
        on.accepted.push({ member: name, at });
        return;
      }
      on.refusals.push(at);
    }
  };
  return { budget, send: (requests: number) => Promise.all(Array.from({ length: requests }, send)) };
}

const mostIn = (times: readonly number[], ms: number): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));

test("however a cloud counts, processes that share a budget find its limit together with as few refusals as one, and none starves", async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Counting>("second", "window", "bucket"),
      fc.integer({ min: 1, max: 25 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 0, max: 60 }),
      fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 2, maxLength: 5 }),
      async (counting, bears, refusedCount, latency, serverLatency, skews) => {
        const on = simulation({ accepts: cloud(counting, bears, refusedCount), latency, serverLatency });
        const each = 15;
        await Promise.all(skews.map((skew, index) => member(on, `p${index}`, { skew }).send(each)));
        t.is(on.accepted.length, each * skews.length);
        t.true(mostIn(on.refusals, 600_000) < BAN, `${on.refusals.length} refusals`);
        t.deepEqual(on.warnings, []);
        for (const index of skews.keys()) {
          const own = on.accepted.filter((one) => one.member === `p${index}`).map(({ at }) => at);
          const gaps = own.map((at, position) => at - (own[position - 1] ?? at));
          t.true(Math.max(...gaps) < 60_000, `p${index} waited ${Math.max(...gaps)} ms`);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("processes that share a budget send together what one would send alone", async (t) => {
  const on = simulation({ accepts: () => true, latency: 20, serverLatency: 2 });
  await Promise.all(["a", "b", "c", "d"].map((name) => member(on, name).send(60)));
  const times = on.accepted.map(({ at }) => at);
  t.true(mostIn(times, 1000) <= OVH.burst + OVH.perSecond + 1, `${mostIn(times, 1000)} in a second`);
  t.true(mostIn(times, 5000) <= OVH.burst + OVH.perSecond * 5 + 1);
  t.true(Math.max(...times) - Math.min(...times) < 12_500, "240 requests, 30 of them at once, at 20 per second");
});

test("what one process has learned holds for those that start later, until a day has passed", async (t) => {
  const on = simulation({ accepts: cloud("second", 2, true), latency: 100 });
  await member(on, "first").send(60);
  t.true(on.refusals.length > 0);
  t.is(on.slowed.length, 1);
  const before = on.refusals.length;
  await Promise.all([member(on, "second", { skew: -3000 }).send(20), member(on, "third").send(20)]);
  t.is(on.refusals.length, before);
  t.is(on.slowed.length, 1, "for them it is not news");
  await on.clock.sleep(86_400_000);
  const { budget } = member(on, "tomorrow");
  for (let ended = 0; ended < 4; ended += 1) (await budget.acquire())();
  const burst = await Promise.all(Array.from({ length: 5 }, () => budget.acquire()));
  t.is(burst.length, 5);
});

test("a refusal pauses the other processes too", async (t) => {
  const on = simulation({ accepts: () => true, latency: 0 });
  const [one, other] = [member(on, "one"), member(on, "other")];
  await Promise.all([one.send(2), other.send(2)]);
  one.budget.refused(on.clock.now(), 20_000);
  const from = on.clock.now();
  on.accepted.length = 0;
  await on.clock.sleep(10);
  await Promise.all([one.send(3), other.send(3)]);
  t.true(on.accepted.every(({ at }) => at - from >= 20_000));
  t.deepEqual(new Set(on.accepted.map((each) => each.member)), new Set(["one", "other"]));
});

for (const way of ["isDown", "isSilent"] as const) {
  test(`if the server is gone (${way}), each process warns once and sends its part of the rate; when it is back, it counts again`, async (t) => {
    const on = simulation({ accepts: cloud("bucket", 6, true), latency: 50, serverLatency: 2 });
    const members = ["a", "b", "c"].map((name) => member(on, name));
    await Promise.all(members.map((each) => each.send(15)));
    const before = on.refusals.length;
    on.server[way] = true;
    const from = on.clock.now();
    await Promise.all(members.map((each) => each.send(10)));
    t.true(on.clock.now() - from < 60_000, "nobody waits for the server");
    t.is(on.warnings.length, 3);
    t.true(on.refusals.length - before <= 6, `${on.refusals.length - before} refusals without the server`);
    on.server[way] = false;
    on.server.lose();
    await on.clock.sleep(5000);
    await Promise.all(members.map((each) => each.send(5)));
    t.is(on.warnings.length, 3);
    t.true((on.server.state?.ceiling ?? 0) > 0, "a server that has lost everything gets the rate");
  });
}

test("a server that cannot be reached at the start delays nothing but the first request, by three seconds at most", async (t) => {
  const on = simulation({ accepts: () => true, latency: 0 });
  on.server.isSilent = true;
  const from = on.clock.now();
  await member(on, "a").send(20);
  t.true(on.clock.now() - from <= 3000);
  t.deepEqual(on.warnings, ["a: no answer in 3 s"]);
});

test("what mends a server is passed on with the reason", async (t) => {
  const on = simulation({ accepts: () => true, latency: 0 });
  const said: string[][] = [];
  const failing = () => Promise.reject(Object.assign(new Error("it refuses"), { nextStep: "Ask it." }));
  const budget = new Budget(OVH, on.clock, undefined, {
    store: { take: failing, replace: failing },
    unavailable: (...words) => void said.push(words.map(String)),
  });
  (await budget.acquire())();
  t.deepEqual(said, [["it refuses", "Ask it."]]);
});

test("a canceled request leaves its turn and frees its slot", async (t) => {
  const on = simulation({ accepts: () => true, latency: 0 });
  const { budget } = member(on, "a", { limits: { perSecond: 1, burst: 1, concurrent: 1 } });
  (await budget.acquire())();
  const stop = new AbortController();
  const waiting = budget.acquire(stop.signal);
  stop.abort(new Error("stop"));
  t.is((await t.throwsAsync(waiting))?.message, "stop");
  (await budget.acquire())();
});
