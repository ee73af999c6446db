import test from "ava";
import fc from "fast-check";
import { Budget } from "./budget.ts";
import { ManualClock, settle } from "./testing.ts";

interface Granted {
  index: number;
  from: number;
  to: number;
}

test("every window admits at most burst + rate x time, at most `concurrent` at once, in order, and every request gets through", async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        perSecond: fc.double({ min: 0.2, max: 50, noNaN: true }),
        burst: fc.integer({ min: 1, max: 8 }),
        concurrent: fc.integer({ min: 1, max: 5 }),
      }),
      fc.array(fc.record({ arrives: fc.integer({ min: 0, max: 3000 }), takes: fc.integer({ min: 0, max: 2000 }) }), {
        minLength: 1,
        maxLength: 25,
      }),
      async (limits, jobs) => {
        const clock = new ManualClock({ auto: true });
        const budget = new Budget(limits, clock);
        const requested: number[] = [];
        const granted: Granted[] = [];
        await Promise.all(
          jobs.map(async ({ arrives, takes }, index) => {
            await clock.sleep(arrives);
            requested.push(index);
            const release = await budget.acquire();
            const from = clock.now();
            const entry: Granted = { index, from, to: Number.POSITIVE_INFINITY };
            granted.push(entry);
            await clock.sleep(takes);
            entry.to = clock.now();
            release();
            release();
          }),
        );
        t.deepEqual(
          granted.map(({ index }) => index),
          requested,
          "first come, first served",
        );
        for (const [first, { from }] of granted.entries()) {
          for (const [last, { from: to }] of granted.entries()) {
            if (last < first) continue;
            const allowed = limits.burst + (limits.perSecond * (to - from)) / 1000;
            t.true(last - first + 1 <= allowed + 1e-6, `${last - first + 1} in ${to - from} ms`);
          }
          const inFlight = granted.filter((other) => other.from <= from && other.to > from).length;
          t.true(inFlight <= limits.concurrent);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("no request waits longer than the budget requires", async (t) => {
  const clock = new ManualClock({ auto: true });
  const budget = new Budget({ perSecond: 2, burst: 3, concurrent: 10 }, clock);
  const start = clock.now();
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: 7 }, async () => {
      const release = await budget.acquire();
      times.push(clock.now() - start);
      release();
    }),
  );
  t.deepEqual(times, [0, 0, 0, 500, 1000, 1500, 2000]);
});

test("a cancelled request leaves the queue and uses neither a token nor a slot", async (t) => {
  const clock = new ManualClock();
  const budget = new Budget({ perSecond: 1, burst: 1, concurrent: 1 }, clock);
  const release = await budget.acquire();
  const stop = new AbortController();
  const given = budget.acquire(stop.signal);
  const next = budget.acquire();
  const reason = new Error("stop");
  stop.abort(reason);
  t.is(await t.throwsAsync(given), reason);
  t.is(await t.throwsAsync(budget.acquire(stop.signal)), reason);
  await clock.advance(1000);
  release();
  (await next)();
  t.is(clock.now(), Date.UTC(2030, 0, 1) + 1000);
  t.is(clock.sleeping, 0);
});

test("when every waiting request is cancelled, no timer remains", async (t) => {
  const clock = new ManualClock();
  const budget = new Budget({ perSecond: 1, burst: 1, concurrent: 5 }, clock);
  await budget.acquire();
  const stop = new AbortController();
  const given = budget.acquire(stop.signal);
  t.is(clock.sleeping, 1);
  stop.abort(new Error("stop"));
  await t.throwsAsync(given);
  t.is(clock.sleeping, 0);
});

test("a refusal holds all requests as long as the cloud asks, and a shorter one does not shorten that", async (t) => {
  const clock = new ManualClock();
  const budget = new Budget({ perSecond: 100, burst: 10, concurrent: 10 }, clock);
  budget.refused(clock.now(), 5000);
  budget.refused(clock.now(), 1000);
  let gone = false;
  const waiting = budget.acquire().then(() => {
    gone = true;
  });
  await clock.advance(4999);
  t.false(gone);
  await clock.advance(1);
  t.true(gone);
  await waiting;
});

test("a clock that steps back neither blocks requests nor grants extra tokens", async (t) => {
  let now = 10_000;
  const clock = new ManualClock();
  const budget = new Budget(
    { perSecond: 1, burst: 1, concurrent: 5 },
    { now: () => now, sleep: (ms, s) => clock.sleep(ms, s) },
  );
  await budget.acquire();
  now -= 8000;
  let gone = false;
  void budget.acquire().then(() => {
    gone = true;
  });
  now += 1000;
  await clock.advance(1000);
  await settle();
  t.true(gone);
});

test("limits that would admit no request are rejected", (t) => {
  const clock = new ManualClock();
  for (const limits of [
    { perSecond: 0, burst: 1, concurrent: 1 },
    { perSecond: 1, burst: 0, concurrent: 1 },
    { perSecond: 1, burst: 1, concurrent: Number.NaN },
  ]) {
    t.throws(() => new Budget(limits, clock), { instanceOf: RangeError });
  }
});
