import test from "ava";
import { ManualClock } from "../../http/testing.ts";
import { engineAddress, orphaned } from "./lifetime.ts";

test("the engine's address is the last argument, whatever flags stand before it", (t) => {
  t.is(engineAddress(["127.0.0.1:4711"]), "127.0.0.1:4711");
  t.is(engineAddress(["--logtostderr", "-v=9", "--tracing", "tcp://127.0.0.1:1", "127.0.0.1:4711"]), "127.0.0.1:4711");
});

test("without an address the engine attaches later", (t) => {
  t.is(engineAddress([]), "");
  t.is(engineAddress(["--logtostderr"]), "");
  t.is(engineAddress(["--tracing", "tcp://127.0.0.1:1"]), "");
});

test("a process is an orphan when it has another parent, or its parent runs no more", async (t) => {
  for (const end of [{ parent: 1 }, { alive: false }]) {
    const clock = new ManualClock();
    const now = { parent: 42, alive: true };
    let gone = false;
    const watch = orphaned(
      clock,
      () => now.parent,
      () => now.alive,
    ).then(() => {
      gone = true;
    });
    await clock.advance(60_000);
    t.false(gone);
    Object.assign(now, end);
    await clock.advance(1000);
    t.true(gone);
    await watch;
  }
});

test("the parent of this process runs", async (t) => {
  const clock = new ManualClock();
  void orphaned(clock);
  await clock.advance(1000);
  t.is(clock.sleeping, 1);
});
