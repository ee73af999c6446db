import test from "ava";
import { Locks } from "../locks.ts";
import { Differences } from "./differences.ts";

/** A cloud whose list shows what was created, and what its responses name. */
function fakeCloud({ names }: { names: boolean }) {
  const there = ["old"];
  const asked: string[] = [];
  const differences = new Differences(new Locks());
  return {
    there,
    asked,
    create: (key: string, { fails = false, also = [] as readonly string[], fits = true } = {}) =>
      differences.create("lock", {
        cloud: "Pebble",
        call: "create",
        send: async () => {
          asked.push("create");
          if (fails) throw new Error("refused");
          there.push(key, ...also);
          return names ? key : undefined;
        },
        list: async () => {
          asked.push("list");
          return there.map((id) => [id, fits] as const);
        },
      }),
  };
}

test("the response names the keys: one list for all that wait for each other", async (t) => {
  const { asked, create } = fakeCloud({ names: true });
  t.deepEqual(await Promise.all([create("a"), create("b"), create("c")]), ["a", "b", "c"]);
  t.deepEqual(asked, ["list", "create", "create", "create"]);
});

test("lists show the keys: one before the first create and one after each", async (t) => {
  const { asked, create } = fakeCloud({ names: false });
  t.deepEqual(await Promise.all([create("a"), create("b")]), ["a", "b"]);
  t.deepEqual(asked, ["list", "create", "list", "create", "list"]);
});

test("a create that does not follow another one lists what is there", async (t) => {
  const { there, asked, create } = fakeCloud({ names: false });
  t.is(await create("a"), "a");
  there.push("somebody else's");
  t.is(await create("b"), "b");
  t.deepEqual(asked, ["list", "create", "list", "list", "create", "list"]);
});

test("after a failure the next create lists what is there", async (t) => {
  const { there, asked, create } = fakeCloud({ names: false });
  const failed = create("a", { fails: true });
  const next = create("b");
  await t.throwsAsync(failed, { message: "refused" });
  t.is(await next, "b");
  t.deepEqual(asked, ["list", "create", "list", "create", "list"]);
  t.deepEqual(there, ["old", "b"]);
});

test("two new objects, or none that fits, are an error with their keys", async (t) => {
  const { create } = fakeCloud({ names: false });
  await t.throwsAsync(create("a", { also: ["b"] }), { message: /several are new: a, b/ });
  await t.throwsAsync(create("c", { fits: false }), { message: /nothing new is visible yet/ });
});
