import test from "ava";
import fc from "fast-check";
import type { Json } from "../definition/values.ts";
import { hasUnknown, sameValue } from "../definition/values.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, keysOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NEWS = { size: "small", image: "Debian 12" };

/** Values in all their spellings. */
const spellings = {
  size: fc.constantFrom(["small", "11", "Small"], ["large", "12", "LARGE"]),
  image: fc.constantFrom(["Debian 12", "i1", "debian 12"], ["Debian 13", "i2"]),
  group: fc.constantFrom(["web", "g1"], ["db", "g2", "DB"], ["mail", "g3"]),
  key: fc.constantFrom(["anna", "k1"], ["bert", "k2"]),
};
const twice = <T>(cases: readonly T[]) => fc.tuple(fc.constantFrom(...cases), fc.constantFrom(...cases));
const listTwice = (cases: fc.Arbitrary<readonly string[]>) =>
  fc
    .uniqueArray(cases, { selector: ([first]) => first, maxLength: 3 })
    .chain((all) => fc.tuple(...all.map((each) => twice(each))))
    .chain((pairs) =>
      fc.tuple(
        fc.constant(pairs.map(([first]) => first)),
        fc.shuffledSubarray(
          pairs.map(([, second]) => second),
          { minLength: pairs.length },
        ),
      ),
    );

/** Inputs, and the same inputs in other spellings. */
const equalInputs: fc.Arbitrary<[Json, Json]> = fc
  .record({
    size: spellings.size.chain(twice),
    image: spellings.image.chain(twice),
    groups: listTwice(spellings.group),
    keys: listTwice(spellings.key),
    disk: fc.integer({ min: 1, max: 50 }).map((disk) => [disk, disk]),
    tags: fc
      .dictionary(fc.constantFrom("a", "b", "c"), fc.record({ value: fc.string() }, { noNullPrototype: true }), {
        noNullPrototype: true,
      })
      .map((tags) => [tags, Object.fromEntries(Object.entries(tags).toReversed())]),
  })
  .map((pairs) => [
    Object.fromEntries(Object.entries(pairs).map(([key, [first]]) => [key, first])),
    Object.fromEntries(
      Object.entries(pairs)
        .toReversed()
        .map(([key, [, second]]) => [key, second]),
    ),
  ]);

test("equal inputs are not a difference in any spelling and order; another spelling is at most recorded", async (t) => {
  await fc.assert(
    fc.asyncProperty(equalInputs, async ([first, second]) => {
      const { api, cloudProvider } = fakeCloud();
      const old = await createThing(cloudProvider(), first);
      const process = cloudProvider();
      const inputs = await checked(process, second, old.inputs);
      const diff = await process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: inputs });
      t.deepEqual(
        diff.differences.filter(({ kind }) => kind !== "recorded"),
        [],
      );
      t.deepEqual([diff.replaces, diff.deleteBeforeReplace, diff.rewrite], [[], false, false]);
      const writes = api.calls.length;
      const now = await alter(cloudProvider(), old, second);
      t.deepEqual(
        api.calls.slice(writes).filter((call) => !["regions", "sizes", "images", "groups", "keys"].includes(call)),
        [],
      );
      t.deepEqual((await alter(cloudProvider(), now, second)).diff.differences, []);
      const same = await cloudProvider().diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: old.inputs });
      t.deepEqual(same.differences, []);
    }),
    { numRuns: 25 },
  );
});

const anyInputs: fc.Arbitrary<Json> = fc.record(
  {
    size: fc.constantFrom("small", "large"),
    image: fc.constantFrom("Debian 12", "Debian 13"),
    groups: fc.subarray(["web", "db"]),
    keys: fc.subarray(["anna", "bert"]),
    disk: fc.integer({ min: 1, max: 50 }),
    note: fc.constantFrom("a", "b"),
    restart: fc.constantFrom("1", "2"),
    name: fc.constantFrom("web", "db"),
  },
  { requiredKeys: ["size"] },
);

test("only a replace field with a known old value causes a replacement", async (t) => {
  await fc.assert(
    fc.asyncProperty(anyInputs, anyInputs, async (before, after) => {
      const { cloudProvider } = fakeCloud();
      const process = cloudProvider();
      const old = await createThing(process, before);
      const inputs = await checked(process, after, old.inputs);
      const diff = await process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: inputs });
      const shrinks = typeof before.disk === "number" && typeof after.disk === "number" && after.disk < before.disk;
      const image = before.image !== undefined && after.image !== undefined && before.image !== after.image;
      t.deepEqual(
        diff.replaces.toSorted(),
        [shrinks ? "disk" : "", image ? "image" : ""].filter((key) => key !== ""),
      );
      t.deepEqual(
        diff.differences.filter(({ kind }) => kind === "replace").map(({ key }) => key),
        diff.replaces,
      );
    }),
    { numRuns: 60 },
  );
});

