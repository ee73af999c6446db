import test from "ava";
import { Pace } from "./pace.ts";

const KIND = "fake:Box for it to be ready";

test("a wait whose duration is not known polls every second at first, and less often later", (t) => {
  const pace = new Pace();
  t.deepEqual(
    [0, 9_999, 10_000, 59_999, 60_000].map((elapsed) => pace.interval(KIND, elapsed, elapsed)),
    [1000, 1000, 3000, 3000, 5000],
  );
});

test("the next wait of the same kind polls shortly before its likely end, then in small steps", (t) => {
  const pace = new Pace();
  pace.record(KIND, 9000);
  pace.record(KIND, 12_000);
  t.deepEqual(
    [0, 8100, 9100].map((waited) => pace.interval(KIND, waited, waited)),
    [8100, 1000, 1000],
  );
  t.is(pace.interval("another kind", 0, 0), 1000);
});

test("no interval is longer than ten seconds, and all are whole milliseconds", (t) => {
  const pace = new Pace();
  pace.record(KIND, 123_457);
  t.is(pace.interval(KIND, 0, 0), 10_000);
  t.is(pace.interval(KIND, 110_000, 110_000), 1111);
  t.is(pace.interval(KIND, 120_000, 120_000), 10_000);
});
