import test from "ava";
import { all, type Progress } from "./outcomes.js";

/** Work whose pieces finish when the test says so. */
function pieces() {
  const running = new Map<string, { end: () => void; fail: (error: unknown) => void }>();
  const begun: string[] = [];
  let most = 0;
  const work = (name: string) =>
    new Promise<string>((resolve, reject) => {
      begun.push(name);
      running.set(name, { end: () => resolve(`${name} done`), fail: reject });
      most = Math.max(most, running.size);
    }).finally(() => running.delete(name));
  /** Lets everything that is already due run. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const finish = async (name: string, error?: unknown) => {
    const piece = running.get(name);
    if (piece === undefined) throw new Error(`${name} does not run`);
    if (error === undefined) piece.end();
    else piece.fail(error);
    await settle();
  };
  return { work, begun, finish, most: () => most };
}

test("no more run at once than requested, the next one starts when one ends, and outcomes are in order", async (t) => {
  const { work, begun, finish, most } = pieces();
  const reported: Progress<string, string>[] = [];
  const ended = all(["a", "b", "c", "d"], { concurrency: 2, onProgress: (progress) => reported.push(progress) }, work);
  t.deepEqual(begun, ["a", "b"]);
  await finish("b");
  t.deepEqual(begun, ["a", "b", "c"]);
  await finish("c");
  await finish("d");
  await finish("a");
  const summary = await ended;
  t.is(most(), 2);
  t.deepEqual(
    summary.outcomes.map((outcome) => outcome.is === "succeeded" && outcome.result),
    ["a done", "b done", "c done", "d done"],
  );
  t.like(summary, { succeeded: 4, failed: 0, skipped: 0 });
  t.deepEqual(
    reported.map(({ stack, is, done, total }) => `${stack} ${is} ${done}/${total}`),
    [
      ...["a started 0/4", "b started 0/4", "b succeeded 1/4", "c started 1/4"],
      ...["c succeeded 2/4", "d started 2/4", "d succeeded 3/4", "a succeeded 4/4"],
    ],
  );
});

test("a failure does not stop the others, and its error is in the summary", async (t) => {
  const { work, finish } = pieces();
  const ended = all(["a", "b"], { concurrency: 1 }, work);
  const error = new Error("no such plan");
  await finish("a", error);
  await finish("b");
  t.deepEqual(await ended, {
    outcomes: [
      { stack: "a", is: "failed", error },
      { stack: "b", is: "succeeded", result: "b done" },
    ],
    ...{ succeeded: 1, failed: 1, skipped: 0 },
  });
});

test("with stopOnFailure, running stacks finish and no further one starts", async (t) => {
  const { work, begun, finish } = pieces();
  const ended = all(["a", "b", "c"], { concurrency: 2, stopOnFailure: true }, work);
  await finish("a", new Error("no such plan"));
  await finish("b");
  const { outcomes, ...counts } = await ended;
  t.deepEqual(begun, ["a", "b"]);
  t.deepEqual(outcomes[2], { stack: "c", is: "skipped", why: "failure" });
  t.deepEqual(counts, { succeeded: 1, failed: 1, skipped: 1 });
});

test("once aborted, no further stack starts, and running ones get the signal", async (t) => {
  const controller = new AbortController();
  const { outcomes } = await all(["a", "b"], { concurrency: 1, signal: controller.signal }, async (name, signal) => {
    controller.abort();
    signal?.throwIfAborted();
    return name;
  });
  t.deepEqual(
    outcomes.map(({ is }) => is),
    ["failed", "skipped"],
  );
  t.like(outcomes[1], { why: "aborted" });
});

test("work that throws before it starts counts as failed", async (t) => {
  const { outcomes } = await all(["a"], {}, () => {
    throw new Error("at once");
  });
  t.like(outcomes[0], { is: "failed", error: { message: "at once" } });
});