test("a field of any kind that is set for the first time is recorded or updated", async (t) => {
  const { cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { size: "small" });
  const news = { size: "small", image: "Debian 13", disk: 5, keys: ["anna"], note: "n", groups: ["web"], restart: "1" };
  const process = cloudProvider();
  const inputs = await checked(process, news, old.inputs);
  const diff = await process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: inputs });
  t.deepEqual(keysOf(diff.differences), [
    "image initial",
    "disk update",
    "groups update",
    "keys initial",
    "note update",
    "restart update",
  ]);
  t.deepEqual(diff.replaces, []);
});

test("an unknown value differs, and replaces only if any change would", async (t) => {
  const { cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, disk: 5, groups: ["web"], name: "web" });
  const diff = async (news: Json) =>
    cloudProvider().diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: { ...old.inputs, ...news } });
  t.deepEqual(keysOf((await diff({ disk: UNKNOWN, groups: ["web", UNKNOWN] })).differences), [
    "disk update",
    "groups update",
  ]);
  t.deepEqual((await diff({ name: UNKNOWN })).replaces, []);
});

test("removed inputs are recorded and never cause a replacement", async (t) => {
  const { cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, disk: 5, keys: ["anna"], note: "n", restart: "1" });
  const now = await alter(cloudProvider(), old, { size: "small" });
  t.deepEqual(keysOf(now.diff.differences), [
    "image recorded",
    "disk recorded",
    "keys recorded",
    "note recorded",
    "restart recorded",
  ]);
  t.deepEqual((await alter(cloudProvider(), now, { size: "small" })).diff.differences, []);
});

test("a change of timeouts is recorded without a call", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, timeouts: { create: "5m" } });
  const process = cloudProvider();
  await checked(process, NEWS, old.inputs);
  api.calls.length = 0;
  const news = { ...old.inputs, timeouts: { create: "6m" } };
  const diff = await process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news });
  t.deepEqual(keysOf(diff.differences), ["timeouts recorded"]);
  const state = await process.update(VM_DEFINITION, old.id, old.outputs, news);
  t.deepEqual(state.outputs.timeouts, { create: "6m" });
  t.deepEqual(api.calls, []);
});

for (const [what, before, after, first] of [
  ["an explicit name that is kept", { name: "web" }, { name: "web", image: "Debian 13" }, true],
  ["an explicit name that changes too", { name: "web" }, { name: "db", image: "Debian 13" }, false],
  ["a generated name", {}, { image: "Debian 13" }, false],
  ["a name that the user removed", { name: "web" }, { image: "Debian 13" }, false],
  ["an initial field only, explicit name", { name: "web", keys: ["anna"] }, { name: "web", keys: ["bert"] }, true],
  ["an initial field only, generated name", { keys: ["anna"] }, { keys: ["bert"] }, false],
  ["an update that replaceOnChanges may widen, explicit name", { name: "web" }, { name: "web", size: "large" }, true],
  ["an update only, generated name", {}, { size: "large" }, false],
] as const) {
  test(`${what}: the old box is deleted ${first ? "before" : "after"} the new one is created`, async (t) => {
    const { cloudProvider } = fakeCloud();
    const old = await createThing(cloudProvider(), { ...NEWS, ...before });
    const process = cloudProvider();
    const inputs = await checked(process, { ...NEWS, ...after }, old.inputs);
    const diff = await process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: inputs });
    t.is(diff.deleteBeforeReplace, first);
  });
}

test("deleting first is refused if it is not certain that the new box can be created", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, name: "web" });
  const big = await alter(cloudProvider(), old, { ...NEWS, name: "web", disk: 20 });
  const shrunk = { ...NEWS, name: "web", disk: 1 };
  const down = cloudProvider();
  api.fault = (name) => (name === "images" ? { when: "before", error: cloudError(name) } : undefined);
  const inputs = await checked(down, shrunk, big.inputs);
  await t.throwsAsync(down.diff(VM_DEFINITION, { id: old.id, olds: big.outputs, news: inputs }), {
    message: /image could not be checked, and this change deletes the old box before/,
  });
  api.fault = () => undefined;
  // An image that is no longer offered: fine for the box that has it, not for a new one with the same name.
  api.entries.images = [{ id: "i9", name: "Debian 14", scope: "r1" }];
  const process = cloudProvider();
  const wanted = await checked(process, shrunk, big.inputs);
  await t.throwsAsync(process.diff(VM_DEFINITION, { id: old.id, olds: big.outputs, news: wanted }), {
    message: /image: "Debian 12" is not a Fake image in r1\. .*deletes the old box before it creates the new one/,
  });
});

