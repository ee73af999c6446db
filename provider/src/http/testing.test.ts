import test from "ava";
import { ManualClock, settle } from "./testing.ts";

test("a manual clock stands still until it is advanced, and wakes sleepers in order", async (t) => {
  const clock = new ManualClock({ start: 0 });
  const order: string[] = [];
  void clock.sleep(20).then(() => order.push(`b ${clock.now()}`));
  void clock
    .sleep(10)
    .then(() => clock.sleep(5))
    .then(() => order.push(`a ${clock.now()}`));
  await settle();
  t.deepEqual(order, []);
  await clock.advance(30);
  t.deepEqual(order, ["a 15", "b 20"]);
  t.is(clock.now(), 30);
  t.deepEqual(clock.pauses, [20, 10, 5]);
});

test("an automatic clock jumps from sleep to sleep", async (t) => {
  const clock = new ManualClock({ start: 0, auto: true });
  await Promise.all([clock.sleep(1000), clock.sleep(3_600_000)]);
  t.is(clock.now(), 3_600_000);
});

test("an automatic clock stands still while a guard is pending, and continues when it is cancelled", async (t) => {
  const clock = new ManualClock({ start: 0, auto: true });
  const done = new AbortController();
  const guard = clock.sleep(60_000, done.signal, "guard");
  const pause = clock.sleep(1000);
  await settle();
  await settle();
  t.is(clock.now(), 0);
  done.abort(new Error("answered"));
  await t.throwsAsync(guard, { message: "answered" });
  await pause;
  t.is(clock.now(), 1000);
  t.is(clock.sleeping, 0);
});

test("an aborted sleep rejects with the reason, also if it was aborted before it began", async (t) => {
  const clock = new ManualClock();
  const stop = new AbortController();
  const sleep = clock.sleep(10, stop.signal);
  const reason = new Error("stop");
  stop.abort(reason);
  t.is(await t.throwsAsync(sleep), reason);
  t.is(await t.throwsAsync(clock.sleep(10, stop.signal)), reason);
});
