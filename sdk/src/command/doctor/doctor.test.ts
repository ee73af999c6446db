import test from "ava";
import { isAtLeast } from "../pulumi.js";
import { clock } from "./cloud.js";

const NOON = Date.parse("2026-03-01T12:00:00Z");
const at = (seconds: number) => NOON + seconds * 1000;

test("a clock may be off by up to a minute, and a date truncated to seconds is not an error", (t) => {
  const date = new Date(NOON).toUTCString();
  t.is(clock("X", date, at(0.9), at(0.95)).found, "in sync");
  t.is(clock("X", date, at(-3), at(2)).found, "in sync");
  t.like(clock("X", date, at(61), at(61)), { result: "ok", found: "60 s apart" });
  t.like(clock("X", date, at(300), at(301)), {
    result: "failed",
    found: "this machine is 299 s ahead, and requests are signed with the time",
  });
  t.like(clock("X", date, at(-301), at(-300)), { result: "failed" });
  t.regex(clock("X", date, at(-301), at(-300)).found, /300 s behind/);
  t.is(clock("X", null, at(0), at(0)).result, "skipped");
  t.is(clock("X", "yesterday", at(0), at(0)).result, "skipped");
});

test("versions are compared numerically", (t) => {
  t.true(isAtLeast("3.216.0", "3.216"));
  t.true(isAtLeast("v3.1000.1", "3.216"));
  t.true(isAtLeast("4.0.0-beta", "3.216"));
  t.false(isAtLeast("3.99.9", "3.216"));
  t.false(isAtLeast("20.18.3", "20.19"));
});
