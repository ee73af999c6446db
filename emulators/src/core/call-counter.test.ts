import test from "ava";
import { CallCounter } from "./call-counter.ts";

test("calls are counted per account and window, and too many of them block the account", (t) => {
  const counter = new CallCounter();
  const limits = { window: 1, calls: 2, blocksAfter: 2 };
  const at = (account: string, ms: number) => counter.count(account, ms, limits);
  t.deepEqual([at("a", 0), at("a", 500), at("a", 999), at("b", 999)], ["within", "within", "over", "within"]);
  t.deepEqual([at("a", 1000), at("a", 1001), at("a", 1002)], ["within", "within", "over"]);
  t.deepEqual([at("a", 2000), at("a", 2001), at("a", 2002), at("a", 9000)], ["within", "within", "blocked", "blocked"]);
  t.is(at("b", 9000), "within");
  counter.reset();
  t.is(at("a", 9000), "within");
});

test("without a limit nothing is counted", (t) => {
  const counter = new CallCounter();
  const verdicts = Array.from({ length: 50 }, () => counter.count("a", 0, { window: 60, calls: 0, blocksAfter: 1 }));
  t.deepEqual(new Set(verdicts), new Set(["within"]));
});
