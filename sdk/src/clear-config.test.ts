import test from "ava";
import { clearSecrets, isClearBudget } from "./clear-config.js";

const account = (applicationSecret: string, consumerKey: string) =>
  JSON.stringify({ applicationKey: "a", applicationSecret, consumerKey });
const [NONE, OVH] = ["[]", '["indiecloud:ovh"]'];

test("secrets in plain text are found, even next to encrypted ones; none if everything is encrypted or nothing is known", (t) => {
  t.deepEqual(clearSecrets("ovh", account("s", "k"), NONE), ["applicationSecret", "consumerKey"]);
  t.deepEqual(clearSecrets("ovh", account("[secret]", "k"), OVH), ["consumerKey"]);
  t.deepEqual(clearSecrets("ovh", account("[secret]", "[secret]"), OVH), []);
  t.deepEqual(clearSecrets("ovh", account("s", "k"), OVH), []);
  t.deepEqual(clearSecrets("ovh", account("s", "k"), undefined), []);
  t.deepEqual(clearSecrets("ovh", undefined, NONE), []);
  t.deepEqual(clearSecrets("ovh", "{", NONE), []);
  t.deepEqual(clearSecrets("lunanode", JSON.stringify({ apiId: "a" }), NONE), []);
});

test("the URL of a budget is a secret if it has a password, or if nobody can tell", (t) => {
  const url = "postgres://me:p4ss@db.example.com/pulumi";
  t.true(isClearBudget(url, NONE));
  t.true(isClearBudget("me:p4ss@db", NONE) && isClearBudget("p4ss", NONE));
  for (const [value, encrypted] of [
    [url, '["indiecloud:budget"]'],
    ["[secret]", NONE],
    [url, undefined],
    ["redis://cache.example.com:6379", NONE],
    ["", NONE],
    [undefined, NONE],
  ] as const) {
    t.false(isClearBudget(value, encrypted), value);
  }
});
