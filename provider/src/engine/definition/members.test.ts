import test from "ava";
import fc from "fast-check";
import { changeMembers } from "./members.ts";

type Change = readonly [verb: "add" | "remove", members: readonly string[]];

/** The calls that lead from some members to others, and the members after each call. */
async function calls(
  present: readonly string[],
  wanted: readonly string[],
  limits: { oneACall?: true; most?: number; excludes?: (one: string, member: string) => boolean },
) {
  const now = new Set(present);
  const made: Change[] = [];
  const sizes: number[] = [];
  const change = (verb: Change[0]) => async (members: readonly string[]) => {
    made.push([verb, members]);
    for (const member of members) {
      if (verb === "add" ? now.has(member) : !now.delete(member)) {
        throw new Error(`${verb} ${member} is wrong`);
      }
      if (verb === "add") {
        now.add(member);
      }
    }
    sizes.push(now.size);
  };
  const fits = (one: string, member: string) => one === member;
  await changeMembers({ present, wanted, fits, add: change("add"), remove: change("remove"), ...limits });
  return { made, sizes, now: [...now].toSorted() };
}

test("from any members to any others: never too many, empty only if desired, and members that stay are not touched", async (t) => {
  const members = (most: number) =>
    fc.uniqueArray(fc.constantFrom<string[]>("a", "b", "c", "d", "e", "f"), { maxLength: most });
  const limits = fc.integer({ min: 1, max: 6 }).chain((most) =>
    fc.record({
      most: fc.constant(most),
      present: members(most),
      wanted: members(most),
      oneACall: fc.constantFrom(true as const, undefined),
    }),
  );
  await fc.assert(
    fc.asyncProperty(limits, async ({ present, wanted, most, oneACall }) => {
      const { made, sizes, now } = await calls(present, wanted, { most, ...(oneACall && { oneACall }) });
      t.deepEqual(now, [...wanted].toSorted());
      t.true(made.every(([, each]) => each.length > 0 && (oneACall === undefined || each.length === 1)));
      t.false(made.some(([, each]) => each.some((member) => present.includes(member) && wanted.includes(member))));
      t.true(sizes.every((size) => size <= most));
      t.true(most === 1 || wanted.length === 0 || present.length === 0 || sizes.every((size) => size > 0));
    }),
  );
});

test("members are added as far as there is room before others are removed, and a call takes as many as it can", async (t) => {
  t.deepEqual((await calls(["a", "b"], ["c", "d"], {})).made, [
    ["add", ["c", "d"]],
    ["remove", ["a", "b"]],
  ]);
  t.deepEqual((await calls(["a"], ["b"], { most: 1 })).made, [
    ["remove", ["a"]],
    ["add", ["b"]],
  ]);
  t.deepEqual((await calls(["a", "b"], ["b", "a"], {})).made, []);
  await t.throwsAsync(calls([], ["a", "b"], { most: 1 }), { message: /there can be 1 at a time, and 2 are wanted/ });
});

test("a member that excludes a missing one is removed first, and the others last", async (t) => {
  const excludes = (one: string, member: string) => one.charAt(0) === member.charAt(0);
  t.deepEqual((await calls(["1a", "2a", "3a"], ["1b", "3a", "4a"], { excludes })).made, [
    ["remove", ["1a"]],
    ["add", ["1b", "4a"]],
    ["remove", ["2a"]],
  ]);
  t.deepEqual((await calls(["1a"], ["1a"], { excludes })).made, []);
});
