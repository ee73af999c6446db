import test from "ava";
import type { Json } from "../definition/values.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { checked, createThing } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/** Boxes that get their name only when they are built. */
const late: typeof vm = {
  ...vm,
  create: async ({ api, desired }) => {
    const { size, image = "", disk = 10, groups = [], keys = [], note = "", region = "" } = desired;
    return api.create({ name: "", region, size, image, disk, groups, keys, note });
  },
  unnamed: {
    is: ({ row }) => row?.name === "",
    like: ["size"],
    claimHint: "give it a name",
  },
};

const NEWS = { size: "small", image: "Debian 12" };
const web = (more: Json = {}): Json => ({ ...NEWS, name: "web", ...more });
const db = (more: Json = {}): Json => ({ ...NEWS, name: "db", ...more });

type Fixture = ReturnType<typeof fakeCloud>;

/** Loses the answers to these creates, counted from 0; `before`: nothing was created. */
function lose({ api }: Fixture, lost: Readonly<Record<number, "before" | "after">>): void {
  let creates = 0;
  api.fault = (name) => {
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

/** A box that somebody else created. */
const foreign = ({ api }: Fixture, id: string, name: string, size = "11") =>
  api.put({
    ...{ id, region: "r1", name, size, image: "i1", disk: 10, power: "on", groups: [], keys: [], note: "" },
    ...{ restarts: 0, state: "active" },
  });

test("the only new box without a name after a lost answer may be another deployment's: it is reported and not adopted", async (t) => {
  const fixture = fakeCloud(late);
  foreign(fixture, "x1", "", "12");
  lose(fixture, { 0: "after" });
  await t.throwsAsync(createThing(fixture.cloudProvider(), web()), {
    message: /not repeated.*may belong to this resource or to another: r1\/b1\..*adopt: "r1\/b1"/,
  });
  t.is(fixture.api.vms.get("b1")?.name, "");
  // The next run neither adopts it nor creates another.
  await t.throwsAsync(createThing(fixture.cloudProvider(), web()), { message: /r1\/b1.*Nothing was created/ });
  t.is(fixture.api.count("create"), 1);
});

for (const [what, name, size] of [
  ["has a name", "mail", "11"],
  ["has another size", "", "12"],
  ["is in another region", "", "11"],
] as const) {
  test(`a new box that ${what} is not mistaken for the one whose answer was lost`, async (t) => {
    const fixture = fakeCloud(late);
    fixture.api.fault = (called) => {
      if (called !== "create") {
        return undefined;
      }
      foreign(fixture, "x1", name, size);
      if (what === "is in another region") {
        fixture.api.changeOutOfBand("x1", { region: "r2" });
      }
      return { when: "before", error: cloudError(called) };
    };
    await t.throwsAsync(createThing(fixture.cloudProvider(), web()), { message: /not known.*Run pulumi up again/ });
    t.is(fixture.api.vms.get("x1")?.name, name);
    fixture.api.fault = () => undefined;
    t.is((await createThing(fixture.cloudProvider(), web())).id, "r1/b1");
  });
}

test("several new boxes without a name are reported with the line to paste, and none is adopted", async (t) => {
  const fixture = fakeCloud(late);
  fixture.api.fault = (called) => {
    if (called === "create") {
      foreign(fixture, "x1", "");
      return { when: "after", error: cloudError(called) };
    }
    return undefined;
  };
  await t.throwsAsync(createThing(fixture.cloudProvider(), web()), {
    message: /out of order.*not repeated.*r1\/x1, r1\/b1.*adopt: "<id>"/,
  });
  t.is(fixture.api.count("create"), 1);
});

test("boxes of other creates in flight are not reported", async (t) => {
  const fixture = fakeCloud(late);
  lose(fixture, { 0: "after" });
  const process = fixture.cloudProvider();
  const results = await Promise.allSettled([
    createThing(process, web(), "a"),
    createThing(process, db(), "b"),
    createThing(process, { ...NEWS, name: "mail" }, "c"),
  ]);
  const [first, ...others] = messages(results);
  t.regex(first ?? "", /another: r1\/b1\. /);
  t.deepEqual(others, ["made", "made"]);
  t.is(fixture.api.count("create"), 3);
});

test("a pending answer is awaited before a new box is reported", async (t) => {
  const slow: typeof vm = {
    ...late,
    create: async (context) => {
      const created = late.create?.(context) ?? Promise.reject(new Error("no create"));
      created.catch(() => undefined);
      // The box exists long before the answer arrives.
      await (context.desired.name === "db" ? fixture.clock.sleep(40_000) : undefined);
      return created;
    },
  };
  const fixture = fakeCloud(slow);
  lose(fixture, { 1: "before" });
  const process = fixture.cloudProvider();
  const results = await Promise.allSettled([createThing(process, db(), "b"), createThing(process, web(), "a")]);
  t.regex(messages(results).join("\n"), /^made\n.*not known.*Run pulumi up again/);
  t.is(fixture.api.only.name, "db");
});

for (const [what, lost, ids] of [
  ["both were created", { 0: "after", 1: "after" }, "r1/b1, r1/b2"],
  ["one was created", { 0: "after", 1: "before" }, "r1/b1"],
] as const) {
  test(`two lost answers whose boxes cannot be assigned are both errors with the IDs: ${what}`, async (t) => {
    const fixture = fakeCloud(late);
    lose(fixture, lost);
    const process = fixture.cloudProvider();
    const results = await Promise.allSettled([createThing(process, web(), "a"), createThing(process, db(), "b")]);
    for (const message of messages(results)) {
      t.true(message.includes(`: ${ids}.`), message);
      t.true(message.includes(ids.includes(",") ? 'adopt: "<id>"' : 'adopt: "r1/b1"'), message);
    }
    t.is(fixture.api.count("create"), 2);
    // In the next run nothing is created while one of them may be it.
    const next = fixture.cloudProvider();
    fixture.api.fault = () => undefined;
    await t.throwsAsync(createThing(next, { ...NEWS, name: "mail" }, "c"), { message: /r1\/b1.*Nothing was created/ });
    t.is(fixture.api.count("create"), 2);
  });
}

test("two lost answers of boxes that differ each report their own", async (t) => {
  const fixture = fakeCloud(late);
  lose(fixture, { 0: "after", 1: "after" });
  const process = fixture.cloudProvider();
  const results = await Promise.allSettled([
    createThing(process, web(), "a"),
    createThing(process, db({ size: "large" }), "b"),
  ]);
  const [first, second] = messages(results);
  t.regex(first ?? "", /another: r1\/b1\. /);
  t.regex(second ?? "", /another: r1\/b2\. /);
});

test("a box without a name from before the run may be an interrupted run's: nothing is created", async (t) => {
  const fixture = fakeCloud(late);
  foreign(fixture, "x1", "");
  const { message } = await t.throwsAsync(createThing(fixture.cloudProvider(), web()));
  t.regex(
    message,
    /Fake box without a name.*same size.*: r1\/x1.*Nothing was created.*recover.*--take.*give it a name.*adopt: "r1\/x1"$/,
  );
  t.is(fixture.api.count("create"), 0);
  // Either remedy works.
  fixture.api.changeOutOfBand("x1", { name: "theirs" });
  t.is((await createThing(fixture.cloudProvider(), web())).id, "r1/b1");
  foreign(fixture, "x2", "");
  t.is((await createThing(fixture.cloudProvider(), db({ adopt: "r1/x2" }), "b")).id, "r1/x2");
  t.is(fixture.api.vms.get("x2")?.name, "db");
  t.is(fixture.api.count("create"), 1);
});

test("several boxes without a name from before the run are all reported", async (t) => {
  const fixture = fakeCloud(late);
  foreign(fixture, "x1", "");
  foreign(fixture, "x2", "");
  await t.throwsAsync(createThing(fixture.cloudProvider(), web()), {
    message: /2 Fake boxes without a name.*r1\/x1, r1\/x2.*adopt: "<id>"/,
  });
});

test("a box of another resource of this program is not a candidate, even without a name", async (t) => {
  const fixture = fakeCloud(late);
  fixture.api.outcome = "building";
  const first = fixture.cloudProvider();
  const inputs = await checked(first, web({ timeouts: { create: "30s" } }));
  const error = await t.throwsAsync(first.create(VM_DEFINITION, inputs));
  t.regex(error.message, /still "building" after 30s/);
  for (const process of [fixture.cloudProvider(), fixture.cloudProvider()]) {
    await t.throwsAsync(createThing(process, db(), "b"), { message: /Nothing was created.*adopt: "r1\/b1"/ });
  }
  fixture.api.outcome = "active";
  const next = fixture.cloudProvider();
  await next.diff(VM_DEFINITION, { id: "r1/b1", olds: {}, news: inputs });
  t.is((await createThing(next, db(), "b")).id, "r1/b2");
  // The same applies to an object that is being adopted in the same run.
  const other = fixture.cloudProvider();
  await checked(other, web({ adopt: "r1/b1" }));
  t.is((await createThing(other, { ...NEWS, name: "mail" }, "c")).id, "r1/b3");
});

test("boxes that this process creates meanwhile are not candidates, also while their answers are pending", async (t) => {
  const slow: typeof vm = {
    ...late,
    create: async (context) => {
      const key = await late.create?.(context);
      await fixture.clock.sleep(20_000);
      return key ?? "";
    },
  };
  const fixture = fakeCloud(slow);
  const process = fixture.cloudProvider();
  const first = createThing(process, web(), "a");
  await fixture.clock.sleep(5_000);
  const second = createThing(process, db(), "b");
  t.deepEqual([(await first).id, (await second).id], ["r1/b1", "r1/b2"]);
  t.is(fixture.api.count("create"), 2);
});
