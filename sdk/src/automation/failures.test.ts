import test from "ava";
import type { Failure } from "./failure-types.js";
import { failuresIn, OperationError } from "./failures.js";

const failure = (kind: Failure["kind"]): Failure => ({ about: "urn", kind, message: "no" });

test("an operation is tried again only if every failure can go away by itself", (t) => {
  const isRetryable = (...kinds: Failure["kind"][]) => new OperationError(kinds.map(failure), "text").retryable;
  t.true(isRetryable("throttled", "unavailable", "deadline", "locked"));
  t.false(isRetryable("throttled", "quota"));
  for (const kind of ["auth", "invalid", "refused", "buildFailed", "canceled", "other"] as const) {
    t.false(isRetryable(kind), kind);
  }
  // An error in the program.
  t.false(isRetryable());
});

test("a failure of the preview and of the update counts once, and a line that was cut off not at all", (t) => {
  const line = JSON.stringify(failure("quota"));
  t.deepEqual(failuresIn(`${line}\n${line}\n{"about":`), [failure("quota")]);
  t.deepEqual(failuresIn(""), []);
});
