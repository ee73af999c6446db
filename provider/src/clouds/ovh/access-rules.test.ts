import test from "ava";
import { rulesFor } from "./access-rules.ts";

test("rules cover a path and what is below it; the whole API has one pattern", (t) => {
  t.deepEqual(rulesFor("/cloud/project", "read"), [
    { method: "GET", path: "/cloud/project" },
    { method: "GET", path: "/cloud/project/*" },
  ]);
  t.deepEqual(rulesFor("/me/*", "read"), rulesFor("/me", "read"));
  t.deepEqual(rulesFor("/me/", "read"), rulesFor("/me", "read"));
  t.deepEqual(
    rulesFor("/", "safe").map(({ method, path }) => `${method} ${path}`),
    ["GET /*", "POST /*", "PUT /*"],
  );
  t.is(rulesFor("/me", "all").length, 8);
});
