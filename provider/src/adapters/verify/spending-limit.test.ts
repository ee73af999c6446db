import test from "ava";
import { ManualClock } from "../../http/testing.ts";
import { SpendingLimit, SpendingLimitError } from "./spending-limit.ts";

const HOUR = 3_600_000;
const price = { hourly: 0.1, currency: "USD" };

test("started hours are charged, and a server that would exceed the limit is not created", async (t) => {
  const clock = new ManualClock();
  const limit = new SpendingLimit({ amount: 0.35, price }, clock);
  limit.begin("a");
  t.is(limit.serverHours, 1);
  await clock.advance(HOUR + 1);
  t.is(limit.serverHours, 2);
  limit.end("a");
  limit.begin("b");
  t.is(limit.spent, "0.3 USD of 0.35 USD");
  t.throws(() => limit.begin("c"), { instanceOf: SpendingLimitError, message: /another server.*0\.4 USD.*--limit/ });
});

test("what is charged next to the server counts like it", (t) => {
  const limit = new SpendingLimit({ serverHours: 2 }, new ManualClock());
  t.notThrows(() => limit.checkFirst(1));
  t.throws(() => limit.checkFirst(2), {
    message: /does not allow a server and what is charged next to it.*3 server-hours/,
  });
  limit.begin("server");
  limit.begin("volume", "volume");
  t.throws(() => limit.begin("snapshot", "volume snapshot"), { message: /does not allow another volume snapshot/ });
});

test("a server that runs for too long prevents the next step, and a deleted one costs nothing more", async (t) => {
  const clock = new ManualClock();
  const limit = new SpendingLimit({ serverHours: 2 }, clock);
  limit.begin("a");
  await clock.advance(2 * HOUR);
  t.notThrows(() => limit.check());
  await clock.advance(1);
  t.throws(() => limit.check(), { message: /3 server-hours.*the limit is 2 server-hours.*--limit-hours/ });
  limit.end("a");
  limit.end("a");
  await clock.advance(9 * HOUR);
  t.is(limit.serverHours, 3);
});

test("a server with an hourly price of 0 is free, and ending a server that never started has no effect", (t) => {
  const limit = new SpendingLimit({ amount: 0, price: { hourly: 0, currency: "USD" } }, new ManualClock());
  limit.end("nobody");
  limit.begin("a");
  t.is(limit.serverHours, 1);
});
