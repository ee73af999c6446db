import test from "ava";
import { Batches } from "./batch.ts";
import { CloudError, type CloudErrorDetails } from "./errors.ts";
import { ManualClock } from "./testing.ts";

/** Asks for a change of each ID at the same time; returns the calls, and how each request ended. */
async function change(ids: readonly string[], answer: (ids: readonly string[]) => void = () => undefined) {
  const batches = new Batches<void>(new ManualClock({ auto: true }));
  const calls: string[] = [];
  const ends = await Promise.all(
    ids.map((id) =>
      batches
        .change("stop", id, async (all) => {
          calls.push(all.join(" "));
          answer(all);
        })
        .then(
          () => "done",
          (error: Error) => error.message,
        ),
    ),
  );
  return { calls, ends };
}

const failure = (details: Partial<CloudErrorDetails>): CloudError =>
  new CloudError({
    kind: "conflict",
    cloud: "Fake",
    call: "stop",
    effect: "none",
    words: "no",
    nextStep: "Wait.",
    ...details,
  });

test("changes that are asked for at the same time are one call", async (t) => {
  t.deepEqual(await change(["a", "b", "c"]), { calls: ["a b c"], ends: ["done", "done", "done"] });
});

test("changes that are asked for within half a second after a call are the next call", async (t) => {
  const clock = new ManualClock({ auto: true });
  const batches = new Batches<string>(clock);
  const began = clock.now();
  const join = (id: string) => batches.join("stop", id, async (ids) => `${clock.now() - began} ms: ${ids.join(" ")}`);
  const calls = [];
  for (const id of ["a", "b", "c", "d", "e"]) {
    calls.push(join(id));
    await clock.sleep(id === "c" ? 900 : 100);
  }
  t.deepEqual(await Promise.all(calls), ["15 ms: a", "515 ms: b c", "515 ms: b c", "1115 ms: d", "1615 ms: e"]);
});

test("a call has at most 50 IDs", async (t) => {
  const ids = Array.from({ length: 120 }, (_, index) => String(index));
  t.deepEqual(
    (await change(ids)).calls.map((call) => call.split(" ").length),
    [50, 50, 20],
  );
});

test("if the cloud refuses several, it is asked for each alone: one that is refused keeps no other from its change", async (t) => {
  const { calls, ends } = await change(["a", "b"], (ids) => {
    if (ids.includes("b")) throw failure({});
  });
  t.deepEqual(calls, ["a b", "a", "b"]);
  t.deepEqual(ends, ["done", "Fake stop: no. Wait."]);
});

const final: Record<string, Partial<CloudErrorDetails>> = {
  "an unknown outcome": { effect: "unknown", kind: "timeout" },
  "too many requests": { kind: "throttled" },
};

for (const [name, details] of Object.entries(final)) {
  test(`${name} is not repeated`, async (t) => {
    const { calls, ends } = await change(["a", "b"], () => {
      throw failure(details);
    });
    t.deepEqual(calls, ["a b"]);
    t.deepEqual(ends, ["Fake stop: no. Wait.", "Fake stop: no. Wait."]);
  });
}

test("a refused change of one is an error at once", async (t) => {
  const { calls } = await change(["a"], () => {
    throw failure({});
  });
  t.deepEqual(calls, ["a"]);
});

test("calls with different keys are not joined", async (t) => {
  const batches = new Batches<string>(new ManualClock({ auto: true }));
  const join = (key: string, id: string) => batches.join(key, id, async (ids) => `${key} ${ids.join(" ")}`);
  t.deepEqual(await Promise.all([join("KR", "a"), join("JPN", "b"), join("KR", "c")]), ["KR a c", "JPN b", "KR a c"]);
});
