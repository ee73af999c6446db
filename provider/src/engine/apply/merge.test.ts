import test from "ava";
import fc from "fast-check";
import { type Merging, mergeSet, progress } from "./merge.ts";

const SET: Merging = { unordered: true };
const MAP: Merging = { merge: "map" };
const COUNT: Merging = { merge: "count" };

const letters: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"));
const change = fc.record({ old: letters, now: letters, observed: letters });
const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);
const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

test("a set: members that the program adds are added, members that it removes are removed, and the rest stays", (t) => {
  fc.assert(
    fc.property(change, ({ old, now, observed }) => {
      const result = mergeSet(SET, { old, now, observed });
      const right = ["a", "b", "c", "d", "e"].filter((each) =>
        now.includes(each) === old.includes(each) ? observed.includes(each) : now.includes(each),
      );
      t.deepEqual(sorted(result), right);
    }),
  );
});

test("without drift the result is the program's value; without a change of the program, the observed one", (t) => {
  fc.assert(
    fc.property(letters, letters, (old, other) => {
      t.deepEqual(sorted(mergeSet(SET, { old, now: other, observed: old })), sorted(other));
      t.deepEqual(sorted(mergeSet(SET, { old, now: old, observed: other })), sorted(other));
    }),
  );
});

test("again: every member of the program, and what others have added", (t) => {
  t.deepEqual(mergeSet(SET, { old: ["a", "b"], now: ["a", "b"], observed: ["x"] }, true), ["a", "b", "x"]);
  t.is(mergeSet(COUNT, { old: 1, now: 3, observed: 2 }, true), 3);
});

test("a set whose members have several spellings", (t) => {
  const field: Merging = { merge: "set", normalize: (member) => String(member).toLowerCase() };
  t.deepEqual(mergeSet(field, { old: ["A", "B"], now: ["a", "c"], observed: ["A", "b", "X"] }), ["a", "c", "X"]);
});

test("a map merges by key, and a changed value is a change", (t) => {
  const change = { old: { n: "1", m: "1" }, now: { n: "2", m: "1" }, observed: { n: "7", m: "8", x: "9" } };
  t.deepEqual(mergeSet(MAP, change), { n: "2", m: "8", x: "9" });
});

test("a count: what others have added stays", (t) => {
  t.is(mergeSet(COUNT, { old: 1, now: 2, observed: 3 }), 4);
  t.is(mergeSet(COUNT, { old: 2, now: 0, observed: 1 }), 0);
});

test("progress of an interrupted change: resuming reaches its goal, and reverting reaches its start", (t) => {
  fc.assert(
    fc.property(change, ({ old, now, observed }) => {
      const goal = namesIn(mergeSet(SET, { old, now, observed }));
      // First added, then removed, as far as it got.
      const calls = [
        ...goal.filter((each) => !observed.includes(each)).map((each) => (set: string[]) => [...set, each]),
        ...observed
          .filter((each) => !goal.includes(each))
          .map((each) => (set: string[]) => set.filter((one) => one !== each)),
      ];
      for (let done = 0; done <= calls.length; done += 1) {
        const between = calls.slice(0, done).reduce<string[]>((set, call) => call(set), observed);
        // The observation may still show the previous state.
        for (const seen of [between, observed]) {
          const recorded = progress(SET, { old, now, observed: seen }, observed);
          const on = mergeSet(SET, { old: recorded, now, observed: between }, true);
          t.deepEqual(sorted(on), sorted([...new Set([...goal, ...now])]));
          const back = namesIn(mergeSet(SET, { old: recorded, now: old, observed: between }, true));
          const others = observed.filter((each) => !old.includes(each) && !now.includes(each));
          t.deepEqual(sorted(back), sorted([...old, ...others]));
        }
      }
    }),
  );
});

test("progress of a step that was not begun: the part that others have done", (t) => {
  t.deepEqual(progress(SET, { old: ["a", "b"], now: ["b", "c", "d"], observed: ["b", "c"] }, undefined), ["b", "c"]);
});

test("progress of a map and of a count", (t) => {
  const map = { old: { n: "1", m: "1" }, now: { n: "2", k: "3" }, observed: { n: "1", m: "1", k: "3" } };
  t.deepEqual(progress(MAP, map, map.old), { n: "2", m: "1", k: "3" });
  t.deepEqual(progress(MAP, map, undefined), { n: "1", m: "1", k: "3" });
  t.is(progress(COUNT, { old: 1, now: 3, observed: 3 }, 2), 2);
  t.is(progress(COUNT, { old: 3, now: 1, observed: 4 }, 5), 2);
  t.is(progress(COUNT, { old: 1, now: 2, observed: 9 }, 1), 2);
});
