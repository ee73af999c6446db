import test from "ava";
import fc from "fast-check";
import { groupChanges, MAX_GROUPS } from "./server-groups.ts";

const groups = (least: number) =>
  fc.uniqueArray(fc.constantFrom<string[]>("a", "b", "c", "d", "e", "f"), { minLength: least, maxLength: MAX_GROUPS });

test("from any groups to any others: never none, never too many, and nothing is touched that stays", (t) => {
  fc.assert(
    fc.property(groups(0), groups(1), (present, wanted) => {
      const now = new Set(present);
      for (const round of groupChanges(present, wanted)) {
        t.true(round.groups.length > 0);
        for (const group of round.groups) {
          t.not(present.includes(group) && wanted.includes(group), true);
          t.is(round.label === "add" ? !now.has(group) : now.delete(group), true);
          if (round.label === "add") {
            now.add(group);
          }
        }
        t.true(now.size > 0 && now.size <= MAX_GROUPS);
      }
      t.deepEqual([...now].toSorted(), [...wanted].toSorted());
    }),
  );
});

test("what there is room for comes before anything goes", (t) => {
  t.deepEqual(groupChanges(["a"], ["b"]), [
    { label: "add", groups: ["b"] },
    { label: "remove", groups: ["a"] },
  ]);
  t.deepEqual(groupChanges(["a", "b"], ["b", "a"]), []);
});
