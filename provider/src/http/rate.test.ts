import test from "ava";
import fc from "fast-check";
import { Budget } from "./budget.ts";
import { type BudgetLimits, type LearnedRate, Rate } from "./rate.ts";
import { ManualClock } from "./testing.ts";
import { BAN, type Counting, cloud } from "./testing-budget.ts";

interface Run {
  limits: BudgetLimits;
  accepts: (now: number) => boolean;
  latency: number;
  requests: number;
  learned?: LearnedRate;
}

/** Sends requests until each is accepted, as the client does. Returns the times of the refusals and of the last acceptance. */
async function play({ limits, accepts, latency, requests, learned }: Run) {
  const clock = new ManualClock({ auto: true });
  const start = clock.now();
  let kept = learned;
  let slowed: number | undefined;
  const budget = new Budget(limits, clock, {
    read: () => kept,
    write: (rate) => {
      kept = rate;
    },
    slowed: (perSecond) => {
      slowed = perSecond;
    },
  });
  const refusals: number[] = [];
  await Promise.all(
    Array.from({ length: requests }, async () => {
      for (let isAccepted = false; !isAccepted; ) {
        const release = await budget.acquire();
        const sentAt = clock.now();
        await clock.sleep(latency / 2);
        isAccepted = accepts(clock.now() - start);
        await clock.sleep(latency / 2);
        if (isAccepted) budget.accepted(sentAt);
        else {
          refusals.push(clock.now() - start);
          budget.refused(sentAt);
        }
        release();
      }
    }),
  );
  return { refusals, seconds: (clock.now() - start) / 1000, kept, slowed };
}

const OVH = { perSecond: 20, burst: 30, concurrent: 6 };
test("whatever a cloud's limit and way of counting, the budget finds the limit with few refusals and completes every request", async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Counting>("second", "window", "bucket"),
      fc.double({ min: 0.5, max: 30, noNaN: true }),
      fc.boolean(),
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 1, max: 150 }),
      async (counting, bears, refusedCount, latency, requests) => {
        const perSecond = bears < 1 ? bears : Math.floor(bears);
        const accepts = cloud(counting, perSecond, refusedCount);
        const { refusals, seconds } = await play({ limits: OVH, accepts, latency, requests });
        for (const from of refusals) {
          const inTen = refusals.filter((at) => at >= from && at < from + 600_000).length;
          t.true(inTen < BAN, `${inTen} refusals in ten minutes`);
        }
        // Apart from the pauses of the search, never slower than a third of the cloud's limit or of what two slots allow.
        const fastest = Math.min(perSecond, 2000 / Math.max(latency, 1));
        t.true(seconds < 45 + (3 * requests) / fastest, `${requests} requests took ${seconds} s`);
      },
    ),
    { numRuns: 150 },
  );
});

test("a process that starts with the learned rate has no refusals", async (t) => {
  const first = await play({ limits: OVH, accepts: cloud("second", 2, true), latency: 100, requests: 60 });
  t.true(first.refusals.length > 0);
  t.truthy(first.kept);
  t.truthy(first.slowed);
  const learned = { perSecond: first.kept?.perSecond ?? 0, at: Date.UTC(2030, 0, 1) - 60_000 };
  const second = await play({ limits: OVH, accepts: cloud("second", 2, true), latency: 100, requests: 60, learned });
  t.deepEqual(second.refusals, []);
  t.is(second.slowed, undefined, "nothing new to report");
});

test("requests to a cloud that accepts the configured rate are never slowed down", async (t) => {
  const { refusals, seconds, kept, slowed } = await play({
    limits: OVH,
    accepts: () => true,
    latency: 50,
    requests: 230,
  });
  t.deepEqual([refusals, kept, slowed], [[], undefined, undefined]);
  t.true(seconds < 11, `${seconds}`);
});

test("a refusal halves the rate and lowers the ceiling; it recovers to the ceiling, and one probe in ten minutes raises the ceiling", (t) => {
  const rate = new Rate(OVH, 0);
  rate.refused(1000, 2000);
  t.is(rate.pausedUntil, 3000);
  t.is(rate.perSecond(2000), 10);
  t.is(rate.concurrent(2000), 1);
  rate.refused(1500, 2100);
  t.is(rate.perSecond(2100), 10, "it was under way at the first refusal");
  rate.accepted(1600, 2200);
  t.is(rate.concurrent(2200), 1, "an answer to an earlier request proves nothing");
  rate.accepted(3000, 3100);
  t.is(rate.concurrent(3100), 3);
  t.is(rate.perSecond(33_100), 16, "never above the ceiling");
  t.deepEqual(rate.learned, { perSecond: 16, at: 2000 });
  rate.accepted(400_000, 400_100);
  t.is(rate.learned?.perSecond, 16);
  rate.accepted(700_000, 700_100);
  t.deepEqual(rate.learned, undefined, "80 % of the rate, and a quarter more, is the rate");
  t.is(rate.burst, 30);
});

test("consecutive refusals pause longer each time, and at least as long as the cloud requests", (t) => {
  const rate = new Rate(OVH, 0);
  const pauseAt = (now: number, retryAfter?: number) => {
    rate.refused(now - 1, now, retryAfter);
    return rate.pausedUntil - now;
  };
  const pauses = Array.from({ length: 7 }, (_, index) => pauseAt(index * 60_000 + 2));
  t.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  t.is(rate.perSecond(420_000), 0.2, "never slower");
  t.is(pauseAt(500_100, 45_000), 45_000);
});

test("several pages, resets or sudden refusals in ten seconds slow a process down; single ones do not", (t) => {
  const rate = new Rate(OVH, 0);
  t.deepEqual(
    [1000, 8000, 30_000, 31_000].map((at) => rate.suspicious(at, at)),
    [false, false, false, false],
  );
  t.true(rate.suspicious(32_000, 32_000));
});

test("a learned rate counts for a day, and never exceeds the configured one", (t) => {
  const day = 86_400_000;
  const at = (learned: LearnedRate) => new Rate(OVH, day, learned).perSecond(day);
  t.is(at({ perSecond: 3, at: 1 }), 3);
  t.is(at({ perSecond: 3, at: 0 }), 20);
  t.is(at({ perSecond: 300, at: 1 }), 20);
  t.is(at({ perSecond: 3, at: day + 1 }), 20, "from the future");
});