test("nothing is replaced because a list could not be read", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.entries.images = [
    { id: "i1", name: "Debian 12", also: ["bookworm"], scope: "r1" },
    { id: "i2", name: "Debian 13", scope: "r1" },
  ];
  const old = await createThing(cloudProvider(), NEWS);
  const compare = async (image: string) => {
    const process = cloudProvider();
    const news = await checked(process, { ...NEWS, image }, old.inputs);
    return (await process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news })).differences;
  };
  api.fault = (name) => (name === "images" ? { when: "before", error: cloudError(name) } : undefined);
  for (const image of ["bookworm", "Debian 13"]) {
    await t.throwsAsync(compare(image), {
      message: /image could not be compared with the old one, .*Nothing was changed\. Run it again/,
    });
  }
  t.deepEqual(await compare("i1"), [{ key: "image", kind: "recorded" }]);
  api.fault = () => undefined;
  t.deepEqual(await compare("bookworm"), [{ key: "image", kind: "recorded" }]);
  t.deepEqual(await compare("Debian 13"), [{ key: "image", kind: "replace" }]);
});

test("while adopt is set, a replacement is an error that says to remove it, and so is another id", async (t) => {
  const { cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), { ...NEWS, name: "web" });
  const old = await createThing(cloudProvider(), { ...NEWS, name: "web", adopt: "r1/b1" });
  const diff = async (news: Json) => {
    const process = cloudProvider();
    const inputs = await checked(process, news, old.inputs);
    return process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: inputs });
  };
  await t.throwsAsync(diff({ ...NEWS, name: "web", image: "Debian 13", adopt: "r1/b1" }), {
    message: /image cannot be changed in place, and adopt is still set.*Remove adopt, then/,
  });
  await t.throwsAsync(diff({ ...NEWS, name: "web", adopt: "r1/b2" }), {
    message: /adopt is "r1\/b2", but this resource already manages "r1\/b1"/,
  });
  t.deepEqual((await diff({ ...NEWS, name: "web", size: "large", adopt: "b1" })).replaces, []);
  // If a replacement is due, the other object was left by an interrupted one.
  t.deepEqual((await diff({ ...NEWS, name: "web", image: "Debian 13", adopt: "r1/b2" })).replaces, ["image"]);
  t.deepEqual((await diff({ ...NEWS, name: "web", image: "Debian 13" })).replaces, ["image"]);
});

test("a recorded failure replaces only while the first run has not finished", async (t) => {
  const { cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  const metadata = old.outputs.__indiecloud;
  const diff = (outputs: Json) => cloudProvider().diff(VM_DEFINITION, { id: old.id, olds: outputs, news: old.inputs });
  t.deepEqual((await diff({ ...old.outputs, failure: "it burnt" })).replaces, []);
  const pending = {
    ...old.outputs,
    failure: "it burnt",
    __indiecloud: Object.assign({}, metadata, { pending: true, createdAt: 0 }),
  };
  t.like(await diff(pending), { replaces: ["failure"], deleteBeforeReplace: true });
});

test("diff makes no request", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, groups: ["web"], keys: ["anna"] });
  api.calls.length = 0;
  await cloudProvider().diff(VM_DEFINITION, {
    id: old.id,
    olds: old.outputs,
    news: { ...old.inputs, size: "large", groups: ["g2"] },
  });
  t.deepEqual(api.calls, []);
});

test("unordered lists are equal in any order, also lists of records, and repeats count", (t) => {
  const unordered = { unordered: true } as const;
  t.true(sameValue(unordered, [{ a: 1, b: 2 }, { a: 3 }], [{ a: 3 }, { b: 2, a: 1 }]));
  t.false(sameValue(unordered, ["a", "a", "b"], ["a", "b", "b"]));
  t.false(sameValue({}, ["a", "b"], ["b", "a"]));
  t.true(sameValue(vm.inputs.tags, { a: { value: "1" } }, { a: { value: "1" } }));
});

test("unknown values are found at any depth", (t) => {
  t.true(hasUnknown({ a: [{ b: UNKNOWN }] }));
  t.false(hasUnknown({ a: [{ b: "x", c: null }] }));
});
