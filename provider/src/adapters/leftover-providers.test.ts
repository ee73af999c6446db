import test from "ava";
import { ManualClock } from "../http/testing.ts";
import { waitForProvidersLeftRunning } from "./leftover-providers.ts";

/** The wait before a create, on an automatic clock, while these processes are left; with the messages it reported. */
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

test("without leftover providers a create does not wait", async (t) => {
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

test("if a leftover provider does not end, the create is refused with the next step", async (t) => {
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
