import test from "ava";
import { ManualClock } from "../http/testing.ts";
import { waitForProvidersLeftRunning } from "./leftover-providers.ts";

/** A wait before a create, on a clock that runs by itself, while these are left; and what is told. */
function waiting(left: readonly (readonly number[])[], stop = new AbortController()) {
  const reported: string[] = [];
  const clock = new ManualClock({ auto: true });
  const finds = left.values();
  const find = async () => [...(finds.next().value ?? left.at(-1) ?? [])];
  const reporter = {
    info: (text: string) => void reported.push(text),
    warn: (text: string) => void reported.push(text),
  };
  return { reported, clock, over: waitForProvidersLeftRunning(find, { clock, signal: stop.signal, reporter }) };
}

test("where none is left, a create waits for nothing", async (t) => {
  const { reported, clock, over } = waiting([[]]);
  await over;
  t.deepEqual([reported, clock.pauses], [[], []]);
});

test("a create waits until the provider of a killed run has ended, and says so once", async (t) => {
  const { reported, clock, over } = waiting([[12, 14], [14], []]);
  await over;
  t.deepEqual(clock.pauses, [500, 500]);
  t.deepEqual(reported, [
    "The provider of a killed Pulumi run is still running (process 12, 14), waiting for the response to a create. Nothing is created until it has ended.",
  ]);
});

test("one that does not end refuses the create, with what to do", async (t) => {
  const { over } = waiting([[12]]);
  await t.throwsAsync(over, {
    message: /process 12\) and may still create something, so nothing was created. Run npx indiecloud recover/,
  });
});

test("Ctrl-C ends the wait", async (t) => {
  const stop = new AbortController();
  stop.abort(new Error("the run was canceled"));
  await t.throwsAsync(waiting([[12]], stop).over, { message: "the run was canceled" });
});
