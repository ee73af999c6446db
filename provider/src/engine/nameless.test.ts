import test from "ava";
import { BOX, box, checked, cloudError, fakeWorld, make } from "./testing.ts";
import type { Json } from "./values.ts";

/** Boxes that get their name only when they are built. */
const late: typeof box = {
  ...box,
  create: async ({ api, want }) => {
    const { size, image = "", disk = 10, groups = [], keys = [], note = "", region = "" } = want;
    return api.create({ name: "", region, size, image, disk, groups, keys, note });
  },
  nameless: {
    is: ({ row }) => row?.name === "",
    like: ["size"],
    claim: "give it a name",
  },
};

const NEWS = { size: "small", image: "Debian 12" };
const web = (more: Json = {}): Json => ({ ...NEWS, name: "web", ...more });
const db = (more: Json = {}): Json => ({ ...NEWS, name: "db", ...more });

type World = ReturnType<typeof fakeWorld>;

/** The answers to these creates, counted from 0, are lost; `before`: nothing was made. */
function lose({ api }: World, lost: Readonly<Record<number, "before" | "after">>): void {
  let creates = 0;
  api.mishap = (name) => {
    if (name !== "create") {
      return undefined;
    }
    const when = lost[creates];
    creates += 1;
    return when === undefined ? undefined : { when, error: cloudError(name) };
  };
}

const messages = (results: readonly PromiseSettledResult<unknown>[]): string[] =>
  results.map((result) => (result.status === "rejected" ? String(result.reason) : "made"));

/** A box that somebody else made. */
const foreign = ({ api }: World, id: string, name: string, size = "11") =>
  api.put({
    ...{ id, region: "r1", name, size, image: "i1", disk: 10, power: "on", groups: [], keys: [], note: "" },
    ...{ restarts: 0, state: "active" },
  });

test("the one new nameless box after a lost answer may be another deployment's: it is named, and is not taken", async (t) => {
  const world = fakeWorld(late);
  foreign(world, "x1", "", "12");
  lose(world, { 0: "after" });
  await t.throwsAsync(make(world.core(), web()), {
    message: /not asked for again.*may be this resource's or another's: r1\/b1\..*adopt: "r1\/b1"/,
  });
  t.is(world.api.boxes.get("b1")?.name, "");
  // The next run neither takes it nor buys another.
  await t.throwsAsync(make(world.core(), web()), { message: /r1\/b1.*Nothing was made/ });
  t.is(world.api.count("create"), 1);
});

for (const [what, name, size] of [
  ["has a name", "mail", "11"],
  ["is of another size", "", "12"],
  ["is in another region", "", "11"],
] as const) {
  test(`a new box that ${what} is not taken for the one whose answer was lost`, async (t) => {
    const world = fakeWorld(late);
    world.api.mishap = (called) => {
      if (called !== "create") {
        return undefined;
      }
      foreign(world, "x1", name, size);
      if (what === "is in another region") {
        world.api.meddle("x1", { region: "r2" });
      }
      return { when: "before", error: cloudError(called) };
    };
    await t.throwsAsync(make(world.core(), web()), { message: /not known.*Run pulumi up again/ });
    t.is(world.api.boxes.get("x1")?.name, name);
    world.api.mishap = () => undefined;
    t.is((await make(world.core(), web())).id, "r1/b1");
  });
}

test("several new nameless boxes are named with the line to paste, and none is taken", async (t) => {
  const world = fakeWorld(late);
  world.api.mishap = (called) => {
    if (called === "create") {
      foreign(world, "x1", "");
      return { when: "after", error: cloudError(called) };
    }
    return undefined;
  };
  await t.throwsAsync(make(world.core(), web()), {
    message: /out of order.*not asked for again.*r1\/x1, r1\/b1.*adopt: "<id>"/,
  });
  t.is(world.api.count("create"), 1);
});

