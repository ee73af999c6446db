import test from "ava";
import { Progress } from "./progress.js";

/** A terminal, and a clock that passes one second at a call. */
function terminal(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  let tick: (() => void) | undefined;
  const progress = new Progress({ isTTY, columns, write: (text) => written.push(text) }, (_ms, call) => {
    tick = call;
    return () => {
      tick = undefined;
    };
  });
  return { progress, written, second: () => tick?.(), isTicking: () => tick !== undefined };
}

const CLEAR = "\r\u001b[K";

test("what takes more than a second is named, and the line disappears with the wait", async (t) => {
  const { progress, written, second, isTicking } = terminal(true);
  let finish = (_: number): void => undefined;
  const work = progress.during("lunanode:Vm", new Promise<number>((resolve) => (finish = resolve)));
  t.deepEqual(written, []);
  second();
  second();
  t.deepEqual(written, [`${CLEAR}Waiting for lunanode:Vm (1 s)`, `${CLEAR}Waiting for lunanode:Vm (2 s)`]);
  // Something else is printed in between.
  progress.erase();
  progress.erase();
  finish(7);
  t.is(await work, 7);
  t.deepEqual(written.slice(2), [CLEAR]);
  t.false(isTicking());
});

test("several waits share the line, which fits the terminal; an error ends a wait too", async (t) => {
  const { progress, written, second, isTicking } = terminal(true, 30);
  let fail = (_: Error): void => undefined;
  const broken = progress.during("ovh", new Promise<never>((_, reject) => (fail = reject)));
  let finish = (): void => undefined;
  const other = progress.during("pulumi stack export", new Promise<void>((resolve) => (finish = resolve)));
  second();
  t.deepEqual(written, [`${CLEAR}Waiting for ovh, pulumi stac…`]);
  fail(new Error("refused"));
  await t.throwsAsync(broken, { message: "refused" });
  t.true(isTicking());
  finish();
  await other;
  t.deepEqual(written.slice(1), [CLEAR]);
});

test("a file or a pipe gets nothing", async (t) => {
  const { progress, written, second } = terminal(false);
  const work = progress.during("ovh", Promise.resolve(1));
  second();
  t.is(await work, 1);
  t.deepEqual(written, []);
});
