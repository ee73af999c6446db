import test from "ava";
import fc from "fast-check";
import type { ErrorKind } from "./errors.ts";
import { type Failure, nextDelay, parseRetryAfter, policies, type RetryPolicy } from "./retry.ts";
import { seeded } from "./testing.ts";

const kinds: ErrorKind[] = [
  "auth",
  "notFound",
  "quota",
  "capacity",
  "invalid",
  "conflict",
  "throttled",
  "timeout",
  "protocol",
  "unavailable",
];

const failure: fc.Arbitrary<Failure> = fc.record({
  error: fc.record({
    kind: fc.constantFrom(...kinds),
    effect: fc.constantFrom("none", "unknown"),
    retryAfter: fc.option(fc.double({ min: -10, max: 4000, noNaN: true }), { nil: undefined }),
  }),
  attempt: fc.integer({ min: 1, max: 12 }),
  elapsed: fc.integer({ min: 0, max: 400_000 }),
});
const effect = fc.constantFrom("read", "idempotent", "write", "create");
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("a write or create with unknown effect is never retried", (t) => {
  fc.assert(
    fc.property(failure, chance, (given, random) => {
      const unknown = { ...given, error: { ...given.error, effect: "unknown" as const } };
      return (["write", "create"] as const).every(
        (one) => nextDelay(policies[one], unknown, () => random) === undefined,
      );
    }),
  );
  t.pass();
});

test("only transient errors are retried", (t) => {
  fc.assert(
    fc.property(effect, failure, chance, (one, given, random) => {
      const delay = nextDelay(policies[one], given, () => random);
      return delay === undefined || ["throttled", "timeout", "unavailable"].includes(given.error.kind);
    }),
  );
  t.pass();
});

test("a delay is an integer within its bounds, never before Retry-After and never past the total", (t) => {
  fc.assert(
    fc.property(effect, failure, chance, (one, given, random) => {
      const policy = policies[one];
      const delay = nextDelay(policy, given, () => random);
      if (delay === undefined) return;
      const requested = Math.max(0, given.error.retryAfter ?? 0) * 1000;
      t.true(Number.isInteger(delay) && delay >= requested);
      t.true(delay <= Math.max(policy.cap, policy.maxRetryAfter + policy.base) + 1);
      t.true(given.attempt < policy.attempts);
      t.true(given.elapsed + delay <= policy.total);
      if (requested === 0) t.true(delay <= Math.min(policy.cap, policy.base * 2 ** (given.attempt - 1)));
    }),
  );
  t.pass();
});

test("full jitter: the whole range is used, and the same numbers give the same delays", (t) => {
  const given: Failure = {
    error: { kind: "throttled", effect: "none", retryAfter: undefined },
    attempt: 4,
    elapsed: 0,
  };
  const draw = () => {
    const random = seeded(7);
    return Array.from({ length: 500 }, () => nextDelay(policies.read, given, random) ?? -1);
  };
  const delays = draw();
  t.deepEqual(delays, draw());
  t.true(Math.min(...delays) < 200 && Math.max(...delays) > 3800 && Math.max(...delays) <= 4000);
});

test("retryable errors are retried until the attempts or the time are used up", (t) => {
  const policy: RetryPolicy = { ...policies.read, attempts: 3, total: 10_000 };
  const given: Failure = {
    error: { kind: "unavailable", effect: "unknown", retryAfter: undefined },
    attempt: 2,
    elapsed: 0,
  };
  t.is(
    nextDelay(policy, given, () => 0.5),
    500,
  );
  t.is(
    nextDelay(policy, { ...given, attempt: 3 }, () => 0.5),
    undefined,
  );
  t.is(
    nextDelay(policy, { ...given, elapsed: 9_600 }, () => 0.5),
    undefined,
  );
  t.is(
    nextDelay(policies.create, { ...given, error: { ...given.error, effect: "none" } }, () => 0.5),
    500,
  );
});

test("a Retry-After beyond the limit gives no further attempt", (t) => {
  const given = (retryAfter: number): Failure => ({
    error: { kind: "throttled", effect: "none", retryAfter },
    attempt: 1,
    elapsed: 0,
  });
  t.is(
    nextDelay(policies.create, given(60), () => 0),
    60_000,
  );
  t.is(
    nextDelay(policies.create, given(61), () => 0),
    undefined,
  );
});

test("a busy error of any kind is retried for minutes, but never after an unknown effect", (t) => {
  const given: Failure = {
    error: { kind: "conflict", effect: "none", retryAfter: undefined, busy: true },
    attempt: 20,
    elapsed: 200_000,
  };
  t.is(
    nextDelay(policies.create, given, () => 1),
    10_000,
  );
  t.is(
    nextDelay(policies.create, { ...given, elapsed: 299_000 }, () => 1),
    undefined,
  );
  t.is(
    nextDelay(policies.create, { ...given, error: { ...given.error, effect: "unknown" } }, () => 1),
    undefined,
  );
  t.is(
    nextDelay(policies.read, { ...given, attempt: 1, error: { ...given.error, busy: false } }, () => 1),
    undefined,
  );
});

test("Retry-After is read as seconds or as an HTTP date, anything else is ignored", (t) => {
  const now = Date.UTC(2030, 0, 1);
  t.is(parseRetryAfter(" 120 ", now), 120);
  t.is(parseRetryAfter("0", now), 0);
  t.is(parseRetryAfter("Tue, 01 Jan 2030 00:01:00 GMT", now), 60);
  t.is(parseRetryAfter("Mon, 31 Dec 2029 23:00:00 GMT", now), 0);
  for (const other of [undefined, "", "soon", "-5", "1e3", "2030-01-01", "5 minutes"])
    t.is(parseRetryAfter(other, now), undefined);
});