test("where other creates are in flight, what they have made is not named", async (t) => {
  const world = fakeWorld(late);
  lose(world, { 0: "after" });
  const process = world.core();
  const results = await Promise.allSettled([
    make(process, web(), "a"),
    make(process, db(), "b"),
    make(process, { ...NEWS, name: "mail" }, "c"),
  ]);
  const [first, ...others] = messages(results);
  t.regex(first ?? "", /another's: r1\/b1\. /);
  t.deepEqual(others, ["made", "made"]);
  t.is(world.api.count("create"), 3);
});

test("an answer that is still awaited is waited for before a new box is taken", async (t) => {
  const slow: typeof box = {
    ...late,
    create: async (op) => {
      const made = late.create?.(op) ?? Promise.reject(new Error("no create"));
      made.catch(() => undefined);
      // The box is there long before the answer.
      await (op.want.name === "db" ? world.clock.sleep(40_000) : undefined);
      return made;
    },
  };
  const world = fakeWorld(slow);
  lose(world, { 1: "before" });
  const process = world.core();
  const results = await Promise.allSettled([make(process, db(), "b"), make(process, web(), "a")]);
  t.regex(messages(results).join("\n"), /^made\n.*not known.*Run pulumi up again/);
  t.is(world.api.only.name, "db");
});

for (const [what, lost, ids] of [
  ["both were made", { 0: "after", 1: "after" }, "r1/b1, r1/b2"],
  ["one was made", { 0: "after", 1: "before" }, "r1/b1"],
] as const) {
  test(`two lost answers of which nobody can say whose is whose are both errors with the ids: ${what}`, async (t) => {
    const world = fakeWorld(late);
    lose(world, lost);
    const process = world.core();
    const results = await Promise.allSettled([make(process, web(), "a"), make(process, db(), "b")]);
    for (const message of messages(results)) {
      t.true(message.includes(`: ${ids}.`), message);
      t.true(message.includes(ids.includes(",") ? 'adopt: "<id>"' : 'adopt: "r1/b1"'), message);
    }
    t.is(world.api.count("create"), 2);
    // The next run: nothing is bought while one of them may be it.
    const next = world.core();
    world.api.mishap = () => undefined;
    await t.throwsAsync(make(next, { ...NEWS, name: "mail" }, "c"), { message: /r1\/b1.*Nothing was made/ });
    t.is(world.api.count("create"), 2);
  });
}

test("two lost answers of boxes that differ each name their own", async (t) => {
  const world = fakeWorld(late);
  lose(world, { 0: "after", 1: "after" });
  const process = world.core();
  const results = await Promise.allSettled([make(process, web(), "a"), make(process, db({ size: "large" }), "b")]);
  const [first, second] = messages(results);
  t.regex(first ?? "", /another's: r1\/b1\. /);
  t.regex(second ?? "", /another's: r1\/b2\. /);
});

test("a nameless box from before the run may be what an interrupted one has made: nothing is bought", async (t) => {
  const world = fakeWorld(late);
  foreign(world, "x1", "");
  const { message } = await t.throwsAsync(make(world.core(), web()));
  t.regex(
    message,
    /Fake box without a name.*same size.*id r1\/x1.*Nothing was made.*recover.*--take.*give it a name.*adopt: "r1\/x1"$/,
  );
  t.is(world.api.count("create"), 0);
  // Either way out.
  world.api.meddle("x1", { name: "theirs" });
  t.is((await make(world.core(), web())).id, "r1/b1");
  foreign(world, "x2", "");
  t.is((await make(world.core(), db({ adopt: "r1/x2" }), "b")).id, "r1/x2");
  t.is(world.api.boxes.get("x2")?.name, "db");
  t.is(world.api.count("create"), 1);
});

test("several nameless boxes from before the run are all named", async (t) => {
  const world = fakeWorld(late);
  foreign(world, "x1", "");
  foreign(world, "x2", "");
  await t.throwsAsync(make(world.core(), web()), {
    message: /2 Fake boxes without a name.*r1\/x1, r1\/x2.*adopt: "<id>"/,
  });
});

test("what another resource of this program manages is no candidate, though it has no name yet", async (t) => {
  const world = fakeWorld(late);
  world.api.outcome = "building";
  const first = world.core();
  const inputs = await checked(first, web({ timeouts: { create: "30s" } }));
  const error = await t.throwsAsync(first.create(BOX, inputs));
  t.regex(error.message, /still "building" after 30s/);
  for (const process of [world.core(), world.core()]) {
    await t.throwsAsync(make(process, db(), "b"), { message: /Nothing was made.*adopt: "r1\/b1"/ });
  }
  world.api.outcome = "active";
  const next = world.core();
  await next.diff(BOX, { id: "r1/b1", olds: {}, news: inputs });
  t.is((await make(next, db(), "b")).id, "r1/b2");
  // And what is being taken over in the same run.
  const other = world.core();
  await checked(other, web({ adopt: "r1/b1" }));
  t.is((await make(other, { ...NEWS, name: "mail" }, "c")).id, "r1/b3");
});

test("boxes that this process makes meanwhile are no candidates, also while their answers are awaited", async (t) => {
  const slow: typeof box = {
    ...late,
    create: async (op) => {
      const key = await late.create?.(op);
      await world.clock.sleep(20_000);
      return key ?? "";
    },
  };
  const world = fakeWorld(slow);
  const process = world.core();
  const first = make(process, web(), "a");
  await world.clock.sleep(5_000);
  const second = make(process, db(), "b");
  t.deepEqual([(await first).id, (await second).id], ["r1/b1", "r1/b2"]);
  t.is(world.api.count("create"), 2);
});
