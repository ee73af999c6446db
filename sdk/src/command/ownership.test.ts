import test from "ava";
import fc from "fast-check";
import { runsIn } from "./history.js";
import { identitiesOf } from "./identity.js";
import { type Clue, isHashed, ownerOf, type Traces } from "./ownership.js";

const URN = "urn:pulumi:dev::shop::indiecloud:ovh:Instance::web";
const NOTHING: Traces = { pending: new Set(), writtenAt: undefined, unsuccessful: [] };
const clue = (more: Partial<Clue> = {}): Clue => ({
  urn: URN,
  isGenerated: true,
  hasNamespace: false,
  createSeconds: 600,
  ...more,
});

const MINUTE = 60_000;
/** A failed run from minute 10 to minute 20. */
const failed: Traces = { ...NOTHING, unsuccessful: [{ from: 10 * MINUTE, to: 20 * MINUTE }] };
/** An interrupted create, in a state written in minute 10. */
const killed: Traces = { ...NOTHING, pending: new Set([URN]), writtenAt: 10 * MINUTE };

test("a name alone does not make an object this stack's, not even with a failed run or a pending create of that name", (t) => {
  for (const traces of [NOTHING, failed, killed]) {
    t.is(ownerOf(clue(), traces), "unknown");
    t.is(ownerOf(clue({ isGenerated: false }), traces), "other");
  }
});

test("with a namespace a generated name is enough after an interrupted run, and a name set by the program is not", (t) => {
  const own = { hasNamespace: true };
  t.is(ownerOf(clue(own), killed), "this stack");
  t.is(ownerOf(clue(own), failed), "this stack");
  t.is(ownerOf(clue(own), NOTHING), "unknown");
  t.is(ownerOf(clue({ ...own, isGenerated: false }), killed), "other");
  t.is(ownerOf(clue({ ...own, urn: `${URN}2` }), killed), "unknown");
});

test("what was created in an unsuccessful run, from two minutes before its start to its end, is this stack's", (t) => {
  for (const isGenerated of [true, false]) {
    const at = (minute: number) => ownerOf(clue({ isGenerated, createdAt: minute * MINUTE }), failed) === "this stack";
    t.deepEqual([7.9, 8, 15, 20, 20.1].map(at), [false, true, true, true, false]);
  }
});

test("after a kill it must have been created between the last write of the state and the create's limit", (t) => {
  const at = (minute: number) =>
    ownerOf(clue({ createdAt: minute * MINUTE, createSeconds: 300 }), killed) === "this stack";
  t.deepEqual([7.9, 8, 12, 15, 15.1].map(at), [false, true, true, true, false]);
  t.is(ownerOf(clue({ urn: `${URN}2`, createdAt: 12 * MINUTE }), killed), "unknown");
});

test("without an interrupted run of the stack nothing is its own, whatever else is true", (t) => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.option(fc.nat(), { nil: undefined }),
      (isGenerated, hasNamespace, createdAt) =>
        ownerOf(clue({ isGenerated, hasNamespace, createdAt }), { ...NOTHING, writtenAt: 0 }) !== "this stack",
    ),
  );
  t.pass();
});

test("unsuccessful runs of up in the history count; one without an end extends until now", (t) => {
  const [at, end] = ["2026-03-01T09:00:00.000Z", "2026-03-01T09:05:00.000Z"];
  const times = { startTime: at, endTime: end };
  const entries = [
    { kind: "update", result: "succeeded", ...times },
    { kind: "update", result: "failed", ...times },
    { kind: "refresh", result: "failed", ...times },
    { kind: "update", result: "in-progress", startTime: at, endTime: "1970-01-01T00:00:00.000Z" },
  ];
  const from = Date.parse(at);
  t.deepEqual(runsIn(entries, from + 7), [
    { from, to: Date.parse(end) },
    { from, to: from + 7 },
  ]);
});

test("a namespace replaces stack and project; plain names and earlier ones are former names", (t) => {
  const stack = { stack: "prod", project: "shop" };
  t.deepEqual(identitiesOf({ ...stack, namespace: undefined, formerly: [] }), {
    today: "urn:pulumi:prod::shop::",
    isNamespace: false,
    former: [],
  });
  t.deepEqual(
    identitiesOf({ ...stack, namespace: "acme/prod", formerly: ["dev", "store/dev", "acme/store/qa", "prod"] }),
    {
      today: "urn:pulumi:acme/prod::",
      isNamespace: true,
      former: ["prod::shop", "dev::shop", "dev::store", "qa::store"].map((each) => `urn:pulumi:${each}::`),
    },
  );
});

test("a generated name is recognized by its end", (t) => {
  t.true(isHashed("web-3f0a91c"));
  for (const name of ["web", "web-3f0a91", "web-3f0a91cc", "web-3F0A91C", 7, undefined]) {
    t.false(isHashed(name));
  }
});
