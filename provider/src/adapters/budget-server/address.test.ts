import test from "ava";
import { budgetAddress, secretsOf } from "./address.ts";
import { stateOf, textOf } from "./server.ts";

test("the configuration comes before the environment; what Pulumi hides or leaves empty counts as absent", (t) => {
  const env = { INDIECLOUD_BUDGET: "redis://:p@cache:6379" };
  t.like(budgetAddress("postgresql://me:p@db.example.com/states?sslmode=require", env), {
    kind: "postgres",
    place: "db.example.com",
  });
  for (const given of [undefined, "", "[secret]"]) {
    t.deepEqual(budgetAddress(given, env), { kind: "redis", url: "redis://:p@cache:6379", place: "cache:6379" });
  }
  t.is(budgetAddress(undefined, { INDIECLOUD_BUDGET: "" }), undefined);
  t.is(budgetAddress("valkeys://:p@cache:6379", {})?.url, "rediss://:p@cache:6379");
});

test("anything else is refused without the value", (t) => {
  for (const given of ["hunter2", "mysql://me:hunter2@db", "postgres:hunter2", { url: "hunter2" }]) {
    const error = t.throws(() => budgetAddress(given, {}), { message: /^indiecloud:budget is not the URL of/ });
    t.false(error?.message.includes("hunter2"));
  }
  t.throws(() => budgetAddress(undefined, { INDIECLOUD_BUDGET: "x" }), { message: /^INDIECLOUD_BUDGET is not/ });
});

test("the URL and the password, in both spellings, are secrets", (t) => {
  const address = budgetAddress("redis://:a%2Fb@cache", {});
  t.deepEqual(address && secretsOf(address), ["redis://:a%2Fb@cache", "a%2Fb", "a/b"]);
});

test("a state survives the server; one of another release, or damaged, counts as none", (t) => {
  const state = { ceiling: 2, base: 1, changedAt: 5, refusedAt: 5, pausedUntil: 9, streak: 1 };
  t.deepEqual(stateOf(textOf(state)), state);
  for (const text of ["", "{", '{"release":2}', '{"release":1,"ceiling":-1}']) t.is(stateOf(text), undefined);
});
