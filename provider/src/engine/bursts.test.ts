import test from "ava";
import { ManualClock } from "../http/testing.ts";
import { Bursts } from "./bursts.ts";

/** Asks at each of these milliseconds; returns when the work began, and how each request ended. */
async function ask(times: readonly number[], work: () => Promise<void> = async () => undefined) {
  const clock = new ManualClock({ auto: true });
  const bursts = new Bursts(clock);
  const start = clock.now();
  const { signal } = new AbortController();
  const began: number[] = [];
  const ends = await Promise.all(
    times.map(async (time) => {
      await clock.sleep(time);
      return bursts
        .run("zone", signal, async () => {
          began.push(clock.now() - start);
          await work();
        })
        .then(() => "done", String);
    }),
  );
  return { began, ends };
}

test("requests that come together are one, a second after the last of them", async (t) => {
  t.deepEqual(await ask([1, 200, 900]), { began: [1900], ends: ["done", "done", "done"] });
});

test("a request that comes after the work has begun is served by the next", async (t) => {
  t.deepEqual((await ask([1, 1500])).began, [1001, 2500]);
});

test("nobody waits longer than ten seconds for others", async (t) => {
  const { began } = await ask(Array.from({ length: 30 }, (_, index) => 1 + index * 500));
  t.is(began[0], 10_001);
  t.is(began.length, 2);
});

test("a failure reaches everybody who asked, and the next burst begins anew", async (t) => {
  const { began, ends } = await ask([1, 2, 5000], () => Promise.reject(new Error("out of order")));
  t.is(began.length, 2);
  t.deepEqual(ends, ["Error: out of order", "Error: out of order", "Error: out of order"]);
});
