import test from "ava";
import { DeadlineError, IncompleteError, RefusedError } from "../engine/errors.ts";
import { CloudError } from "../http/errors.ts";
import { failureOf } from "./failures.ts";

const throttled = new CloudError({
  kind: "throttled",
  cloud: "LunaNode",
  call: "vm/create",
  effect: "none",
  words: "too many",
  nextStep: "Wait.",
});

test("a failure has the kind of the error that others wrap, and the message that Pulumi shows", (t) => {
  const wrapped = new IncompleteError("web exists, but is incomplete", "toronto/1", {}, throttled);
  t.deepEqual(failureOf("urn", wrapped), {
    about: "urn",
    kind: "throttled",
    cloud: "LunaNode",
    call: "vm/create",
    effect: "none",
    message: "web exists, but is incomplete",
  });
  t.is(failureOf("urn", new DeadlineError("late")).kind, "deadline");
  t.is(failureOf("urn", new RefusedError("no", { cause: throttled })).kind, "refused");
  t.deepEqual(failureOf("urn", "odd"), { about: "urn", kind: "other", message: "odd" });
});
