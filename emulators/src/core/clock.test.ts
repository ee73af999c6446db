import test from "ava";
import { EmulatorClock } from "./clock.ts";
import { Timeline } from "./timeline.ts";

test("a manual clock moves only when advanced", (t) => {
  let real = 1000;
  const clock = new EmulatorClock({ scale: 0, real: () => real });
  real = 9000;
  t.is(clock.now(), 1000);
  clock.advance(5);
  t.is(clock.now(), 6000);
  t.is(clock.wall(), 9000);
});

test("virtual time runs at the scale, also after the scale changes", (t) => {
  let real = 0;
  const clock = new EmulatorClock({ scale: 10, real: () => real });
  real = 100;
  t.is(clock.now(), 1000);
  clock.setScale(2);
  real = 200;
  t.is(clock.now(), 1200);
});

test("time cannot go back", (t) => {
  const clock = EmulatorClock.manual();
  t.throws(() => clock.advance(-1), { instanceOf: RangeError });
  t.throws(() => clock.setScale(Number.NaN), { instanceOf: RangeError });
});

test("events happen in order of time, including those that they schedule in between", (t) => {
  const clock = new EmulatorClock({ scale: 0, real: () => 0 });
  const timeline = new Timeline<string>(clock);
  const seen: [string, number][] = [];
  timeline.after(10, "late");
  timeline.after(2, "first");
  timeline.after(2, "second");
  clock.advance(60);
  timeline.settle((event) => {
    seen.push([event, timeline.now / 1000]);
    if (event === "first") timeline.after(3, "between");
  });
  t.deepEqual(seen, [
    ["first", 2],
    ["second", 2],
    ["between", 5],
    ["late", 10],
  ]);
});

test("cancelled events do not happen", (t) => {
  const clock = EmulatorClock.manual();
  const timeline = new Timeline<string>(clock);
  timeline.after(1, "a");
  timeline.after(1, "b");
  timeline.cancel((event) => event === "a");
  t.false(timeline.awaits((event) => event === "a"));
  clock.advance(1);
  const seen: string[] = [];
  timeline.settle((event) => seen.push(event));
  t.deepEqual(seen, ["b"]);
});
